package import Domain

extension ManagementToken {
    static let columns: Query = "id, account_id, name, created_at, expires_at, revoked_at"

    init(_ row: ResultRow) throws {
        try self.init(
            id: try row.id(0),
            accountID: try row.optional(1, ResultRow.id),
            name: try row.text(2),
            createdAt: try row.instant(3),
            expiresAt: try row.optional(4, ResultRow.instant),
            revokedAt: try row.optional(5, ResultRow.instant)
        )
    }
}

extension ReadTransaction {
    package func managementToken(digest: [UInt8]) throws -> ManagementToken? {
        try self.rows("SELECT \(ManagementToken.columns) FROM management_token WHERE digest = \(digest)").first
            .map { try ManagementToken($0) }
    }

    /// All management tokens, newest first.
    package func managementTokens(limit: Int64) throws -> [ManagementToken] {
        try self.rows(
            "SELECT \(ManagementToken.columns) FROM management_token ORDER BY created_at DESC, id LIMIT \(limit)"
        )
        .map { try ManagementToken($0) }
    }
}

extension Transaction {
    package func insert(_ token: ManagementToken, digest: [UInt8]) throws {
        try self.execute(
            """
            INSERT INTO management_token (id, digest, account_id, name, created_at, expires_at, revoked_at)
            VALUES (\(token.id), \(digest), \(token.accountID), \(token.name), \(token.createdAt), \(token.expiresAt),
                \(token.revokedAt))
            """
        )
    }

    /// Ends a management token; false when there is none that works.
    package func revokeManagementToken(_ id: ManagementToken.ID, at now: Timestamp) throws -> Bool {
        try self.execute("UPDATE management_token SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }
}
