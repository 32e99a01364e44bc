import Domain
import Storage
import TestSupport
import Testing

struct MigrationTests {
    /// Rows as they were written when each version was the newest.
    private static let rowsOfAge: [Int64: [String]] = [
        1: [
            "INSERT INTO account VALUES (1, 'MLB', 'A@b.example', 'a@b.example', 'OWNER1', NULL, NULL, 'hash', 10, NULL)",
            """
            INSERT INTO application VALUES (2, 1, 'Shop', NULL, NULL, 'retail', 'https://s.example', 'checkout_api_payments',
                NULL, '', 'required', 'authorization_code', 'read,write', 11, 12, NULL, NULL)
            """,
            "INSERT INTO application_mode VALUES (2, 'test')",
            "INSERT INTO redirect_url VALUES (2, 0, 'https://s.example/cb')",
        ],
        2: [
            """
            INSERT INTO payment VALUES (3, 1, 2, 'test', 'MLB', 'BRL', 'pending', 'pending_waiting_transfer', 1050, 0, 0,
                'x@y.example', '{}', NULL, NULL, NULL, NULL, '{}', '{}', 13, 13, NULL, 14)
            """,
            "INSERT INTO event VALUES ('E1', 1, 2, 'test', 'payment.created', '3', 13)",
        ],
        3: [
            "INSERT INTO renewal VALUES ('ren_1', 2, 1, 'test', 'keys', 1, 2, '12h', 15, 16, NULL, NULL, NULL)",
            "INSERT INTO audit_record VALUES ('A1', 1, 2, NULL, 'credential.renewed', 'test keys', 15)",
            "INSERT INTO data_key VALUES ('dk', 1, 'test', 'kek', CAST('k' AS blob), 1, NULL)",
            """
            INSERT INTO credential VALUES ('cred_1', 2, 1, 'test', 'public_key', 2, 'TEST-x', CAST('d' AS blob), 'p', NULL,
                'dk', NULL, 15, NULL, NULL)
            """,
            "INSERT INTO credential_use VALUES ('cred_1', 1, 'a', 's', 'r', 1, 1, 1)",
        ],
        4: [
            """
            INSERT INTO share VALUES ('shr_1', 2, 1, 'test', 'X@y.example', 'x@y.example', 'read', 15, 16, NULL, NULL, NULL,
                NULL, NULL, NULL)
            """,
            "INSERT INTO access_request VALUES ('req_1', 1, 'X@y.example', 'x@y.example', 15, 16, NULL, NULL)",
        ],
        6: [
            "INSERT INTO session VALUES ('ses_1', CAST('d' AS blob), 1, 10, 11, 12, 10, 0, 'a', 'b')",
            "INSERT INTO second_factor VALUES (1, 'dk', CAST('s' AS blob), 10, 11, 12)",
            "INSERT INTO backup_code VALUES (1, CAST('c' AS blob))",
            "INSERT INTO account_link VALUES ('L1', 'sign_up', 'x@y.example', 'MLB', 10, 11, NULL)",
            "INSERT INTO membership VALUES ('mem_1', 1, 'X@y.example', 'x@y.example', 'viewer', 10, 11, NULL, NULL, NULL)",
            "INSERT INTO mail VALUES ('M1', 'x@y.example', 'pt', 'reset', '{}', 10, 11, 0)",
            "INSERT INTO logo VALUES (2, CAST('p' AS blob), 10)",
        ],
        8: [
            "INSERT INTO management_token VALUES ('mgt_1', CAST('m' AS blob), NULL, 'ci', 10, NULL, NULL)"
        ],
        7: [
            "INSERT INTO account VALUES (8, 'MLB', 't@b.example', 't@b.example', 'TEST8', NULL, NULL, 'hash', 10, NULL, 'buyer')",
            "INSERT INTO test_account VALUES (8, 1, 'Buyer', 100, 'dk', CAST('s' AS blob), NULL)",
        ],
    ]

    @Test(arguments: Backend.allCases)
    func `data of every age survives all later migrations`(backend: Backend) async throws {
        for age in Migration.all.map(\.version) {
            try await backend.withStore(migrated: false) { (store: any Store) async throws in
                for version in 1...age {
                    let upTo = Migration.all.filter { $0.version <= version }
                    try await Migrator(upTo).run(on: store, dialect: backend.dialect, at: 0)
                    try await store.write { transaction in
                        for row in Self.rowsOfAge[version] ?? [] {
                            try transaction.execute(
                                migration: row.replacing("AS blob", with: "AS \(backend.dialect.blob)")
                            )
                        }
                    }
                }
                let done = try await Migrator().run(on: store, dialect: backend.dialect, at: 0)
                #expect(done == Migration.all.map(\.version).filter { $0 > age })
                let application = try await store.read { try $0.application(Application.ID(2)) }
                #expect(application?.settings.redirectURLs.map(\.text) == ["https://s.example/cb"])
                #expect(application?.settings.permissions == [.read, .write])
                let account = try await store.read { try $0.account(email: try EmailAddress("a@B.example")) }
                #expect(account?.email.text == "A@b.example")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `running the migrations again does nothing`(backend: Backend) async throws {
        try await backend.withStore { (store: any Store) async throws in
            #expect(try await Migrator().run(on: store, dialect: backend.dialect, at: 0) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a database of a newer program is refused`(backend: Backend) async throws {
        try await backend.withStore { (store: any Store) async throws in
            try await store.write { _ = try $0.execute("INSERT INTO schema_migration VALUES (999, 'later', 0)") }
            await #expect(throws: StorageFailure.self) {
                try await Migrator().run(on: store, dialect: backend.dialect, at: 0)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a migration that fails leaves the schema as it was`(backend: Backend) async throws {
        try await backend.withStore { (store: any Store) async throws in
            let broken = Migration(version: Int64(Migration.all.count) + 1, name: "broken") { _ in
                ["CREATE TABLE half (id TEXT)", "CREATE TABLE half (id TEXT)"]
            }
            await #expect(throws: StorageFailure.self) {
                try await Migrator(Migration.all + [broken]).run(on: store, dialect: backend.dialect, at: 0)
            }
            await #expect(throws: StorageFailure.self) {
                try await store.read { _ = try $0.rows("SELECT id FROM half") }
            }
            #expect(try await Migrator().run(on: store, dialect: backend.dialect, at: 0) == [])
        }
    }

    @Test func `versions are numbered without gaps`() {
        #expect(Migration.all.map(\.version) == Array(1...Int64(Migration.all.count)))
    }
}
