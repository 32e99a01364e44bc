extension Migration {
    static let people = Migration(version: 6, name: "people") { dialect in
        Self.signInTables(dialect) + [
            """
            CREATE TABLE membership (
                id TEXT NOT NULL PRIMARY KEY,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                email TEXT NOT NULL,
                email_canonical TEXT NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('owner', 'developer', 'viewer')),
                invited_at \(dialect.int64) NOT NULL,
                invitation_ends_at \(dialect.int64) NOT NULL,
                member_id \(dialect.int64) REFERENCES account (id),
                accepted_at \(dialect.int64),
                ended_at \(dialect.int64),
                CHECK ((member_id IS NULL) = (accepted_at IS NULL)),
                CHECK (member_id <> account_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX membership_account ON membership (account_id, invited_at)",
            "CREATE INDEX membership_email ON membership (email_canonical, invited_at)",
            // A person has one role in an account.
            """
            CREATE UNIQUE INDEX membership_member ON membership (account_id, member_id)
            WHERE member_id IS NOT NULL AND ended_at IS NULL
            """,
            "CREATE INDEX membership_of ON membership (member_id) WHERE ended_at IS NULL",
            """
            CREATE TABLE mail (
                id TEXT NOT NULL PRIMARY KEY,
                recipient TEXT NOT NULL,
                language TEXT NOT NULL CHECK (language IN ('en', 'es', 'pt')),
                kind TEXT NOT NULL,
                details TEXT NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                due_at \(dialect.int64) NOT NULL,
                attempts \(dialect.int64) NOT NULL CHECK (attempts >= 0)
            ) \(dialect.strict)
            """,
            "CREATE INDEX mail_due ON mail (due_at, id)",
            """
            CREATE TABLE logo (
                application_id \(dialect.int64) NOT NULL PRIMARY KEY REFERENCES application (id),
                picture \(dialect.blob) NOT NULL,
                created_at \(dialect.int64) NOT NULL
            ) \(dialect.strict)
            """,
            "ALTER TABLE application_mode ADD COLUMN sealed_at \(dialect.int64)",
            "UPDATE credential SET sealed = NULL WHERE revoked_at IS NOT NULL",
            """
            CREATE INDEX credential_sealed ON credential (expires_at)
            WHERE sealed IS NOT NULL AND expires_at IS NOT NULL
            """,
            "CREATE INDEX audit_record_application ON audit_record (application_id, action, occurred_at)",
            "CREATE INDEX audit_record_reveals ON audit_record (actor_id, action, occurred_at)",
        ]
    }

    private static func signInTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE session (
                id TEXT NOT NULL PRIMARY KEY,
                digest \(dialect.blob) NOT NULL UNIQUE,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                created_at \(dialect.int64) NOT NULL,
                last_seen_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64) NOT NULL CHECK (expires_at > created_at),
                proven_at \(dialect.int64),
                code_attempts \(dialect.int64) NOT NULL CHECK (code_attempts >= 0),
                address TEXT NOT NULL,
                browser TEXT NOT NULL
            ) \(dialect.strict)
            """,
            "CREATE INDEX session_account ON session (account_id, created_at)",
            "CREATE INDEX session_end ON session (expires_at)",
            """
            CREATE TABLE second_factor (
                account_id \(dialect.int64) NOT NULL PRIMARY KEY REFERENCES account (id),
                data_key_id TEXT NOT NULL REFERENCES data_key (id),
                sealed \(dialect.blob) NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                confirmed_at \(dialect.int64),
                last_step \(dialect.int64)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE backup_code (
                account_id \(dialect.int64) NOT NULL REFERENCES second_factor (account_id),
                digest \(dialect.blob) NOT NULL,
                PRIMARY KEY (account_id, digest)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE account_link (
                id TEXT NOT NULL PRIMARY KEY,
                purpose TEXT NOT NULL CHECK (purpose IN ('first_owner', 'sign_up', 'reset')),
                email TEXT,
                site_id TEXT,
                created_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                used_at \(dialect.int64),
                CHECK ((purpose = 'first_owner') = (email IS NULL)),
                CHECK ((purpose = 'sign_up') = (site_id IS NOT NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX account_link_end ON account_link (expires_at)",
        ]
    }
}
