extension Migration {
    static let accounts = Migration(version: 1, name: "accounts") { dialect in
        [
            """
            CREATE TABLE installation (
                singleton \(dialect.int64) NOT NULL PRIMARY KEY CHECK (singleton = 1),
                keyring_id TEXT NOT NULL,
                created_at \(dialect.int64) NOT NULL
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE keyring_check (
                key_id TEXT NOT NULL PRIMARY KEY,
                check_value \(dialect.blob) NOT NULL
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE account (
                id \(dialect.int64) NOT NULL PRIMARY KEY CHECK (id > 0),
                site_id TEXT NOT NULL CHECK (site_id IN ('MLA', 'MLB', 'MLC', 'MCO', 'MLM', 'MPE', 'MLU')),
                email TEXT NOT NULL,
                email_canonical TEXT NOT NULL UNIQUE,
                nickname TEXT NOT NULL UNIQUE,
                first_name TEXT,
                last_name TEXT,
                password_hash TEXT NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                blocked_at \(dialect.int64)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE application (
                id \(dialect.int64) NOT NULL PRIMARY KEY CHECK (id > 0),
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 50),
                short_name TEXT,
                description TEXT CHECK (length(description) <= 150),
                industry TEXT,
                website TEXT,
                product TEXT NOT NULL,
                platform TEXT,
                integration_models TEXT NOT NULL,
                pkce TEXT NOT NULL CHECK (pkce IN ('required', 'optional')),
                allowed_flows TEXT NOT NULL,
                permissions TEXT NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                activated_at \(dialect.int64),
                blocked_at \(dialect.int64),
                deleted_at \(dialect.int64),
                UNIQUE (id, account_id),
                CHECK (activated_at IS NULL OR (industry IS NOT NULL AND website IS NOT NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX application_account ON application (account_id, created_at)",
            """
            CREATE TABLE redirect_url (
                application_id \(dialect.int64) NOT NULL REFERENCES application (id),
                position \(dialect.int64) NOT NULL CHECK (position BETWEEN 0 AND 9),
                url TEXT NOT NULL CHECK (length(url) <= 2048),
                PRIMARY KEY (application_id, position),
                UNIQUE (application_id, url)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE application_mode (
                application_id \(dialect.int64) NOT NULL REFERENCES application (id),
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                PRIMARY KEY (application_id, mode)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE data_key (
                id TEXT NOT NULL PRIMARY KEY,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                kek_id TEXT NOT NULL,
                wrapped \(dialect.blob) NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                retired_at \(dialect.int64),
                UNIQUE (id, account_id, mode)
            ) \(dialect.strict)
            """,
            "CREATE UNIQUE INDEX data_key_current ON data_key (account_id, mode) WHERE retired_at IS NULL",
        ] + Self.credentialTables(dialect)
    }

    private static func credentialTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE credential (
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
                UNIQUE (application_id, mode, kind, generation),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (application_id, account_id) REFERENCES application (id, account_id),
                FOREIGN KEY (data_key_id, account_id, mode) REFERENCES data_key (id, account_id, mode),
                CHECK ((kind = 'access_token') = (tag_key_id IS NOT NULL)),
                CHECK (kind <> 'client_secret' OR mode = 'live')
            ) \(dialect.strict)
            """,
            // At most one credential of a kind and mode has no end: the current one.
            """
            CREATE UNIQUE INDEX credential_current ON credential (application_id, mode, kind)
            WHERE expires_at IS NULL AND revoked_at IS NULL
            """,
        ]
    }
}
