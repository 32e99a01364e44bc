package import Domain

extension Session {
    static let columns: Query = """
        session.id, session.account_id, session.created_at, session.last_seen_at, session.expires_at, session.proven_at,
        session.address, session.browser
        """
    static let columnCount = 8

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            accountID: try row.id(1),
            createdAt: try row.instant(2),
            lastSeenAt: try row.instant(3),
            expiresAt: try row.instant(4),
            provenAt: try row.optional(5, ResultRow.instant),
            address: try row.text(6),
            browser: try row.text(7)
        )
    }
}

extension ReadTransaction {
    /// The session with this digest, and the account it is of.
    package func session(digest: [UInt8]) throws -> (Session, Account)? {
        let rows = try self.rows(
            """
            SELECT \(Session.columns), \(Account.columns) FROM session
            JOIN account ON account.id = session.account_id
            WHERE session.digest = \(digest)
            """
        )
        return try rows.first.map { (try Session($0), try Account($0, from: Session.columnCount)) }
    }

    /// The sessions of an account, the last used first.
    package func sessions(of account: Account.ID) throws -> [Session] {
        try self.rows(
            "SELECT \(Session.columns) FROM session WHERE account_id = \(account) ORDER BY last_seen_at DESC, id"
        )
        .map { try Session($0) }
    }

    /// The tries a session has had at its second factor.
    package func codeAttempts(of session: Session.ID) throws -> Int64 {
        try self.rows("SELECT code_attempts FROM session WHERE id = \(session)").first?.integer(0) ?? 0
    }
}

extension Transaction {
    package func insert(_ session: Session, digest: [UInt8]) throws {
        try self.execute(
            """
            INSERT INTO session (id, digest, account_id, created_at, last_seen_at, expires_at, proven_at, code_attempts,
                address, browser)
            VALUES (\(session.id), \(digest), \(session.accountID), \(session.createdAt), \(session.lastSeenAt),
                \(session.expiresAt), \(session.provenAt), 0, \(session.address), \(session.browser))
            """
        )
    }

    package func touchSession(_ id: Session.ID, at now: Timestamp) throws {
        try self.execute("UPDATE session SET last_seen_at = \(now) WHERE id = \(id) AND last_seen_at < \(now)")
    }

    /// Gives a session another secret and a fresh proof.
    package func proveSession(_ id: Session.ID, digest: [UInt8], at now: Timestamp, expiresAt: Timestamp) throws {
        try self.execute(
            """
            UPDATE session SET digest = \(digest), proven_at = \(now), last_seen_at = \(now), expires_at = \(expiresAt)
            WHERE id = \(id)
            """
        )
    }

    package func countCodeAttempt(of session: Session.ID) throws {
        try self.execute("UPDATE session SET code_attempts = code_attempts + 1 WHERE id = \(session)")
    }

    /// Ends a session of an account; false when there is none.
    package func deleteSession(_ id: Session.ID, of account: Account.ID) throws -> Bool {
        try self.execute("DELETE FROM session WHERE id = \(id) AND account_id = \(account)") == 1
    }

    /// Ends the sessions of an account, all or all but one.
    package func deleteSessions(of account: Account.ID, except kept: Session.ID? = nil) throws {
        try self.execute("DELETE FROM session WHERE account_id = \(account) AND id <> \(kept?.text ?? "")")
    }

    /// Forgets what is over, at most `limit` sessions.
    package func deleteSessions(endedBefore now: Timestamp, limit: Int64) throws -> Int {
        try self.execute(
            """
            DELETE FROM session WHERE id IN (
                SELECT id FROM session WHERE expires_at <= \(now) ORDER BY expires_at LIMIT \(limit))
            """
        )
    }
}
