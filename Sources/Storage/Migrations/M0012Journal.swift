extension Migration {
    /// The journal of changes that every process follows (decision 0022).
    ///
    /// Triggers write it, so that no statement, not even one typed by hand, changes what a verdict depends on unseen.
    static let journal = Migration(version: 12, name: "journal") { dialect in
        switch dialect {
        case .sqlite: Self.sqliteJournal
        case .postgres: Self.postgresJournal
        }
    }

    /// A row that is new changes no verdict, but for a client's way to prove itself, which is the standard without one.
    private static let watched = [
        JournalTriggers(table: "account", key: "id", subject: "account"),
        JournalTriggers(table: "application", key: "id", subject: "application"),
        JournalTriggers(table: "credential", key: "id", subject: "credential"),
        JournalTriggers(table: "oauth_token", key: "id", subject: "credential"),
        JournalTriggers(
            table: "oauth_client",
            key: "application_id",
            subject: "application",
            events: ["INSERT", "UPDATE", "DELETE"]
        ),
    ]

    /// One writer at a time: rows get their numbers in the order of commits by themselves.
    private static var sqliteJournal: [String] {
        ["CREATE TABLE change (position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL) STRICT"]
            + self.watched.flatMap { $0.statements(.sqlite) }
    }

    /// The triggers run at the commit and hold a lock until it is done: positions are allotted in the order of commits,
    /// however long a transaction was open before.
    private static var postgresJournal: [String] {
        [
            """
            CREATE TABLE change (position BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject TEXT NOT NULL)
            """,
            """
            CREATE FUNCTION journal_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body$
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtext('llavero journal'), hashtext(TG_TABLE_SCHEMA));
                INSERT INTO change (subject) VALUES (
                    TG_ARGV[0] || ':' || (to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END) ->> TG_ARGV[1]));
                PERFORM pg_notify('llavero_change', TG_TABLE_SCHEMA);
                RETURN NULL;
            END
            $body$
            """,
        ]
            + self.watched.flatMap { $0.statements(.postgres) }
    }
}

/// What writes the changes of one table into the journal.
struct JournalTriggers {
    let table: String
    /// The column that says whose facts a row is about.
    let key: String
    let subject: String
    var events = ["UPDATE", "DELETE"]

    func statements(_ dialect: Dialect) -> [String] {
        switch dialect {
        case .sqlite:
            self.events.map { event in
                """
                CREATE TRIGGER \(self.table)_journal_\(event.lowercased()) AFTER \(event) ON \(self.table)
                BEGIN
                    INSERT INTO change (subject)
                    VALUES ('\(self.subject):' || \(event == "INSERT" ? "NEW" : "OLD").\(self.key));
                END
                """
            }
        case .postgres:
            [
                """
                CREATE CONSTRAINT TRIGGER \(self.table)_journal AFTER \(self.events.joined(separator: " OR "))
                ON \(self.table) DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                EXECUTE FUNCTION journal_change('\(self.subject)', '\(self.key)')
                """
            ]
        }
    }
}
