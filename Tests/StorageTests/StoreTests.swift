import Domain
import Storage
import TestSupport
import Testing

/// The promises that both drivers keep alike.
struct StoreTests {
    private static func withTable(_ backend: Backend, _ test: (any Store) async throws -> Void) async throws {
        try await backend.withStore(migrated: false) { (store: any Store) async throws in
            try await store.write { transaction in
                try transaction.execute(
                    migration: """
                        CREATE TABLE thing (id \(backend.dialect.int64) NOT NULL PRIMARY KEY, name TEXT UNIQUE,
                            data \(backend.dialect.blob), amount \(backend.dialect.int64) CHECK (amount >= 0)) \(backend.dialect.strict)
                        """
                )
            }
            try await test(store)
        }
    }

    private static func count(_ store: any Store) async throws -> Int64 {
        try await store.read { try $0.rows("SELECT CAST(count(*) AS BIGINT) FROM thing")[0].integer(0) }
    }

    @Test(arguments: Backend.allCases)
    func `values of every type come back as they were`(backend: Backend) async throws {
        try await Self.withTable(backend) { (store: any Store) async throws in
            let name = "é'\"\\ -- \u{1F600} $1"
            let data: [UInt8] = [0, 1, 255, 0, 10]
            try await store.write { transaction in
                try transaction.execute("INSERT INTO thing VALUES (\(Int64.max), \(name), \(data), \(nil as Int64?))")
                try transaction.execute(
                    "INSERT INTO thing VALUES (\(Int64(-5)), \(nil as String?), \([UInt8]()), \(Int64(0)))"
                )
            }
            let rows = try await store.read { try $0.rows("SELECT id, name, data, amount FROM thing ORDER BY id DESC") }
            #expect(try rows[0].integer(0) == Int64.max)
            #expect(try rows[0].text(1) == name)
            #expect(try rows[0].blob(2) == data)
            #expect(rows[0].isNull(3))
            #expect(rows[1].isNull(1))
            #expect(try rows[1].blob(2) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a write that throws leaves nothing`(backend: Backend) async throws {
        try await Self.withTable(backend) { (store: any Store) async throws in
            await #expect(throws: Failure(.internalError)) {
                try await store.write { transaction in
                    try transaction.execute("INSERT INTO thing (id) VALUES (\(Int64(1)))")
                    throw Failure(.internalError)
                }
            }
            #expect(try await Self.count(store) == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a broken rule of the schema is named by its kind`(backend: Backend) async throws {
        try await Self.withTable(backend) { (store: any Store) async throws in
            func failure(_ statement: Query) async -> StorageFailure? {
                do {
                    try await store.write { _ = try $0.execute(statement) }
                    return nil
                } catch {
                    return error as? StorageFailure
                }
            }
            #expect(await failure("INSERT INTO thing (id, name) VALUES (1, 'a')") == nil)
            guard case .unique? = await failure("INSERT INTO thing (id) VALUES (1)") else {
                Issue.record("primary key")
                return
            }
            guard case .unique? = await failure("INSERT INTO thing (id, name) VALUES (2, 'a')") else {
                Issue.record("unique")
                return
            }
            guard case .check? = await failure("INSERT INTO thing (id, amount) VALUES (3, -1)") else {
                Issue.record("check")
                return
            }
            guard case .broken? = await failure("INSERT INTO nothing VALUES (1)") else {
                Issue.record("no table")
                return
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `concurrent writes behave as if one ran after another`(backend: Backend) async throws {
        try await Self.withTable(backend) { (store: any Store) async throws in
            try await store.write { _ = try $0.execute("INSERT INTO thing (id, amount) VALUES (1, 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<60 {
                    group.addTask {
                        // Read, then write what was read: without serialisation increments would be lost.
                        try await store.write { transaction in
                            let amount = try transaction.rows("SELECT amount FROM thing WHERE id = 1")[0].integer(0)
                            try transaction.execute("UPDATE thing SET amount = \(amount + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amount = try await store.read { try $0.rows("SELECT amount FROM thing WHERE id = 1")[0].integer(0) }
            #expect(amount == 60)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a failing write undoes only itself among many`(backend: Backend) async throws {
        try await Self.withTable(backend) { (store: any Store) async throws in
            let outcomes = await withTaskGroup(of: (Int64, Bool).self) { group in
                for id in Int64(0)..<100 {
                    group.addTask {
                        do {
                            try await store.write { transaction in
                                try transaction.execute("INSERT INTO thing (id) VALUES (\(id))")
                                if id % 3 == 0 { throw Failure(.internalError) }
                            }
                            return (id, true)
                        } catch {
                            return (id, false)
                        }
                    }
                }
                return await group.reduce(into: [Int64: Bool]()) { $0[$1.0] = $1.1 }
            }
            let rows = try await store.read { try $0.rows("SELECT id FROM thing ORDER BY id") }
            let stored = try rows.map { try $0.integer(0) }
            #expect(stored == outcomes.filter(\.value).keys.sorted())
            #expect(stored == (Int64(0)..<100).filter { $0 % 3 != 0 })
        }
    }

    @Test(arguments: Backend.allCases)
    func `a read cannot write`(backend: Backend) async throws {
        try await Self.withTable(backend) { (store: any Store) async throws in
            await #expect(throws: StorageFailure.self) {
                try await store.read { _ = try $0.rows("INSERT INTO thing (id) VALUES (1) RETURNING id") }
            }
            #expect(try await Self.count(store) == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a closed store refuses`(backend: Backend) async throws {
        try await backend.withStore { (store: any Store) async throws in
            await store.close()
            await #expect(throws: StorageFailure.unavailable("the database is closed")) {
                try await store.write { _ = try $0.keyringID() }
            }
        }
    }

    @Test func `a value never becomes part of the text`() {
        let name = "x'; DROP TABLE thing --"
        let condition: Query = "name = \(name)"
        let query: Query = "SELECT 1 FROM thing WHERE \(condition) AND id = \(Int64(7))"
        #expect(query.text == "SELECT 1 FROM thing WHERE name = $1 AND id = $2")
        #expect(query.values == [.text(name), .integer(7)])
        #expect(Query.joined(["a = \(Int64(1))", "b = \(Int64(2))"], separator: " AND ").text == "a = $1 AND b = $2")
    }
}
