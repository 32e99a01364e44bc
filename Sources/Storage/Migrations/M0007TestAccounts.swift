extension Migration {
    /// Test accounts, whose applications have a Client Secret in test mode: no table can change its checks, so that of
    /// credentials is made anew, and those that point to it with it.
    static let testAccounts = Migration(version: 7, name: "test accounts") { dialect in
        [
            "ALTER TABLE account ADD COLUMN test_kind TEXT CHECK (test_kind IN ('seller', 'buyer', 'integrator'))",
            """
            CREATE TABLE test_account (
                account_id \(dialect.int64) NOT NULL PRIMARY KEY REFERENCES account (id),
                owner_id \(dialect.int64) NOT NULL REFERENCES account (id),
                description TEXT NOT NULL CHECK (description <> ''),
                balance_minor \(dialect.int64) NOT NULL CHECK (balance_minor >= 0),
                data_key_id TEXT NOT NULL REFERENCES data_key (id),
                sealed \(dialect.blob) NOT NULL,
                deleted_at \(dialect.int64),
                CHECK (account_id <> owner_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX test_account_owner ON test_account (owner_id, account_id)",
            "CREATE TABLE credential_use_kept AS SELECT * FROM credential_use",
            "CREATE TABLE credential_last_use_kept AS SELECT * FROM credential_last_use",
            "DROP TABLE credential_use", "DROP TABLE credential_last_use",
        ] + Self.credentials(dialect) + Self.uses(dialect)
    }

    private static func credentials(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE credential_next (
                id TEXT NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL,
                account_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                kind TEXT NOT NULL CHECK (kind IN ('public_key', 'access_token', 'client_secret')),
                generation \(dialect.int64) NOT NULL CHECK (generation >= 1),
                shown TEXT NOT NULL,
                digest \(dialect.blob) NOT NULL UNIQUE,
                digest_key_id TEXT NOT NULL,
                tag_key_id TEXT,
                data_key_id TEXT NOT NULL,
                sealed \(dialect.blob),
                created_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64),
                revoked_at \(dialect.int64),
                share_id TEXT REFERENCES share (id),
                permissions TEXT,
                exposed_at \(dialect.int64),
                UNIQUE (application_id, mode, kind, generation),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (application_id, account_id) REFERENCES application (id, account_id),
                FOREIGN KEY (data_key_id, account_id, mode) REFERENCES data_key (id, account_id, mode),
                CHECK ((kind = 'access_token') = (tag_key_id IS NOT NULL))
            ) \(dialect.strict)
            """,
            "INSERT INTO credential_next SELECT * FROM credential", "DROP TABLE credential",
            "ALTER TABLE credential_next RENAME TO credential",
            """
            CREATE UNIQUE INDEX credential_current ON credential (application_id, mode, kind)
            WHERE share_id IS NULL AND expires_at IS NULL AND revoked_at IS NULL
            """,
            "CREATE UNIQUE INDEX credential_share ON credential (share_id, kind) WHERE share_id IS NOT NULL",
            """
            CREATE INDEX credential_sealed ON credential (expires_at)
            WHERE sealed IS NOT NULL AND expires_at IS NOT NULL
            """,
        ]
    }

    private static func uses(_ dialect: Dialect) -> [String] {
        [
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
            "INSERT INTO credential_use SELECT * FROM credential_use_kept",
            "INSERT INTO credential_last_use SELECT * FROM credential_last_use_kept",
            "DROP TABLE credential_use_kept", "DROP TABLE credential_last_use_kept",
        ]
    }
}
