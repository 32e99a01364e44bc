import Domain
import Storage
import StoragePostgres
import TestSupport
import Testing

struct PostgresStoreTests {
    private static func store(_ connection: String) async throws -> PostgresStore {
        try await PostgresStore(settings: PostgresSettings(connectionString: connection, connectionsMax: 2))
    }

    @Test func `a server's certificate is checked and the session encrypted`() async throws {
        let store = try await Self.store(try PostgresUnderTest.connectionString("LLAVERO_TEST_POSTGRES_TLS"))
        #expect(try await store.isEncrypted())
        await store.close()
    }

    @Test func `a certificate for another name is refused`() async throws {
        let text = try PostgresUnderTest.connectionString("LLAVERO_TEST_POSTGRES_TLS")
        let wrong = text.replacing("host=localhost", with: "host=localhost.localdomain hostaddr=127.0.0.1")
        await #expect(throws: StorageFailure.self) { _ = try await Self.store(wrong) }
    }

    @Test func `the next host is taken when the first is dead`() async throws {
        let text = try PostgresUnderTest.connectionString("LLAVERO_TEST_POSTGRES_TLS")
        let port = try #require(text.firstMatch(of: /port=(\d+)/)?.1)
        let several = text.replacing("host=localhost", with: "host=127.0.0.1,localhost")
            .replacing("port=\(port)", with: "port=1,\(port)")
        let store = try await Self.store(several)
        #expect(try await store.isEncrypted())
        await store.close()
    }

    @Test func `a server that is not there is named as unavailable`() async throws {
        await #expect(throws: StorageFailure.self) { _ = try await Self.store("host=/nowhere dbname=x") }
    }

    @Test func `a connection that the server closed is replaced`() async throws {
        let store = try await Self.store(try PostgresUnderTest.connectionString())
        let other = try await Self.store(try PostgresUnderTest.connectionString())
        let process = try await store.read { try $0.rows("SELECT pg_backend_pid()")[0].integer(0) }
        // The call returns once the server process is asked to end; the next use finds the connection dead.
        _ = try await other.read { transaction in
            try transaction.rows(
                "SELECT CAST(CAST(pg_terminate_backend(CAST(\(process) AS INTEGER), 5000) AS INTEGER) AS BIGINT)"
            )
        }
        let next = try await store.read { try $0.rows("SELECT pg_backend_pid()")[0].integer(0) }
        #expect(next != process)
        await store.close()
        await other.close()
    }

    @Test func `more callers than connections all get their turn`() async throws {
        let store = try await Self.store(try PostgresUnderTest.connectionString())
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in Int64(1)...100 {
                group.addTask { try await store.read { try $0.rows("SELECT CAST(\(number) AS BIGINT)")[0].integer(0) } }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5_050)
        await store.close()
    }

    @Test func `only plain names are schema names`() {
        #expect(PostgresSettings.isSchemaName("llavero_1"))
        for name in ["", "a b", "a;drop", "A", "a\"b", String(repeating: "a", count: 64)] {
            #expect(!PostgresSettings.isSchemaName(name))
        }
    }
}
