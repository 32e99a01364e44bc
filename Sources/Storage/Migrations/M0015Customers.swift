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
            """
            CREATE TABLE customer_card (
                id TEXT NOT NULL PRIMARY KEY,
                customer_id TEXT NOT NULL REFERENCES customer (id),
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                mode TEXT NOT NULL,
                test_card_id TEXT NOT NULL,
                payment_method_id TEXT NOT NULL,
                first_six TEXT NOT NULL CHECK (length(first_six) = 6),
                last_four TEXT NOT NULL CHECK (length(last_four) = 4),
                fingerprint \(dialect.blob) NOT NULL,
                number_length \(dialect.int64) NOT NULL,
                security_code_length \(dialect.int64) NOT NULL,
                expiration_month \(dialect.int64) NOT NULL,
                expiration_year \(dialect.int64) NOT NULL,
                cardholder_name TEXT NOT NULL,
                identification_type TEXT,
                identification_number TEXT,
                created_at \(dialect.int64) NOT NULL,
                updated_at \(dialect.int64) NOT NULL,
                UNIQUE (customer_id, fingerprint)
            ) \(dialect.keyed)
            """,
            "ALTER TABLE card_token ADD COLUMN customer_card_id TEXT",
        ]
    }
}
