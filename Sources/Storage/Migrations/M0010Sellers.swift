extension Migration {
    /// Payments belong to the account that is paid, which is not always the owner of the application that makes them.
    static let sellers = Migration(version: 10, name: "sellers") { dialect in
        Self.payments(dialect) + Self.refunds(dialect) + Self.events(dialect) + Self.idempotency(dialect) + [
            "ALTER TABLE card_token ADD COLUMN account_id \(dialect.int64) REFERENCES account (id)",
            """
            UPDATE card_token SET account_id = (
                SELECT application.account_id FROM application WHERE application.id = card_token.application_id)
            """,
        ]
    }

    /// The tables again with another foreign key, as SQLite cannot change one; the old ones go with the refunds, which refer to them.
    private static func payments(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE payment_new (
                id \(dialect.int64) NOT NULL PRIMARY KEY CHECK (id > 0),
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                site_id TEXT NOT NULL,
                currency TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('pending', 'in_process', 'authorized', 'approved',
                    'rejected', 'cancelled', 'refunded')),
                status_detail TEXT NOT NULL,
                authorized_minor \(dialect.int64) NOT NULL CHECK (authorized_minor > 0),
                captured_minor \(dialect.int64) NOT NULL CHECK (captured_minor >= 0),
                refunded_minor \(dialect.int64) NOT NULL CHECK (refunded_minor >= 0),
                payer_email TEXT NOT NULL,
                terms TEXT NOT NULL,
                card_token_id TEXT UNIQUE,
                description TEXT,
                external_reference TEXT,
                notification_url TEXT,
                metadata TEXT NOT NULL,
                additional_info TEXT NOT NULL,
                created_at \(dialect.int64) NOT NULL,
                updated_at \(dialect.int64) NOT NULL,
                approved_at \(dialect.int64),
                expires_at \(dialect.int64),
                UNIQUE (id, mode),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (card_token_id, application_id, mode) REFERENCES card_token (id, application_id, mode),
                CHECK (refunded_minor <= captured_minor AND captured_minor <= authorized_minor),
                CHECK ((status IN ('approved', 'refunded')) = (captured_minor > 0)),
                CHECK ((status = 'refunded') = (captured_minor > 0 AND refunded_minor = captured_minor)),
                CHECK (expires_at IS NULL OR status IN ('pending', 'in_process', 'authorized'))
            ) \(dialect.strict)
            """,
            "INSERT INTO payment_new SELECT * FROM payment",
        ]
    }

    private static func refunds(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE refund_new (
                id \(dialect.int64) NOT NULL PRIMARY KEY CHECK (id > 0),
                payment_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                currency TEXT NOT NULL,
                amount_minor \(dialect.int64) NOT NULL CHECK (amount_minor > 0),
                created_at \(dialect.int64) NOT NULL,
                FOREIGN KEY (payment_id, mode) REFERENCES payment_new (id, mode)
            ) \(dialect.strict)
            """,
            "INSERT INTO refund_new SELECT * FROM refund",
            "DROP TABLE refund",
            "DROP TABLE payment",
            "ALTER TABLE payment_new RENAME TO payment",
            "ALTER TABLE refund_new RENAME TO refund",
            "CREATE INDEX payment_account ON payment (account_id, mode, created_at)",
            """
            CREATE INDEX payment_reference ON payment (account_id, mode, external_reference)
            WHERE external_reference IS NOT NULL
            """,
            "CREATE INDEX payment_expiry ON payment (expires_at) WHERE expires_at IS NOT NULL",
            "CREATE INDEX refund_payment ON refund (payment_id, created_at)",
        ]
    }

    private static func events(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE event_new (
                id TEXT NOT NULL PRIMARY KEY,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                kind TEXT NOT NULL,
                resource_id TEXT NOT NULL,
                occurred_at \(dialect.int64) NOT NULL,
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode)
            ) \(dialect.keyed)
            """,
            "INSERT INTO event_new SELECT * FROM event",
            "DROP TABLE event",
            "ALTER TABLE event_new RENAME TO event",
        ]
    }

    /// Two sellers of one application may use the same key.
    private static func idempotency(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE idempotency_new (
                application_id \(dialect.int64) NOT NULL,
                account_id \(dialect.int64) NOT NULL REFERENCES account (id),
                mode TEXT NOT NULL,
                endpoint TEXT NOT NULL,
                idempotency_key TEXT NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 64),
                fingerprint \(dialect.blob) NOT NULL,
                status \(dialect.int64) NOT NULL,
                body TEXT NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                PRIMARY KEY (application_id, account_id, mode, endpoint, idempotency_key),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode)
            ) \(dialect.strict)
            """,
            """
            INSERT INTO idempotency_new
            SELECT idempotency.application_id, application.account_id, idempotency.mode, idempotency.endpoint,
                idempotency.idempotency_key, idempotency.fingerprint, idempotency.status, idempotency.body,
                idempotency.expires_at
            FROM idempotency JOIN application ON application.id = idempotency.application_id
            """,
            "DROP TABLE idempotency",
            "ALTER TABLE idempotency_new RENAME TO idempotency",
            "CREATE INDEX idempotency_expiry ON idempotency (expires_at)",
        ]
    }
}
