import Domain
import Storage
import TestSupport
import Testing

/// Invariants that the schema keeps whatever the program does.
struct SchemaTests {
    private static let base = [
        "INSERT INTO account VALUES (1, 'MLB', 'a@b.example', 'a@b.example', 'OWNER1', NULL, NULL, 'hash', 10, NULL, NULL)",
        "INSERT INTO account VALUES (9, 'MLB', 'z@b.example', 'z@b.example', 'OWNER9', NULL, NULL, 'hash', 10, NULL, NULL)",
        """
        INSERT INTO application VALUES (2, 1, 'Shop', NULL, NULL, NULL, NULL, 'checkout_pro', NULL, '', 'required', '', '',
            11, NULL, NULL, NULL)
        """,
        "INSERT INTO application_mode VALUES (2, 'live', NULL)",
        "INSERT INTO data_key VALUES ('dk', 1, 'live', 'kek', CAST('k' AS blob), 1, NULL)",
        payment(3, mode: "live"),
        credential("c1", mode: "live", kind: "public_key", digest: "d1"),
        "INSERT INTO seller_grant VALUES ('g', 2, 'live', 9, 'read', 1, NULL, NULL)",
        "INSERT INTO token_family VALUES ('f', 'g', 2, 'live', 9, 'read', NULL, 1, NULL, NULL)",
        "INSERT INTO refresh_token VALUES (CAST('r' AS blob), 'f', 1, 2, NULL)",
    ]

    private static func payment(
        _ id: Int,
        mode: String,
        status: String = "approved",
        authorized: Int = 10,
        captured: Int = 10,
        refunded: Int = 0,
        account: Int = 1,
        expires: String = "NULL"
    ) -> String {
        """
        INSERT INTO payment VALUES (\(id), \(account), 2, '\(mode)', 'MLB', 'BRL', '\(status)', 'accredited', \(authorized),
            \(captured), \(refunded), 'x@y.example', '{}', NULL, NULL, NULL, NULL, '{}', '{}', 13, 13, NULL, \(expires))
        """
    }

    private static func credential(
        _ id: String,
        mode: String,
        kind: String,
        digest: String,
        generation: Int = 1,
        tagKey: String = "NULL",
        account: Int = 1
    ) -> String {
        """
        INSERT INTO credential VALUES ('\(id)', 2, \(account), '\(mode)', '\(kind)', \(generation), 's', CAST('\(digest)' AS blob),
            'p', \(tagKey), 'dk', NULL, 1, NULL, NULL, NULL, NULL, NULL)
        """
    }

    private enum Kind: Sendable {
        case unique
        case foreignKey
        case check
    }

    private static let broken: [(String, Kind, String)] = [
        (
            "a member who is the owner", .check,
            "INSERT INTO membership VALUES ('m', 1, 'e', 'e', 'viewer', 1, 2, 1, 1, NULL)"
        ),
        (
            "a member who accepted without being somebody", .check,
            "INSERT INTO membership VALUES ('m', 1, 'e', 'e', 'viewer', 1, 2, NULL, 1, NULL)"
        ),
        (
            "a session that ends before it begins", .check,
            "INSERT INTO session VALUES ('s', CAST('d' AS blob), 1, 10, 11, 9, 10, 0, 'a', 'b')"
        ),
        (
            "a link for nobody's new password", .check,
            "INSERT INTO account_link VALUES ('L', 'reset', NULL, NULL, 1, 2, NULL)"
        ),
        (
            "a share of an application with its own owner", .check,
            "INSERT INTO share VALUES ('s', 2, 1, 'live', 'e', 'e', 'read', 1, 2, NULL, 1, 1, NULL, NULL, NULL)"
        ),
        (
            "a share of another account's application", .foreignKey,
            "INSERT INTO share VALUES ('s', 2, 9, 'live', 'e', 'e', 'read', 1, 2, NULL, NULL, NULL, NULL, NULL, NULL)"
        ),
        (
            "a share in a mode the application lacks", .foreignKey,
            "INSERT INTO share VALUES ('s', 2, 1, 'test', 'e', 'e', 'read', 1, 2, NULL, NULL, NULL, NULL, NULL, NULL)"
        ),
        (
            "a share that permits nothing", .check,
            "INSERT INTO share VALUES ('s', 2, 1, 'live', 'e', 'e', '', 1, 2, NULL, NULL, NULL, NULL, NULL, NULL)"
        ),
        (
            "a renewal in a mode the application lacks", .foreignKey,
            "INSERT INTO renewal VALUES ('r', 2, 1, 'test', 'keys', 1, 2, '1h', 1, 2, NULL, NULL, NULL)"
        ),
        (
            "a renewal that issues the generation it replaces", .check,
            "INSERT INTO renewal VALUES ('r', 2, 1, 'live', 'keys', 1, 1, '1h', 1, 2, NULL, NULL, NULL)"
        ),
        (
            "a renewal of another account's application", .foreignKey,
            "INSERT INTO renewal VALUES ('r', 2, 9, 'live', 'keys', 1, 2, '1h', 1, 2, NULL, NULL, NULL)"
        ),
        (
            "an overlap closed for no reason", .check,
            "INSERT INTO renewal VALUES ('r', 2, 1, 'live', 'keys', 1, 2, '1h', 1, 2, NULL, 2, NULL)"
        ),
        (
            "a use of a credential that is not there", .foreignKey,
            "INSERT INTO credential_use VALUES ('none', 1, 'a', 's', 'r', 1, 1, 1)"
        ),
        ("a payment in a mode the application lacks", .foreignKey, payment(4, mode: "test")),
        ("a payment of nobody", .foreignKey, payment(4, mode: "live", account: 77)),
        ("more captured than authorised", .check, payment(4, mode: "live", captured: 11)),
        ("more refunded than captured", .check, payment(4, mode: "live", refunded: 11)),
        ("refunded in full yet approved", .check, payment(4, mode: "live", refunded: 10)),
        ("approved without money", .check, payment(4, mode: "live", captured: 0)),
        ("an end for what no longer waits", .check, payment(4, mode: "live", expires: "99")),
        (
            "a refund in another mode than its payment", .foreignKey,
            "INSERT INTO refund VALUES (5, 3, 'test', 'BRL', 1, 1)"
        ),
        ("a refund of nothing", .check, "INSERT INTO refund VALUES (5, 3, 'live', 'BRL', 0, 1)"),
        (
            "a second current credential of a kind", .unique,
            credential("c2", mode: "live", kind: "public_key", digest: "d2", generation: 2)
        ),
        (
            "one digest for two credentials", .unique,
            credential("c2", mode: "live", kind: "client_secret", digest: "d1")
        ),
        (
            "a credential in a mode the application lacks", .foreignKey,
            credential("c2", mode: "test", kind: "public_key", digest: "d2")
        ),
        (
            "a credential of another account", .foreignKey,
            credential("c2", mode: "live", kind: "client_secret", digest: "d2", account: 9)
        ),
        (
            "an Access Token without the key of its tag", .check,
            credential("c2", mode: "live", kind: "access_token", digest: "d2")
        ),
        (
            "an address in use", .unique,
            "INSERT INTO account VALUES (8, 'MLB', 'A@b.example', 'a@b.example', 'O8', NULL, NULL, 'h', 1, NULL, NULL)"
        ),
        (
            "an unknown site", .check,
            "INSERT INTO account VALUES (8, 'XXX', 'q@b.example', 'q@b.example', 'O8', NULL, NULL, 'h', 1, NULL, NULL)"
        ),
        ("production without an industry", .check, "UPDATE application SET activated_at = 1 WHERE id = 2"),
        (
            "an event of a mode the application lacks", .foreignKey,
            "INSERT INTO event VALUES ('E', 1, 2, 'test', 'k', 'r', 1)"
        ),
        (
            "a grant in a mode the application lacks", .foreignKey,
            "INSERT INTO seller_grant VALUES ('g2', 2, 'test', 9, 'read', 1, NULL, NULL)"
        ),
        (
            "a second grant of a seller that stands", .unique,
            "INSERT INTO seller_grant VALUES ('g2', 2, 'live', 9, 'read', 1, NULL, NULL)"
        ),
        (
            "a family of another seller's grant", .foreignKey,
            "INSERT INTO token_family VALUES ('f2', 'g', 2, 'live', 1, 'read', NULL, 1, NULL, NULL)"
        ),
        (
            "a family in another mode than its grant", .foreignKey,
            "INSERT INTO token_family VALUES ('f2', 'g', 2, 'test', 9, 'read', NULL, 1, NULL, NULL)"
        ),
        (
            "a family that ended for no reason", .check,
            "INSERT INTO token_family VALUES ('f2', 'g', 2, 'live', 9, 'read', NULL, 1, 2, NULL)"
        ),
        (
            "a second refresh token of a family that works", .unique,
            "INSERT INTO refresh_token VALUES (CAST('r2' AS blob), 'f', 1, 2, NULL)"
        ),
        (
            "a token of another seller than its family", .foreignKey,
            """
            INSERT INTO oauth_token VALUES ('t2', 'access_token', CAST('t2' AS blob), 's', 2, 1, 'live', 'f', 'read',
                NULL, 1, 2, NULL)
            """
        ),
        (
            "an Access Token of OAuth without an end", .check,
            """
            INSERT INTO oauth_token VALUES ('t2', 'access_token', CAST('t2' AS blob), 's', 2, 9, 'live', 'f', 'read',
                NULL, 1, NULL, NULL)
            """
        ),
        (
            "a code that was exchanged and not used", .check,
            """
            INSERT INTO authorization_code VALUES (CAST('c2' AS blob), 2, 9, 'live', 'u', 'read', NULL, NULL, NULL, 1, 2,
                NULL, 'f', NULL)
            """
        ),
    ]

    @Test(arguments: Backend.allCases)
    func `what must never be is refused by the schema itself`(backend: Backend) async throws {
        try await backend.withStore { (store: any Store) async throws in
            let isPostgres = backend == .postgres
            @Sendable func text(_ statement: String) -> String {
                isPostgres ? statement.replacing("AS blob", with: "AS bytea") : statement
            }
            try await store.write { transaction in
                for statement in Self.base { try transaction.execute(migration: text(statement)) }
            }
            for (name, kind, statement) in Self.broken {
                let prepared = text(statement)
                do {
                    try await store.write { try $0.execute(migration: prepared) }
                    Issue.record("accepted: \(name)")
                } catch StorageFailure.unique {
                    #expect(kind == .unique, "\(name)")
                } catch StorageFailure.foreignKey {
                    #expect(kind == .foreignKey, "\(name)")
                } catch StorageFailure.check {
                    #expect(kind == .check, "\(name)")
                }
            }
        }
    }
}
