extension Migration {
    static let payments = Migration(version: 2, name: "payments") { dialect in
        Self.cardTokenTable(dialect) + Self.paymentTables(dialect) + Self.journalTables(dialect)
    }

    private static func cardTokenTable(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE card_token (
                id TEXT NOT NULL PRIMARY KEY,
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                public_key TEXT NOT NULL,
                test_card_id TEXT,
                payment_method_id TEXT,
                first_six TEXT CHECK (length(first_six) = 6),
                last_four TEXT CHECK (length(last_four) = 4),
                fingerprint \(dialect.blob),
                number_length \(dialect.int64),
                security_code_length \(dialect.int64),
                expiration_month \(dialect.int64) CHECK (expiration_month BETWEEN 1 AND 12),
                expiration_year \(dialect.int64),
                cardholder_name TEXT,
                identification_type TEXT,
                identification_number TEXT,
                created_at \(dialect.int64) NOT NULL,
                updated_at \(dialect.int64) NOT NULL,
                due_at \(dialect.int64) NOT NULL,
                used_at \(dialect.int64),
                UNIQUE (id, application_id, mode),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                CHECK (used_at IS NULL OR test_card_id IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX card_token_due ON card_token (due_at)",
        ]
    }

    private static func paymentTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE payment (
                id \(dialect.int64) NOT NULL PRIMARY KEY CHECK (id > 0),
                account_id \(dialect.int64) NOT NULL,
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
                FOREIGN KEY (application_id, account_id) REFERENCES application (id, account_id),
                FOREIGN KEY (card_token_id, application_id, mode) REFERENCES card_token (id, application_id, mode),
                CHECK (refunded_minor <= captured_minor AND captured_minor <= authorized_minor),
                CHECK ((status IN ('approved', 'refunded')) = (captured_minor > 0)),
                CHECK ((status = 'refunded') = (captured_minor > 0 AND refunded_minor = captured_minor)),
                CHECK (expires_at IS NULL OR status IN ('pending', 'in_process', 'authorized'))
            ) \(dialect.strict)
            """,
            "CREATE INDEX payment_account ON payment (account_id, mode, created_at)",
            "CREATE INDEX payment_reference ON payment (account_id, mode, external_reference) WHERE external_reference IS NOT NULL",
            "CREATE INDEX payment_expiry ON payment (expires_at) WHERE expires_at IS NOT NULL",
            """
            CREATE TABLE refund (
                id \(dialect.int64) NOT NULL PRIMARY KEY CHECK (id > 0),
                payment_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                currency TEXT NOT NULL,
                amount_minor \(dialect.int64) NOT NULL CHECK (amount_minor > 0),
                created_at \(dialect.int64) NOT NULL,
                FOREIGN KEY (payment_id, mode) REFERENCES payment (id, mode)
            ) \(dialect.strict)
            """,
            "CREATE INDEX refund_payment ON refund (payment_id, created_at)",
        ]
    }

    private static func journalTables(_ dialect: Dialect) -> [String] {
        [
            """
            CREATE TABLE idempotency (
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                endpoint TEXT NOT NULL,
                idempotency_key TEXT NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 64),
                fingerprint \(dialect.blob) NOT NULL,
                status \(dialect.int64) NOT NULL,
                body TEXT NOT NULL,
                expires_at \(dialect.int64) NOT NULL,
                PRIMARY KEY (application_id, mode, endpoint, idempotency_key),
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode)
            ) \(dialect.strict)
            """,
            "CREATE INDEX idempotency_expiry ON idempotency (expires_at)",
            """
            CREATE TABLE event (
                id TEXT NOT NULL PRIMARY KEY,
                account_id \(dialect.int64) NOT NULL,
                application_id \(dialect.int64) NOT NULL,
                mode TEXT NOT NULL,
                kind TEXT NOT NULL,
                resource_id TEXT NOT NULL,
                occurred_at \(dialect.int64) NOT NULL,
                FOREIGN KEY (application_id, mode) REFERENCES application_mode (application_id, mode),
                FOREIGN KEY (application_id, account_id) REFERENCES application (id, account_id)
            ) \(dialect.keyed)
            """,
        ]
    }
}
