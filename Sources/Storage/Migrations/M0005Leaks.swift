extension Migration {
    static let leaks = Migration(version: 5, name: "leaks") { dialect in
        [
            "ALTER TABLE credential ADD COLUMN exposed_at \(dialect.int64)",
            "CREATE INDEX application_deleted ON application (deleted_at) WHERE deleted_at IS NOT NULL",
        ]
    }
}
