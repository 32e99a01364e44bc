package import Domain

extension Mail {
    static let columns: Query = "id, recipient, language, kind, details, created_at, due_at, attempts"

    init(_ row: ResultRow) throws {
        guard case .object(let members) = try JSON(parsing: Array(try row.text(4).utf8)) else {
            throw StorageFailure.broken("a mail's details are no object")
        }
        self.init(
            id: try row.id(0),
            recipient: EmailAddress(stored: try row.text(1)),
            language: try row.name(2),
            kind: try row.name(3),
            details: Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value.string ?? "") }),
            createdAt: try row.instant(5),
            dueAt: try row.instant(6),
            attempts: try row.integer(7)
        )
    }
}

extension ReadTransaction {
    /// The mails whose time has come, oldest first.
    package func mailsDue(at now: Timestamp, limit: Int64) throws -> [Mail] {
        try self.rows("SELECT \(Mail.columns) FROM mail WHERE due_at <= \(now) ORDER BY due_at, id LIMIT \(limit)")
            .map { try Mail($0) }
    }
}

extension Transaction {
    package func insert(_ mail: Mail) throws {
        let details = JSON.object(mail.details.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
        try self.execute(
            """
            INSERT INTO mail (\(Mail.columns))
            VALUES (\(mail.id), \(mail.recipient.text), \(mail.language), \(mail.kind), \(details.compact),
                \(mail.createdAt), \(mail.dueAt), \(mail.attempts))
            """
        )
    }

    /// Claims a mail for one attempt: nobody else takes it before `next`; false when somebody did already.
    package func claim(_ mail: Mail, until next: Timestamp) throws -> Bool {
        try self.execute(
            """
            UPDATE mail SET due_at = \(next), attempts = \(mail.attempts + 1)
            WHERE id = \(mail.id) AND attempts = \(mail.attempts)
            """
        ) == 1
    }

    package func deleteMail(_ id: Mail.ID) throws {
        try self.execute("DELETE FROM mail WHERE id = \(id)")
    }
}
