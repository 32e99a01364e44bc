package import Domain

extension ReadTransaction {
    /// The events about one thing, oldest first.
    package func events(about resource: String, application: Application.ID) throws -> [Event] {
        let rows = try self.rows(
            """
            SELECT id, account_id, application_id, mode, kind, resource_id, occurred_at FROM event
            WHERE application_id = \(application) AND resource_id = \(resource) ORDER BY id
            """
        )
        return try rows.map { row in
            Event(
                id: try row.id(0),
                accountID: try row.id(1),
                applicationID: try row.id(2),
                mode: try row.name(3),
                kind: try row.name(4),
                resourceID: try row.text(5),
                occurredAt: try row.instant(6)
            )
        }
    }
}

extension Transaction {
    package func insert(_ event: Event) throws {
        try self.execute(
            """
            INSERT INTO event (id, account_id, application_id, mode, kind, resource_id, occurred_at)
            VALUES (\(event.id), \(event.accountID), \(event.applicationID), \(event.mode), \(event.kind),
                \(event.resourceID), \(event.occurredAt))
            """
        )
    }
}
