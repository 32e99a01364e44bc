package import Domain

extension Account {
    static let columns: Query =
        "account.id, account.site_id, account.email, account.nickname, account.first_name, account.last_name, account.created_at, account.blocked_at, account.test_kind"
    static let columnCount = 9

    init(_ row: ResultRow, from column: Int = 0) throws {
        self.init(
            id: try row.id(column),
            site: try row.name(column + 1),
            email: EmailAddress(stored: try row.text(column + 2)),
            nickname: try row.text(column + 3),
            firstName: try row.optional(column + 4, ResultRow.text),
            lastName: try row.optional(column + 5, ResultRow.text),
            createdAt: try row.instant(column + 6),
            blockedAt: try row.optional(column + 7, ResultRow.instant),
            testKind: try row.optional(column + 8, ResultRow.name)
        )
    }
}

extension ReadTransaction {
    package func account(_ id: Account.ID) throws -> Account? {
        try self.rows("SELECT \(Account.columns) FROM account WHERE id = \(id)").first.map { try Account($0) }
    }

    package func account(email: EmailAddress) throws -> Account? {
        try self.rows("SELECT \(Account.columns) FROM account WHERE email_canonical = \(email.canonical)")
            .first.map { try Account($0) }
    }

    /// The accounts that are not for tests, in the order of their numbers.
    package func accounts(after last: Account.ID?, limit: Int64) throws -> [Account] {
        try self.rows(
            """
            SELECT \(Account.columns) FROM account WHERE id > \(last ?? Account.ID(0)) AND test_kind IS NULL
            ORDER BY id LIMIT \(limit)
            """
        )
        .map { try Account($0) }
    }

    /// The stored form of an account's password.
    package func passwordHash(of id: Account.ID) throws -> String? {
        try self.rows("SELECT password_hash FROM account WHERE id = \(id)").first?.text(0)
    }
}

extension Transaction {
    package func insert(_ account: Account, passwordHash: String) throws {
        try self.execute(
            """
            INSERT INTO account (id, site_id, email, email_canonical, nickname, first_name, last_name, password_hash,
                created_at, blocked_at, test_kind)
            VALUES (\(account.id), \(account.site), \(account.email.text), \(account.email.canonical),
                \(account.nickname), \(account.firstName), \(account.lastName), \(passwordHash),
                \(account.createdAt), \(account.blockedAt), \(account.testKind))
            """
        )
    }
}
