package import Domain

/// The secret by which an account's one-time codes are made, encrypted.
package struct SecondFactorRow: Equatable, Sendable {
    package let accountID: Account.ID
    package let dataKeyID: String
    package let sealed: [UInt8]
    package let createdAt: Timestamp
    /// When the person showed that their program makes the right codes; before, nothing asks for them.
    package let confirmedAt: Timestamp?
    /// The step of the last code used: a code works once.
    package let lastStep: Int64?

    package init(
        accountID: Account.ID,
        dataKeyID: String,
        sealed: [UInt8],
        createdAt: Timestamp,
        confirmedAt: Timestamp? = nil,
        lastStep: Int64? = nil
    ) {
        self.accountID = accountID
        self.dataKeyID = dataKeyID
        self.sealed = sealed
        self.createdAt = createdAt
        self.confirmedAt = confirmedAt
        self.lastStep = lastStep
    }
}

extension ReadTransaction {
    package func secondFactor(of account: Account.ID) throws -> SecondFactorRow? {
        let rows = try self.rows(
            """
            SELECT account_id, data_key_id, sealed, created_at, confirmed_at, last_step FROM second_factor
            WHERE account_id = \(account)
            """
        )
        return try rows.first.map { row in
            SecondFactorRow(
                accountID: try row.id(0),
                dataKeyID: try row.text(1),
                sealed: try row.blob(2),
                createdAt: try row.instant(3),
                confirmedAt: try row.optional(4, ResultRow.instant),
                lastStep: try row.optional(5, ResultRow.integer)
            )
        }
    }

    /// How many backup codes an account has left.
    package func backupCodeCount(of account: Account.ID) throws -> Int64 {
        try self.rows("SELECT COUNT(*) FROM backup_code WHERE account_id = \(account)").first?.integer(0) ?? 0
    }
}

extension Transaction {
    package func insert(_ factor: SecondFactorRow) throws {
        try self.execute(
            """
            INSERT INTO second_factor (account_id, data_key_id, sealed, created_at, confirmed_at, last_step)
            VALUES (\(factor.accountID), \(factor.dataKeyID), \(factor.sealed), \(factor.createdAt),
                \(factor.confirmedAt), \(factor.lastStep))
            """
        )
    }

    package func confirmSecondFactor(of account: Account.ID, step: Int64, at now: Timestamp) throws {
        try self.execute(
            "UPDATE second_factor SET confirmed_at = \(now), last_step = \(step) WHERE account_id = \(account)"
        )
    }

    /// Uses a code's step up; false when it, or a later one, was used already.
    package func useStep(_ step: Int64, of account: Account.ID) throws -> Bool {
        try self.execute(
            """
            UPDATE second_factor SET last_step = \(step)
            WHERE account_id = \(account) AND (last_step IS NULL OR last_step < \(step))
            """
        ) == 1
    }

    package func deleteSecondFactor(of account: Account.ID) throws {
        try self.deleteBackupCodes(of: account)
        try self.execute("DELETE FROM second_factor WHERE account_id = \(account)")
    }

    package func deleteBackupCodes(of account: Account.ID) throws {
        try self.execute("DELETE FROM backup_code WHERE account_id = \(account)")
    }

    package func insertBackupCode(_ digest: [UInt8], of account: Account.ID) throws {
        try self.execute("INSERT INTO backup_code (account_id, digest) VALUES (\(account), \(digest))")
    }

    /// Uses a backup code up; false when there is none like it.
    package func useBackupCode(_ digest: [UInt8], of account: Account.ID) throws -> Bool {
        try self.execute("DELETE FROM backup_code WHERE account_id = \(account) AND digest = \(digest)") == 1
    }
}
