import Domain
import Foundation
import Storage
import StorageSQLite
import TestSupport
import Testing

struct SQLiteStoreTests {
    private static func withDirectory(_ test: (String) async throws -> Void) async throws {
        let directory = "\(FileManager.default.temporaryDirectory.path)/llavero-sqlite-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await test(directory)
    }

    private static func pragma(_ name: Query, _ store: any Store) async throws -> SQLValue? {
        let row = try await store.write { try $0.rows(name).first }
        return try row.map { row in
            if let number = try? row.integer(0) { return .integer(number) }
            return .text(try row.text(0))
        }
    }

    @Test func `a commit is on disk before it is answered`() async throws {
        try await Self.withDirectory { directory in
            let store = try SQLiteStore(path: "\(directory)/a.sqlite")
            #expect(try await Self.pragma("PRAGMA synchronous", store) == .integer(2))
            #expect(try await Self.pragma("PRAGMA journal_mode", store) == .text("wal"))
            #expect(try await Self.pragma("PRAGMA foreign_keys", store) == .integer(1))
            #expect(try await Self.pragma("PRAGMA secure_delete", store) == .integer(1))
            await store.close()
        }
    }

    @Test func `nobody else can read the database's files`() async throws {
        try await Self.withDirectory { directory in
            let store = try SQLiteStore(path: "\(directory)/a.sqlite")
            try await store.write { try $0.execute(migration: "CREATE TABLE thing (id INTEGER) STRICT") }
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/a.sqlite\(suffix)")
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            await store.close()
        }
    }

    @Test func `a file that is no database is refused`() async throws {
        try await Self.withDirectory { directory in
            let path = "\(directory)/a.sqlite"
            try Data(repeating: 7, count: 4_096).write(to: URL(filePath: path))
            #expect(throws: StorageFailure.self) { try SQLiteStore(path: path) }
            #expect(throws: StorageFailure.self) { try SQLiteStore(path: "\(directory)/missing/a.sqlite") }
        }
    }

    @Test func `a full database answers every write truly`() async throws {
        try await Self.withDirectory { directory in
            let path = "\(directory)/a.sqlite"
            let store = try SQLiteStore(path: path)
            try await store.write {
                try $0.execute(migration: "CREATE TABLE thing (id INTEGER PRIMARY KEY, data BLOB) STRICT")
            }
            _ = try await Self.pragma("PRAGMA max_page_count = 60", store)
            let acknowledged = await withTaskGroup(of: Int64?.self) { group in
                for id in Int64(1)...200 {
                    group.addTask {
                        do {
                            try await store.write { transaction in
                                _ = try transaction.execute(
                                    "INSERT INTO thing VALUES (\(id), \([UInt8](repeating: 1, count: 3_000)))"
                                )
                            }
                            return id
                        } catch {
                            guard case StorageFailure.unavailable = error else {
                                Issue.record("\(error)")
                                return nil
                            }
                            return nil
                        }
                    }
                }
                return await group.reduce(into: Set<Int64>()) { if let id = $1 { $0.insert(id) } }
            }
            #expect(!acknowledged.isEmpty && acknowledged.count < 200)
            await store.close()
            let reopened = try SQLiteStore(path: path)
            let rows = try await reopened.read { try $0.rows("SELECT id FROM thing") }
            #expect(Set(try rows.map { try $0.integer(0) }) == acknowledged)
            #expect(try await Self.pragma("PRAGMA integrity_check", reopened) == .text("ok"))
            await reopened.close()
        }
    }
}
