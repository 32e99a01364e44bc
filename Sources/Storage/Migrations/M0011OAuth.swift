extension Migration {
    static let oauth = Migration(version: 11, name: "oauth") { dialect in
        Self.clientTables(dialect) + Self.grantTables(dialect) + Self.codeTables(dialect) + Self.tokenTables(dialect)
    }

    private static func clientTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE oauth_client (
                application_id \(dialect.int64) NOT NULL PRIMARY KEY REFERENCES application (id),
                authentication TEXT NOT NULL CHECK (authentication IN ('client_secret', 'private_key_jwt', 'none')),
                allows_plain_challenge \(dialect.int64) NOT NULL CHECK (allows_plain_challenge IN (0, 1)),
                requires_dpop \(dialect.int64) NOT NULL CHECK (requires_dpop IN (0, 1)),
                keys TEXT NOT NULL
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE pushed_request (
                digest \(dialect.blob) NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL REFERENCES application (id),
                parameters TEXT NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                used_at \(dialect.int64)
            ) \(dialect.strict)
            """,
            "CREATE INDEX pushed_request_expiry ON pushed_request (expires_at)",
            // What may be used once: ids of client assertions and of proofs.
            """
            CREATE TABLE used_once (
                digest \(dialect.blob) NOT NULL PRIMARY KEY,
                expires_at \(dialect.int64) NOT NULL
            ) \(dialect.strict)
            """,
            "CREATE INDEX used_once_expiry ON used_once (expires_at)",
        ]
    }

    private static func grantTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE seller_grant (
                id TEXT NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                permissions TEXT NOT NULL,
                granted_at \(dialect.int64) NOT NULL,
                last_used_at \(dialect.int64),
                ended_at \(dialect.int64),
                UNIQUE (id, application_id, mode, account_id),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode)
            ) \(dialect.strict)
            """,
            // A seller authorizes an application once in each mode.
            """
            CREATE UNIQUE INDEX seller_grant_standing ON seller_grant (application_id, mode, account_id)
            WHERE ended_at IS NULL
            """,
            "CREATE INDEX seller_grant_account ON seller_grant (account_id, granted_at)",
            """
            CREATE TABLE token_family (
                id TEXT NOT NULL PRIMARY KEY,
                grant_id TEXT NOT NULL,
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                account_id \(dialect.int64) NOT NULL,
                permissions TEXT NOT NULL,
                key_thumbprint TEXT,
                started_at \(dialect.int64) NOT NULL,
                ended_at \(dialect.int64),
                ending TEXT CHECK (ending IN ('unlinked', 'revoked', 'code_reused', 'refresh_token_reused')),
                UNIQUE (id, application_id, mode, account_id),
                FOREIGN KEY (grant_id, application_id, mode, account_id)
                    REFERENCES seller_grant (id, application_id, mode, account_id),
                CHECK ((ended_at IS NULL) = (ending IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX token_family_grant ON token_family (grant_id)",
        ]
    }

    private static func codeTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE authorization_code (
                digest \(dialect.blob) NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL REFERENCES application (id),
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                redirect_url TEXT NOT NULL,
                permissions TEXT NOT NULL,
                challenge TEXT,
                challenge_method TEXT CHECK (challenge_method IN ('S256', 'plain')),
                key_thumbprint TEXT,
                created_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                used_at \(dialect.int64),
                family_id TEXT REFERENCES token_family (id),
                CHECK ((challenge IS NULL) = (challenge_method IS NULL)),
                CHECK (family_id IS NULL OR used_at IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX authorization_code_expiry ON authorization_code (expires_at)",
        ]
    }

    private static func tokenTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE refresh_token (
                digest \(dialect.blob) NOT NULL PRIMARY KEY,
                family_id TEXT NOT NULL REFERENCES token_family (id),
                created_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                used_at \(dialect.int64)
            ) \(dialect.strict)
            """,
            // A family never has two refresh tokens that work.
            "CREATE UNIQUE INDEX refresh_token_current ON refresh_token (family_id) WHERE used_at IS NULL",
            "CREATE INDEX refresh_token_expiry ON refresh_token (expires_at)",
            """
            CREATE TABLE oauth_token (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('public_key', 'access_token')),
                digest \(dialect.blob) NOT NULL UNIQUE,
                shown TEXT NOT NULL,
                application_id \(dialect.int64) NOT NULL,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                family_id TEXT,
                permissions TEXT NOT NULL,
                key_thumbprint TEXT,
                created_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64),
                revoked_at \(dialect.int64),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (family_id, application_id, mode, account_id)
                    REFERENCES token_family (id, application_id, mode, account_id),
                CHECK (kind = 'public_key' OR expires_at IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX oauth_token_family ON oauth_token (family_id) WHERE family_id IS NOT NULL",
            "CREATE INDEX oauth_token_expiry ON oauth_token (expires_at) WHERE expires_at IS NOT NULL",
        ]
    }
}
