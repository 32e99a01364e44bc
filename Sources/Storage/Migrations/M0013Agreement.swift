extension Migration {
    /// Who agreed to an authorization: the seller, or a member of the seller's account.
    static let agreement = Migration(version: 13, name: "agreement") { dialect in
        ["ALTER TABLE authorization_code ADD COLUMN agreed_by \(dialect.int64) REFERENCES account (id)"]
    }
}
