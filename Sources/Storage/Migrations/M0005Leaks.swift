extension Migration {
    static let leaks = Migration(version: 5, name: "leaks") { dialect in
        ["ALTER TABLE credential ADD COLUMN exposed_at \(dialect.int64)"]
    }
}
