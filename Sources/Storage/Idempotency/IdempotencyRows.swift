package import Domain

extension ReadTransaction {
    /// The first answer given under a key, with the fingerprint of its request; nil when there is none or it is past its end.
    package func answer(
        under scope: IdempotencyScope,
        at now: Timestamp
    ) throws -> (fingerprint: [UInt8], answer: StoredAnswer)? {
        let rows = try self.rows(
            """
            SELECT fingerprint, status, body FROM idempotency
            WHERE application_id = \(scope.applicationID) AND account_id = \(scope.accountID) AND mode = \(scope.mode)
                AND endpoint = \(scope.endpoint) AND idempotency_key = \(scope.key.text) AND expires_at > \(now)
            """
        )
        return try rows.first.map { row in
            (try row.blob(0), StoredAnswer(status: try row.integer(1), body: try row.text(2)))
        }
    }
}

extension Transaction {
    /// Keeps the first answer of a key, in place of one that is past its end.
    package func keep(
        _ answer: StoredAnswer,
        under scope: IdempotencyScope,
        fingerprint: [UInt8],
        until end: Timestamp
    ) throws {
        try self.execute(
            """
            INSERT INTO idempotency (application_id, account_id, mode, endpoint, idempotency_key, fingerprint, status, body,
                expires_at)
            VALUES (\(scope.applicationID), \(scope.accountID), \(scope.mode), \(scope.endpoint), \(scope.key.text), \(fingerprint),
                \(answer.status), \(answer.body), \(end))
            ON CONFLICT (application_id, account_id, mode, endpoint, idempotency_key) DO UPDATE SET
                fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
                expires_at = excluded.expires_at
            """
        )
    }

    /// Deletes at most `limit` answers that are past their end and returns how many there were.
    package func deleteAnswers(before now: Timestamp, limit: Int64) throws -> Int {
        try self.execute(
            """
            DELETE FROM idempotency WHERE (application_id, account_id, mode, endpoint, idempotency_key) IN (
                SELECT application_id, account_id, mode, endpoint, idempotency_key FROM idempotency
                WHERE expires_at <= \(now) LIMIT \(limit))
            """
        )
    }
}
