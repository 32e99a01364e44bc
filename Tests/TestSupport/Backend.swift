import Domain
import Foundation
package import Storage
import StoragePostgres
import StorageSQLite

/// A database to run a test on; each test gets an empty one of its own.
package enum Backend: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    package var dialect: Dialect { self == .sqlite ? .sqlite : .postgres }

    /// Runs a test on an empty database, with the newest schema unless told otherwise.
    package func withStore(
        migrated: Bool = true,
        _ test: (any Store) async throws -> Void
    ) async throws {
        if self == .postgres { await Places.ofPostgres.take() }
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await self.withDatabase(migrated: migrated, test))
        } catch {
            outcome = .failure(error)
        }
        if self == .postgres { await Places.ofPostgres.giveBack() }
        try outcome.get()
    }

    private func withDatabase(migrated: Bool, _ test: (any Store) async throws -> Void) async throws {
        let place = try await TestDatabase(self)
        do {
            if migrated { try await Migrator().run(on: place.store, dialect: self.dialect, at: 0) }
            try await test(place.store)
        } catch {
            await place.remove()
            throw error
        }
        await place.remove()
    }
}

/// How many tests may hold a database at once: PostgreSQL starts a process for each connection, and on two cold cores
/// all tests at once wait longer for theirs than the five seconds a store grants.
private actor Places {
    static let ofPostgres = Places(free: 12)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(free: Int) {
        self.free = free
    }

    func take() async {
        if self.free > 0 {
            self.free -= 1
        } else {
            await withCheckedContinuation { self.waiting.append($0) }
        }
    }

    func giveBack() {
        if self.waiting.isEmpty {
            self.free += 1
        } else {
            self.waiting.removeFirst().resume()
        }
    }
}

private struct TestDatabase {
    let store: any Store
    private let directory: String?
    private let schema: String?

    init(_ backend: Backend) async throws {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch backend {
        case .sqlite:
            let directory = "\(FileManager.default.temporaryDirectory.path)/llavero-\(name)"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            self.directory = directory
            self.schema = nil
            self.store = try SQLiteStore(path: "\(directory)/llavero.sqlite")
        case .postgres:
            try await Self.administer("CREATE SCHEMA \(name)")
            self.directory = nil
            self.schema = name
            self.store = try await PostgresStore(
                settings: PostgresSettings(
                    connectionString: try PostgresUnderTest.connectionString(),
                    schema: name,
                    connectionsMax: 8
                )
            )
        }
    }

    func remove() async {
        await self.store.close()
        if let directory { try? FileManager.default.removeItem(atPath: directory) }
        if let schema { try? await Self.administer("DROP SCHEMA \(schema) CASCADE") }
    }

    private static func administer(_ statement: String) async throws {
        let store = try await PostgresStore(
            settings: PostgresSettings(connectionString: try PostgresUnderTest.connectionString(), connectionsMax: 1)
        )
        do {
            try await store.write { try $0.execute(migration: statement) }
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}

/// Where the PostgreSQL of the tests is; without it its tests fail, they are never skipped.
package enum PostgresUnderTest {
    package static func connectionString(_ variable: String = "LLAVERO_TEST_POSTGRES") throws -> String {
        guard let text = ProcessInfo.processInfo.environment[variable] else {
            throw MissingPostgres(variable: variable)
        }
        return text
    }
}

struct MissingPostgres: Error, CustomStringConvertible {
    let variable: String

    var description: String { "\(self.variable) is not set: run make test, which starts PostgreSQL" }
}
