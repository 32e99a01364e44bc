package import Domain

extension AccountLink {
    static let columns: Query = "id, purpose, email, site_id, created_at, expires_at, used_at"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            purpose: try row.name(1),
            email: try row.optional(2, ResultRow.text).map { EmailAddress(stored: $0) },
            site: try row.optional(3, ResultRow.name),
            createdAt: try row.instant(4),
            expiresAt: try row.instant(5),
            usedAt: try row.optional(6, ResultRow.instant)
        )
    }
}

extension ReadTransaction {
    package func accountLink(_ id: AccountLink.ID) throws -> AccountLink? {
        try self.rows("SELECT \(AccountLink.columns) FROM account_link WHERE id = \(id)").first
            .map { try AccountLink($0) }
    }

    package func hasAccounts() throws -> Bool {
        try !self.rows("SELECT id FROM account LIMIT 1").isEmpty
    }
}

extension Transaction {
    package func insert(_ link: AccountLink) throws {
        try self.execute(
            """
            INSERT INTO account_link (\(AccountLink.columns))
            VALUES (\(link.id), \(link.purpose), \(link.email?.text), \(link.site), \(link.createdAt),
                \(link.expiresAt), \(link.usedAt))
            """
        )
    }

    /// Uses a link up; false when it was used already.
    package func useAccountLink(_ id: AccountLink.ID, at now: Timestamp) throws -> Bool {
        try self.execute("UPDATE account_link SET used_at = \(now) WHERE id = \(id) AND used_at IS NULL") == 1
    }

    /// Makes the links of a purpose that were not used useless.
    package func voidAccountLinks(_ purpose: AccountLink.Purpose, at now: Timestamp) throws {
        try self.execute("UPDATE account_link SET used_at = \(now) WHERE purpose = \(purpose) AND used_at IS NULL")
    }

    /// Makes the unused links of a purpose that were sent to one address useless.
    package func voidAccountLinks(_ purpose: AccountLink.Purpose, to email: EmailAddress, at now: Timestamp) throws {
        try self.execute(
            """
            UPDATE account_link SET used_at = \(now)
            WHERE purpose = \(purpose) AND email = \(email.text) AND used_at IS NULL
            """
        )
    }

    /// Forgets links that are over, at most `limit`.
    package func deleteAccountLinks(endedBefore now: Timestamp, limit: Int64) throws -> Int {
        try self.execute(
            """
            DELETE FROM account_link WHERE id IN (
                SELECT id FROM account_link WHERE expires_at <= \(now) ORDER BY expires_at LIMIT \(limit))
            """
        )
    }

    package func setPasswordHash(_ hash: String, of account: Account.ID) throws {
        try self.execute("UPDATE account SET password_hash = \(hash) WHERE id = \(account)")
    }
}
