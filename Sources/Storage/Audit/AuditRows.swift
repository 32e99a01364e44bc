package import Domain

extension AuditRecord {
    static let columns: Query = "id, account_id, application_id, actor_id, action, detail, occurred_at"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            accountID: try row.id(1),
            applicationID: try row.optional(2, ResultRow.id),
            actorID: try row.optional(3, ResultRow.id),
            action: try row.name(4),
            detail: AuditDetail(stored: try row.text(5)),
            occurredAt: try row.instant(6)
        )
    }
}

extension ReadTransaction {
    /// The audit records of an account, newest first.
    /// - Parameter before: Only records older than this one; nil begins with the newest.
    package func auditRecords(
        of account: Account.ID,
        about application: Application.ID? = nil,
        before: AuditRecord.ID?,
        limit: Int64
    ) throws -> [AuditRecord] {
        let bound: Query = before.map { "AND id < \($0)" } ?? ""
        let subject: Query = application.map { "AND application_id = \($0)" } ?? ""
        return
            try self.rows(
                """
                SELECT \(AuditRecord.columns) FROM audit_record
                WHERE account_id = \(account) \(subject) \(bound) ORDER BY id DESC LIMIT \(limit)
                """
            )
            .map { try AuditRecord($0) }
    }
}

extension ReadTransaction {
    /// Secrets a person was shown since an instant.
    package func reveals(by person: Account.ID, since start: Timestamp, until end: Timestamp) throws -> Int64 {
        try self.count("actor_id = \(person)", since: start, until: end)
    }

    /// Secrets of an application that were shown since an instant.
    package func reveals(
        of application: Application.ID,
        since start: Timestamp,
        until end: Timestamp
    ) throws -> Int64 {
        try self.count("application_id = \(application)", since: start, until: end)
    }

    /// What was written while the clock was ahead does not count for ever.
    private func count(_ condition: Query, since start: Timestamp, until end: Timestamp) throws -> Int64 {
        try self
            .rows(
                """
                SELECT COUNT(*) FROM audit_record
                WHERE \(condition) AND action = 'credential.revealed' AND occurred_at > \(start)
                    AND occurred_at <= \(end)
                """
            )
            .first?
            .integer(0) ?? 0
    }
}

extension Transaction {
    package func insert(_ record: AuditRecord) throws {
        try self.execute(
            """
            INSERT INTO audit_record (\(AuditRecord.columns))
            VALUES (\(record.id), \(record.accountID), \(record.applicationID), \(record.actorID), \(record.action),
                \(record.detail.stored), \(record.occurredAt))
            """
        )
    }
}
