package import Domain

extension AccessRequest {
    static let columns: Query = "id, requester_id, owner_email, requested_at, expires_at, decided_at, share_id"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            requesterID: try row.id(1),
            ownerEmail: EmailAddress(stored: try row.text(2)),
            requestedAt: try row.instant(3),
            expiresAt: try row.instant(4),
            decidedAt: try row.optional(5, ResultRow.instant),
            shareID: try row.optional(6, ResultRow.id)
        )
    }
}

extension ReadTransaction {
    package func accessRequest(_ id: AccessRequest.ID) throws -> AccessRequest? {
        try self.rows("SELECT \(AccessRequest.columns) FROM access_request WHERE id = \(id)").first
            .map { try AccessRequest($0) }
    }

    /// The requests an account made, newest first.
    package func accessRequests(by requester: Account.ID, limit: Int64) throws -> [AccessRequest] {
        try self.rows(
            """
            SELECT \(AccessRequest.columns) FROM access_request WHERE requester_id = \(requester)
            ORDER BY requested_at DESC, id LIMIT \(limit)
            """
        )
        .map { try AccessRequest($0) }
    }

    /// The requests an address received, newest first.
    package func accessRequests(to owner: EmailAddress, limit: Int64) throws -> [AccessRequest] {
        try self.rows(
            """
            SELECT \(AccessRequest.columns) FROM access_request WHERE owner_email_canonical = \(owner.canonical)
            ORDER BY requested_at DESC, id LIMIT \(limit)
            """
        )
        .map { try AccessRequest($0) }
    }

    /// How many requests of an account wait for a decision.
    package func accessRequestsWaiting(by requester: Account.ID, at now: Timestamp) throws -> Int64 {
        try self
            .rows(
                """
                SELECT COUNT(*) FROM access_request
                WHERE requester_id = \(requester) AND decided_at IS NULL AND expires_at > \(now)
                """
            )
            .first?
            .integer(0) ?? 0
    }
}

extension Transaction {
    package func insert(_ request: AccessRequest) throws {
        try self.execute(
            """
            INSERT INTO access_request (id, requester_id, owner_email, owner_email_canonical, requested_at, expires_at,
                decided_at, share_id)
            VALUES (\(request.id), \(request.requesterID), \(request.ownerEmail.text), \(request.ownerEmail.canonical),
                \(request.requestedAt), \(request.expiresAt), \(request.decidedAt), \(request.shareID))
            """
        )
    }

    package func update(_ request: AccessRequest) throws {
        try self.execute(
            """
            UPDATE access_request SET decided_at = \(request.decidedAt), share_id = \(request.shareID)
            WHERE id = \(request.id)
            """
        )
    }
}
