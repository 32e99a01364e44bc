package import Domain

/// A key that encrypts the secrets of one account and mode, itself encrypted by a key of the keyring.
package struct WrappedDataKey: Equatable, Sendable {
    package let id: String
    package let accountID: Account.ID
    package let mode: Mode
    package let kekID: String
    package let wrapped: [UInt8]
    package let createdAt: Timestamp

    package init(id: String, accountID: Account.ID, mode: Mode, kekID: String, wrapped: [UInt8], createdAt: Timestamp) {
        self.id = id
        self.accountID = accountID
        self.mode = mode
        self.kekID = kekID
        self.wrapped = wrapped
        self.createdAt = createdAt
    }

    static let columns: Query = "id, account_id, mode, kek_id, wrapped, created_at"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.text(0),
            accountID: try row.id(1),
            mode: try row.name(2),
            kekID: try row.text(3),
            wrapped: try row.blob(4),
            createdAt: try row.instant(5)
        )
    }
}

extension ReadTransaction {
    /// The key that encrypts new secrets of an account and mode.
    package func currentDataKey(of account: Account.ID, _ mode: Mode) throws -> WrappedDataKey? {
        let rows = try self.rows(
            """
            SELECT \(WrappedDataKey.columns) FROM data_key
            WHERE account_id = \(account) AND mode = \(mode) AND retired_at IS NULL
            """
        )
        return try rows.first.map { try WrappedDataKey($0) }
    }

    package func dataKey(_ id: String) throws -> WrappedDataKey? {
        try self.rows("SELECT \(WrappedDataKey.columns) FROM data_key WHERE id = \(id)").first
            .map { try WrappedDataKey($0) }
    }
}

extension Transaction {
    package func insert(_ key: WrappedDataKey) throws {
        try self.execute(
            """
            INSERT INTO data_key (id, account_id, mode, kek_id, wrapped, created_at)
            VALUES (\(key.id), \(key.accountID), \(key.mode), \(key.kekID), \(key.wrapped), \(key.createdAt))
            """
        )
    }
}
