package import Domain

extension Share {
    static let columns: Query = """
        id, application_id, owner_id, mode, email, permissions, offered_at, offer_ends_at, ends_at, account_id,
        accepted_at, refused_at, cancelled_at, cancelled_by
        """

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            ownerID: try row.id(2),
            mode: try row.name(3),
            email: EmailAddress(stored: try row.text(4)),
            permissions: Set(try row.names(5)),
            offeredAt: try row.instant(6),
            offerEndsAt: try row.instant(7),
            endsAt: try row.optional(8, ResultRow.instant),
            accountID: try row.optional(9, ResultRow.id),
            acceptedAt: try row.optional(10, ResultRow.instant),
            refusedAt: try row.optional(11, ResultRow.instant),
            cancelledAt: try row.optional(12, ResultRow.instant),
            cancelledBy: try row.optional(13, ResultRow.id)
        )
    }
}

extension ReadTransaction {
    package func share(_ id: Share.ID) throws -> Share? {
        try self.rows("SELECT \(Share.columns) FROM share WHERE id = \(id)").first.map { try Share($0) }
    }

    /// The shares of an application, newest first, whatever has become of them.
    package func shares(of application: Application.ID, limit: Int64) throws -> [Share] {
        try self.rows(
            """
            SELECT \(Share.columns) FROM share WHERE application_id = \(application)
            ORDER BY offered_at DESC, id LIMIT \(limit)
            """
        )
        .map { try Share($0) }
    }

    /// The shares of an application that can still work: neither refused nor cancelled.
    package func sharesStanding(of application: Application.ID) throws -> [Share] {
        try self.rows(
            """
            SELECT \(Share.columns) FROM share
            WHERE application_id = \(application) AND refused_at IS NULL AND cancelled_at IS NULL
            """
        )
        .map { try Share($0) }
    }

    /// What was offered to an address, newest first, whatever has become of it.
    package func shares(offeredTo email: EmailAddress, limit: Int64) throws -> [Share] {
        try self.rows(
            """
            SELECT \(Share.columns) FROM share WHERE email_canonical = \(email.canonical)
            ORDER BY offered_at DESC, id LIMIT \(limit)
            """
        )
        .map { try Share($0) }
    }
}

extension Transaction {
    package func insert(_ share: Share) throws {
        try self.execute(
            """
            INSERT INTO share (id, application_id, owner_id, mode, email, email_canonical, permissions, offered_at,
                offer_ends_at, ends_at, account_id, accepted_at, refused_at, cancelled_at, cancelled_by)
            VALUES (\(share.id), \(share.applicationID), \(share.ownerID), \(share.mode), \(share.email.text),
                \(share.email.canonical), \(share.permissions.storedNames), \(share.offeredAt),
                \(share.offerEndsAt), \(share.endsAt), \(share.accountID), \(share.acceptedAt), \(share.refusedAt),
                \(share.cancelledAt), \(share.cancelledBy))
            """
        )
    }

    package func update(_ share: Share) throws {
        try self.execute(
            """
            UPDATE share SET account_id = \(share.accountID), accepted_at = \(share.acceptedAt),
                refused_at = \(share.refusedAt), cancelled_at = \(share.cancelledAt),
                cancelled_by = \(share.cancelledBy)
            WHERE id = \(share.id)
            """
        )
    }

    /// Ends the credentials of a share for good.
    package func revokeCredentials(of share: Share.ID, at now: Timestamp) throws {
        try self.execute(
            "UPDATE credential SET revoked_at = \(now), sealed = NULL WHERE share_id = \(share) AND revoked_at IS NULL"
        )
    }
}
