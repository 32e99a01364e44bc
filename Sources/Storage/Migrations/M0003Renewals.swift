extension Migration {
    static let renewals = Migration(version: 3, name: "renewals") { dialect in
        [
            """
            CREATE TABLE renewal (
                id TEXT NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL,
                account_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                pair TEXT NOT NULL CHECK (pair IN ('keys', 'client')),
                replaced_generation \(dialect.int64) NOT NULL CHECK (replaced_generation >= 1),
                issued_generation \(dialect.int64) NOT NULL CHECK (issued_generation > replaced_generation),
                overlap TEXT NOT NULL CHECK (overlap IN ('none', '1h', '12h', '24h', '7d', 'until_unused')),
                started_at \(dialect.int64) NOT NULL,
                ends_at \(dialect.int64) NOT NULL CHECK (ends_at >= started_at),
                undone_at \(dialect.int64),
                closed_at \(dialect.int64),
                closing TEXT CHECK (closing IN ('requested', 'unused', 'leaked')),
                UNIQUE (application_id, mode, pair, issued_generation),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (application_id, account_id) REFERENCES application (id, account_id),
                CHECK ((closed_at IS NULL) = (closing IS NULL))
            ) \(dialect.strict)
            """,
            """
            CREATE INDEX renewal_until_unused ON renewal (ends_at)
            WHERE closed_at IS NULL AND overlap = 'until_unused'
            """,
            """
            CREATE TABLE credential_use (
                credential_id TEXT NOT NULL REFERENCES credential (id),
                hour \(dialect.int64) NOT NULL,
                address TEXT NOT NULL,
                sdk TEXT NOT NULL,
                route TEXT NOT NULL,
                count \(dialect.int64) NOT NULL CHECK (count >= 1),
                first_at \(dialect.int64) NOT NULL,
                last_at \(dialect.int64) NOT NULL CHECK (last_at >= first_at),
                PRIMARY KEY (credential_id, hour, address, sdk, route)
            ) \(dialect.strict)
            """,
            "CREATE INDEX credential_use_hour ON credential_use (hour)",
            """
            CREATE TABLE credential_last_use (
                credential_id TEXT NOT NULL PRIMARY KEY REFERENCES credential (id),
                at \(dialect.int64) NOT NULL
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE audit_record (
                id TEXT NOT NULL PRIMARY KEY,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                application_id \(dialect.int64) REFERENCES application (id),
                actor_id \(dialect.int64) REFERENCES account (id),
                action TEXT NOT NULL,
                detail TEXT NOT NULL CHECK (length(detail) <= 500),
                occurred_at \(dialect.int64) NOT NULL
            ) \(dialect.strict)
            """,
            "CREATE INDEX audit_record_account ON audit_record (account_id, id)",
        ]
    }
}
