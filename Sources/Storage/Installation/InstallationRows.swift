package import Domain

extension ReadTransaction {
    /// The id of the keyring this database belongs to; nil before the first start.
    package func keyringID() throws -> String? {
        try self.rows("SELECT keyring_id FROM installation").first?.text(0)
    }

    /// The check value of each key that was ever used with this database.
    package func keyringChecks() throws -> [String: [UInt8]] {
        let rows = try self.rows("SELECT key_id, check_value FROM keyring_check")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text(0), try $0.blob(1)) })
    }
}

extension Transaction {
    /// Binds an empty database to its keyring.
    package func bindKeyring(_ id: String, at now: Timestamp) throws {
        try self.execute("INSERT INTO installation (singleton, keyring_id, created_at) VALUES (1, \(id), \(now))")
    }

    package func addKeyringCheck(_ keyID: String, _ check: [UInt8]) throws {
        try self.execute("INSERT INTO keyring_check (key_id, check_value) VALUES (\(keyID), \(check))")
    }
}
