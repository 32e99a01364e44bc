package import Domain

extension Restrictions {
    static let columns: Query = "restriction.networks, restriction.origins, restriction.calls_per_minute"
    static let columnCount = 3
    /// Those of the pair that a credential belongs to.
    static let join: Query = """
        LEFT JOIN restriction ON restriction.application_id = credential.application_id
            AND restriction.mode = credential.mode AND restriction.share_id = COALESCE(credential.share_id, '')
        """

    /// Nil for a pair that is not restricted, whose columns are null.
    init?(_ row: ResultRow, from column: Int) throws {
        guard !row.isNull(column) else { return nil }
        try self.init(
            networkTexts: try row.text(column).split(separator: " ").map(String.init),
            originTexts: try row.text(column + 1).split(separator: " ").map(String.init),
            callsPerMinute: try row.optional(column + 2, ResultRow.integer)
        )
    }
}

extension ReadTransaction {
    package func restrictions(of pair: RestrictedPair) throws -> Restrictions {
        let rows = try self.rows(
            """
            SELECT \(Restrictions.columns) FROM restriction
            WHERE application_id = \(pair.applicationID) AND mode = \(pair.mode)
                AND share_id = \(pair.shareID?.text ?? "")
            """
        )
        return try rows.first.flatMap { try Restrictions($0, from: 0) } ?? .none
    }
}

extension Transaction {
    /// Sets what restricts a pair; nothing at all is kept for one that is not restricted.
    package func set(_ restrictions: Restrictions, of pair: RestrictedPair) throws {
        let share = pair.shareID?.text ?? ""
        guard restrictions != .none else {
            try self.execute(
                """
                DELETE FROM restriction
                WHERE application_id = \(pair.applicationID) AND mode = \(pair.mode) AND share_id = \(share)
                """
            )
            return
        }
        let networks = restrictions.networks.map(\.text).joined(separator: " ")
        let origins = restrictions.origins.map(\.text).joined(separator: " ")
        try self.execute(
            """
            INSERT INTO restriction (application_id, mode, share_id, networks, origins, calls_per_minute)
            VALUES (\(pair.applicationID), \(pair.mode), \(share), \(networks), \(origins),
                \(restrictions.callsPerMinute))
            ON CONFLICT (application_id, mode, share_id) DO UPDATE SET
                networks = excluded.networks, origins = excluded.origins, calls_per_minute = excluded.calls_per_minute
            """
        )
    }
}
