extension Migration {
    static let cardTokenClones = Migration(version: 9, name: "card token clones") { dialect in
        [
            """
            ALTER TABLE card_token ADD COLUMN awaits_security_code \(dialect.int64) NOT NULL DEFAULT 0
                CHECK (awaits_security_code IN (0, 1))
            """
        ]
    }
}
