extension Migration {
    /// From where and how often each pair works; a share's pair has restrictions of its own.
    static let restrictions = Migration(version: 14, name: "restrictions") { dialect in
        [
            """
            CREATE TABLE restriction (
                application_id \(dialect.int64) NOT NULL REFERENCES application (id),
                mode TEXT NOT NULL CHECK (mode IN ('live', 'test')),
                share_id TEXT NOT NULL,
                networks TEXT NOT NULL,
                origins TEXT NOT NULL,
                calls_per_minute \(dialect.int64) CHECK (calls_per_minute > 0),
                PRIMARY KEY (application_id, mode, share_id)
            ) \(dialect.keyed)
            """
        ]
            + JournalTriggers(
                table: "restriction",
                key: "application_id",
                subject: "application",
                events: ["INSERT", "UPDATE", "DELETE"]
            )
            .statements(dialect)
    }
}
