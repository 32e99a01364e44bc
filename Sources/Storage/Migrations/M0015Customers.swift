extension Migration {
    /// The buyers that sellers keep.
    static let customers = Migration(version: 15, name: "customers") { dialect in
        [
            """
            CREATE TABLE customer (
                id TEXT NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                mode TEXT NOT NULL,
                email TEXT NOT NULL,
                email_canonical TEXT NOT NULL,
                profile TEXT NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                updated_at \(dialect.int64) NOT NULL,
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                UNIQUE (account_id, mode, email_canonical)
            ) \(dialect.keyed)
            """,
            "CREATE INDEX customer_account ON customer (account_id, mode, created_at)",
        ]
    }
}
