package import Domain

/// A test account's password, encrypted for whoever created it.
package struct SealedPassword: Equatable, Sendable {
    package let dataKeyID: String
    package let sealed: [UInt8]

    package init(dataKeyID: String, sealed: [UInt8]) {
        self.dataKeyID = dataKeyID
        self.sealed = sealed
    }
}

extension ReadTransaction {
    /// A test account of an owner that was not deleted.
    package func testAccount(_ id: Account.ID, of owner: Account.ID) throws -> (TestAccount, SealedPassword)? {
        try self.testAccounts("test_account.owner_id = \(owner) AND test_account.account_id = \(id)", limit: 1).first
    }

    /// The test accounts of an owner that were not deleted, newest first.
    package func testAccounts(of owner: Account.ID, limit: Int64) throws -> [(TestAccount, SealedPassword)] {
        try self.testAccounts("test_account.owner_id = \(owner)", limit: limit)
    }

    private func testAccounts(_ condition: Query, limit: Int64) throws -> [(TestAccount, SealedPassword)] {
        let rows = try self.rows(
            """
            SELECT \(Account.columns), test_account.owner_id, test_account.description, test_account.balance_minor,
                test_account.data_key_id, test_account.sealed, test_account.deleted_at
            FROM test_account JOIN account ON account.id = test_account.account_id
            WHERE \(condition) AND test_account.deleted_at IS NULL
            ORDER BY account.created_at DESC, account.id LIMIT \(limit)
            """
        )
        return try rows.map { row in
            let account = try Account(row)
            let first = Account.columnCount
            guard let kind = account.testKind else { throw StorageFailure.broken("a test account without a kind") }
            let testAccount = try TestAccount(
                account: account,
                kind: kind,
                ownerID: try row.id(first),
                description: try row.text(first + 1),
                balance: Money(minor: try row.integer(first + 2), currency: account.site.currency),
                deletedAt: try row.optional(first + 5, ResultRow.instant)
            )
            return (testAccount, SealedPassword(dataKeyID: try row.text(first + 3), sealed: try row.blob(first + 4)))
        }
    }
}

extension Transaction {
    /// Inserts what an account is in tests; the account itself is inserted before.
    package func insert(_ testAccount: TestAccount, _ password: SealedPassword) throws {
        try self.execute(
            """
            INSERT INTO test_account (account_id, owner_id, description, balance_minor, data_key_id, sealed, deleted_at)
            VALUES (\(testAccount.account.id), \(testAccount.ownerID), \(testAccount.description),
                \(testAccount.balance.minor), \(password.dataKeyID), \(password.sealed), \(testAccount.deletedAt))
            """
        )
    }

    /// Writes what of a test account can change; a deleted one is blocked.
    package func update(_ testAccount: TestAccount) throws {
        try self.execute(
            """
            UPDATE test_account SET description = \(testAccount.description),
                balance_minor = \(testAccount.balance.minor), deleted_at = \(testAccount.deletedAt)
            WHERE account_id = \(testAccount.account.id)
            """
        )
        if let deletedAt = testAccount.deletedAt {
            try self.execute("UPDATE account SET blocked_at = \(deletedAt) WHERE id = \(testAccount.account.id)")
        }
    }

    package func update(_ password: SealedPassword, of testAccount: Account.ID) throws {
        try self.execute(
            """
            UPDATE test_account SET data_key_id = \(password.dataKeyID), sealed = \(password.sealed)
            WHERE account_id = \(testAccount)
            """
        )
    }
}
