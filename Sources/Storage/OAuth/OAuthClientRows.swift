package import Domain

extension OAuthClient.Authentication: Bindable {}
extension CodeChallenge.Method: Bindable {}
extension TokenFamily.Ending: Bindable {}

extension ReadTransaction {
    /// How an application proves itself; one that nobody set is the standard.
    package func oauthClient(_ application: Application.ID) throws -> OAuthClient {
        let rows = try self.rows(
            """
            SELECT authentication, allows_plain_challenge, requires_dpop, keys FROM oauth_client
            WHERE application_id = \(application)
            """
        )
        guard let row = rows.first else { return .standard }
        let keys = try row.text(3)
        return try OAuthClient(
            authentication: try row.name(0),
            allowsPlainChallenge: try row.integer(1) == 1,
            requiresDPoP: try row.integer(2) == 1,
            keys: keys.isEmpty ? [] : try PublicSigningKey.keys(in: keys)
        )
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
