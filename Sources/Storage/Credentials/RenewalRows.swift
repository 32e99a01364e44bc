package import Domain

extension Renewal {
    static let columns: Query = """
        id, application_id, account_id, mode, pair, replaced_generation, issued_generation, overlap, started_at,
        ends_at, undone_at, closed_at, closing
        """

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            accountID: try row.id(2),
            mode: try row.name(3),
            pair: try row.name(4),
            replacedGeneration: try row.integer(5),
            issuedGeneration: try row.integer(6),
            overlap: try row.name(7),
            startedAt: try row.instant(8),
            endsAt: try row.instant(9),
            undoneAt: try row.optional(10, ResultRow.instant),
            closedAt: try row.optional(11, ResultRow.instant),
            closing: try row.optional(12, ResultRow.name)
        )
    }
}

extension ReadTransaction {
    /// The newest renewal of a pair.
    package func latestRenewal(
        of application: Application.ID,
        _ mode: Mode,
        _ pair: CredentialPair
    ) throws -> Renewal? {
        try self.rows(
            """
            SELECT \(Renewal.columns) FROM renewal
            WHERE application_id = \(application) AND mode = \(mode) AND pair = \(pair)
            ORDER BY issued_generation DESC LIMIT 1
            """
        )
        .first.map { try Renewal($0) }
    }

    /// The overlaps that last until nobody uses the retiring generation, and have not ended.
    package func renewalsUntilUnused(at now: Timestamp, after id: String, limit: Int64) throws -> [Renewal] {
        try self.rows(
            """
            SELECT \(Renewal.columns) FROM renewal
            WHERE overlap = 'until_unused' AND closed_at IS NULL AND ends_at > \(now) AND id > \(id)
            ORDER BY id LIMIT \(limit)
            """
        )
        .map { try Renewal($0) }
    }

    /// The highest generation a kind has reached, ended and shared ones included; nil when it was never issued.
    package func newestGeneration(
        of application: Application.ID,
        _ mode: Mode,
        _ kind: Credential.Kind
    ) throws -> Int64? {
        try self.rows(
            """
            SELECT generation FROM credential
            WHERE application_id = \(application) AND mode = \(mode) AND kind = \(kind)
            ORDER BY generation DESC LIMIT 1
            """
        )
        .first.map { try $0.integer(0) }
    }

    /// The owner's own generation of a kind that has no end.
    package func currentGeneration(
        of application: Application.ID,
        _ mode: Mode,
        _ kind: Credential.Kind
    ) throws -> Int64? {
        try self.rows(
            """
            SELECT generation FROM credential
            WHERE application_id = \(application) AND mode = \(mode) AND kind = \(kind)
                AND share_id IS NULL AND expires_at IS NULL AND revoked_at IS NULL
            """
        )
        .first.map { try $0.integer(0) }
    }
}

extension Transaction {
    package func insert(_ renewal: Renewal) throws {
        try self.execute(
            """
            INSERT INTO renewal (\(Renewal.columns))
            VALUES (\(renewal.id), \(renewal.applicationID), \(renewal.accountID), \(renewal.mode), \(renewal.pair),
                \(renewal.replacedGeneration), \(renewal.issuedGeneration), \(renewal.overlap), \(renewal.startedAt),
                \(renewal.endsAt), \(renewal.undoneAt), \(renewal.closedAt), \(renewal.closing))
            """
        )
    }

    package func update(_ renewal: Renewal) throws {
        try self.execute(
            """
            UPDATE renewal SET overlap = \(renewal.overlap), ends_at = \(renewal.endsAt),
                undone_at = \(renewal.undoneAt), closed_at = \(renewal.closedAt), closing = \(renewal.closing)
            WHERE id = \(renewal.id)
            """
        )
    }

    /// Gives a generation of a pair its end, or none; one that was revoked stays so.
    package func setEnd(
        _ end: Timestamp?,
        of application: Application.ID,
        _ mode: Mode,
        _ pair: CredentialPair,
        generation: Int64
    ) throws {
        for kind in pair.kinds {
            try self.execute(
                """
                UPDATE credential SET expires_at = \(end)
                WHERE application_id = \(application) AND mode = \(mode) AND kind = \(kind)
                    AND generation = \(generation) AND revoked_at IS NULL
                """
            )
        }
    }

    /// Ends a generation of a pair for good.
    package func revoke(
        _ pair: CredentialPair,
        of application: Application.ID,
        _ mode: Mode,
        generation: Int64,
        at now: Timestamp
    ) throws {
        for kind in pair.kinds {
            try self.execute(
                """
                UPDATE credential SET revoked_at = \(now), sealed = NULL
                WHERE application_id = \(application) AND mode = \(mode) AND kind = \(kind)
                    AND generation = \(generation) AND revoked_at IS NULL
                """
            )
        }
    }
}
