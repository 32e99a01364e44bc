package import Domain

extension OAuthClient.Authentication: Bindable {}
extension CodeChallenge.Method: Bindable {}
extension TokenFamily.Ending: Bindable {}

extension OAuthClient {
    static let columns: Query = """
        oauth_client.authentication, oauth_client.allows_plain_challenge, oauth_client.requires_dpop, oauth_client.keys
        """

    /// One that nobody set, whose columns are null, is the standard.
    init(_ row: ResultRow, from column: Int = 0) throws {
        guard !row.isNull(column) else {
            self = .standard
            return
        }
        let keys = try row.text(column + 3)
        try self.init(
            authentication: try row.name(column),
            allowsPlainChallenge: try row.integer(column + 1) == 1,
            requiresDPoP: try row.integer(column + 2) == 1,
            keys: keys.isEmpty ? [] : try PublicSigningKey.keys(in: keys)
        )
    }
}

/// An application as the authorization server knows it.
package final class ClientApplication: Sendable {
    /// Without its redirect URLs, which proving does not need.
    package let application: Application
    package let owner: Account
    package let client: OAuthClient

    static let columns: Query = "\(Application.columns), \(OAuthClient.columns), \(Account.columns)"
    static let tables: Query = """
        application JOIN account ON account.id = application.account_id
        LEFT JOIN oauth_client ON oauth_client.application_id = application.id
        """

    init(_ row: ResultRow, from column: Int = 0) throws {
        let client = column + Application.columnCount
        self.application = try Application(row, from: column)
        self.client = try OAuthClient(row, from: client)
        self.owner = try Account(row, from: client + 4)
    }
}

/// A credential of a pair that is sent as a client's secret, and whose it is.
package final class ClientHolder: Sendable {
    package let credential: Credential
    /// From where and how often its pair works; nil without any bound.
    package let restrictions: Restrictions?
    package let client: ClientApplication

    init(_ row: ResultRow) throws {
        self.credential = try Credential(row)
        self.restrictions = try Restrictions(row, from: Credential.columnCount)
        self.client = try ClientApplication(row, from: Credential.columnCount + Restrictions.columnCount)
    }
}

extension Store {
    /// A client by its number, in one query.
    package func client(_ id: Application.ID) async throws -> ClientApplication? {
        try await self.rows(
            "SELECT \(ClientApplication.columns) FROM \(ClientApplication.tables) WHERE application.id = \(id)"
        )
        .first.map { try ClientApplication($0) }
    }

    /// The credential of a pair with this digest and the client that holds it, in one query.
    package func client(holding digest: [UInt8]) async throws -> ClientHolder? {
        try await self.rows(
            """
            SELECT \(Credential.columns), \(Restrictions.columns), \(ClientApplication.columns)
            FROM \(ClientApplication.tables) JOIN credential ON credential.application_id = application.id
            \(Restrictions.join)
            WHERE credential.digest = \(digest)
            """
        )
        .first.map { try ClientHolder($0) }
    }
}

extension ReadTransaction {
    /// How an application proves itself; one that nobody set is the standard.
    package func oauthClient(_ application: Application.ID) throws -> OAuthClient {
        let rows = try self.rows(
            "SELECT \(OAuthClient.columns) FROM oauth_client WHERE application_id = \(application)"
        )
        return try rows.first.map { try OAuthClient($0) } ?? .standard
    }

    /// The parameters of a pushed request of an application that still waits, and whether it was used.
    package func pushedRequest(
        _ digest: [UInt8],
        of application: Application.ID,
        at now: Timestamp
    ) throws -> (parameters: String, isUsed: Bool)? {
        try self.rows(
            """
            SELECT parameters, used_at FROM pushed_request
            WHERE digest = \(digest) AND application_id = \(application) AND expires_at > \(now)
            """
        )
        .first.map { (try $0.text(0), !$0.isNull(1)) }
    }
}

extension Transaction {
    package func set(_ client: OAuthClient, of application: Application.ID) throws {
        let keys = client.keys.isEmpty ? "" : JSON.object([.init("keys", .array(client.keys.map(\.json)))]).compact
        let plain: Int64 = client.allowsPlainChallenge ? 1 : 0
        let dpop: Int64 = client.requiresDPoP ? 1 : 0
        try self.execute(
            """
            INSERT INTO oauth_client (application_id, authentication, allows_plain_challenge, requires_dpop, keys)
            VALUES (\(application), \(client.authentication), \(plain), \(dpop), \(keys))
            ON CONFLICT (application_id) DO UPDATE SET
                authentication = excluded.authentication, allows_plain_challenge = excluded.allows_plain_challenge,
                requires_dpop = excluded.requires_dpop, keys = excluded.keys
            """
        )
    }

    package func insertPushedRequest(
        _ digest: [UInt8],
        of application: Application.ID,
        parameters: String,
        until end: Timestamp
    ) throws {
        try self.execute(
            """
            INSERT INTO pushed_request (digest, application_id, parameters, expires_at)
            VALUES (\(digest), \(application), \(parameters), \(end))
            """
        )
    }

    /// Uses a pushed request up; false when it was used before.
    package func usePushedRequest(_ digest: [UInt8], at now: Timestamp) throws -> Bool {
        try self.execute("UPDATE pushed_request SET used_at = \(now) WHERE digest = \(digest) AND used_at IS NULL") == 1
    }

    /// Notes that something was used; false when it was used before.
    package func useOnce(_ digest: [UInt8], until end: Timestamp) throws -> Bool {
        try self.execute(
            """
            INSERT INTO used_once (digest, expires_at) VALUES (\(digest), \(end)) ON CONFLICT (digest) DO NOTHING
            """
        ) == 1
    }

    /// Deletes at most `limit` of each kind of what nobody can use any more; gives how many there were.
    package func deleteEndedOAuth(before now: Timestamp, keptSince: Timestamp, limit: Int64) throws -> Int {
        try self.execute(
            """
            DELETE FROM pushed_request WHERE digest IN (
                SELECT digest FROM pushed_request WHERE expires_at <= \(now) LIMIT \(limit))
            """
        )
            + self.execute(
                """
                DELETE FROM used_once WHERE digest IN (
                    SELECT digest FROM used_once WHERE expires_at <= \(now) LIMIT \(limit))
                """
            )
            + self.execute(
                """
                DELETE FROM authorization_code WHERE digest IN (
                    SELECT digest FROM authorization_code WHERE expires_at <= \(keptSince) LIMIT \(limit))
                """
            )
            + self.execute(
                """
                DELETE FROM refresh_token WHERE digest IN (
                    SELECT digest FROM refresh_token WHERE expires_at <= \(keptSince) LIMIT \(limit))
                """
            )
            + self.execute(
                """
                DELETE FROM oauth_token WHERE id IN (
                    SELECT id FROM oauth_token WHERE expires_at <= \(keptSince) LIMIT \(limit))
                """
            )
    }
}
