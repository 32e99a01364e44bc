extension Migration {
    static let shares = Migration(version: 4, name: "shares") { dialect in
        [
            """
            CREATE TABLE share (
                id TEXT NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL,
                owner_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                email TEXT NOT NULL,
                email_canonical TEXT NOT NULL,
                permissions TEXT NOT NULL CHECK (permissions <> ''),
                offered_at \(dialect.int64) NOT NULL,
                offer_ends_at \(dialect.int64) NOT NULL,
                ends_at \(dialect.int64) CHECK (ends_at > offered_at),
                account_id \(dialect.int64) REFERENCES account (id),
                accepted_at \(dialect.int64),
                refused_at \(dialect.int64),
                cancelled_at \(dialect.int64),
                cancelled_by \(dialect.int64) REFERENCES account (id),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (application_id, owner_id) REFERENCES application (id, account_id),
                CHECK ((account_id IS NULL) = (accepted_at IS NULL)),
                CHECK (account_id <> owner_id),
                CHECK (accepted_at IS NULL OR refused_at IS NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX share_application ON share (application_id, offered_at)",
            "CREATE INDEX share_email ON share (email_canonical, offered_at)",
            """
            CREATE TABLE access_request (
                id TEXT NOT NULL PRIMARY KEY,
                requester_id \(dialect.int64) NOT NULL REFERENCES account (id),
                owner_email TEXT NOT NULL,
                owner_email_canonical TEXT NOT NULL,
                requested_at \(dialect.int64) NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                decided_at \(dialect.int64),
                share_id TEXT REFERENCES share (id),
                CHECK (share_id IS NULL OR decided_at IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX access_request_requester ON access_request (requester_id, requested_at)",
            "CREATE INDEX access_request_owner ON access_request (owner_email_canonical, requested_at)",
            "ALTER TABLE credential ADD COLUMN share_id TEXT REFERENCES share (id)",
            "ALTER TABLE credential ADD COLUMN permissions TEXT",
            // At most one credential of a kind, mode and share has no end: the current one.
            "DROP INDEX credential_current",
            """
            CREATE UNIQUE INDEX credential_current ON credential (application_id, mode, kind)
            WHERE share_id IS NULL AND expires_at IS NULL AND revoked_at IS NULL
            """,
            "CREATE UNIQUE INDEX credential_share ON credential (share_id, kind) WHERE share_id IS NOT NULL",
        ]
    }
}
