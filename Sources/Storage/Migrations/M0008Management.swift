extension Migration {
    static let management = Migration(version: 8, name: "management") { dialect in
        [
            """
            CREATE TABLE management_token (
                id TEXT NOT NULL PRIMARY KEY,
                digest \(dialect.blob) NOT NULL UNIQUE,
                account_id \(dialect.int64) REFERENCES account (id),
                name TEXT NOT NULL CHECK (name <> ''),
                created_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64) CHECK (expires_at > created_at),
                revoked_at \(dialect.int64)
            ) \(dialect.strict)
            """
        ]
    }
}
