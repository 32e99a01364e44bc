package import Domain

/// One entry of the journal: what somebody changed that verdicts depend on.
package struct JournalEntry: Equatable, Sendable {
    /// Its place in the order of commits.
    package let position: Int64
    package let subject: Subject

    /// Whose facts changed; the schema's triggers write the same texts.
    package struct Subject: Hashable, Sendable {
        package let text: String

        package static func account(_ id: Account.ID) -> Subject { Subject(text: "account:\(id)") }
        package static func application(_ id: Application.ID) -> Subject { Subject(text: "application:\(id)") }
        /// One of an application's pairs, or a token that OAuth issued.
        package static func credential(_ id: Credential.ID) -> Subject { Subject(text: "credential:\(id)") }
    }
}

/// Follows the journal inside the process: told of every commit before whoever wrote is answered.
package protocol CommitObserver: Sendable {
    /// - Parameter reader: A connection that sees what was committed; valid only during the call.
    func committed(_ reader: any ReadTransaction)
}

extension ReadTransaction {
    /// What was journaled after a position, in the order of commits.
    package func journalEntries(after position: Int64, limit: Int64) throws -> [JournalEntry] {
        let rows = try self.rows(
            "SELECT position, subject FROM change WHERE position > \(position) ORDER BY position LIMIT \(limit)"
        )
        return try rows.map {
            JournalEntry(position: try $0.integer(0), subject: JournalEntry.Subject(text: try $0.text(1)))
        }
    }

    /// The first and the last position the journal still holds; nil when it is empty.
    package func journalEnds() throws -> ClosedRange<Int64>? {
        let row = try self.rows("SELECT MIN(position), MAX(position) FROM change").first
        guard let row, !row.isNull(0) else { return nil }
        return try row.integer(0)...row.integer(1)
    }
}

extension Transaction {
    /// Drops the oldest entries, at most `limit`, so that the newest `kept` stay; gives how many there were.
    package func pruneJournal(keeping kept: Int64, limit: Int64) throws -> Int {
        try self.execute(
            """
            DELETE FROM change WHERE position IN (
                SELECT position FROM change WHERE position <= (SELECT MAX(position) FROM change) - \(kept)
                ORDER BY position LIMIT \(limit))
            """
        )
    }
}
