package import Domain

extension Grant {
    static let columns: Query = """
        seller_grant.id, seller_grant.application_id, seller_grant.mode, seller_grant.account_id,
        seller_grant.permissions, seller_grant.granted_at, seller_grant.last_used_at, seller_grant.ended_at
        """

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            mode: try row.name(2),
            accountID: try row.id(3),
            permissions: Set(try row.names(4)),
            grantedAt: try row.instant(5),
            lastUsedAt: try row.optional(6, ResultRow.instant),
            endedAt: try row.optional(7, ResultRow.instant)
        )
    }
}

extension TokenFamily {
    static let columns: Query = """
        token_family.id, token_family.grant_id, token_family.application_id, token_family.mode, token_family.account_id,
        token_family.permissions, token_family.key_thumbprint, token_family.started_at, token_family.ended_at,
        token_family.ending
        """
    static let columnCount = 10

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            grantID: try row.id(1),
            applicationID: try row.id(2),
            mode: try row.name(3),
            accountID: try row.id(4),
            permissions: Set(try row.names(5)),
            keyThumbprint: try row.optional(6, ResultRow.text),
            startedAt: try row.instant(7),
            endedAt: try row.optional(8, ResultRow.instant),
            ending: try row.optional(9, ResultRow.name)
        )
    }
}

extension ReadTransaction {
    package func grant(_ id: Grant.ID) throws -> Grant? {
        try self.rows("SELECT \(Grant.columns) FROM seller_grant WHERE id = \(id)").first.map { try Grant($0) }
    }

    /// The authorization that stands between a seller and an application in a mode.
    package func standingGrant(of application: Application.ID, _ mode: Mode, by seller: Account.ID) throws -> Grant? {
        try self.rows(
            """
            SELECT \(Grant.columns) FROM seller_grant
            WHERE application_id = \(application) AND mode = \(mode) AND account_id = \(seller) AND ended_at IS NULL
            """
        )
        .first.map { try Grant($0) }
    }

    /// What a seller authorized and has not ended, newest first, those after `before` alone where one is named.
    package func grants(by seller: Account.ID, before: Grant.ID?, limit: Int64) throws -> [Grant] {
        try self.grants("account_id = \(seller)", before: before, limit: limit)
    }

    /// The sellers that authorized an application and have not ended it, in the same order.
    package func grants(of application: Application.ID, before: Grant.ID?, limit: Int64) throws -> [Grant] {
        try self.grants("application_id = \(application)", before: before, limit: limit)
    }

    private func grants(_ side: Query, before: Grant.ID?, limit: Int64) throws -> [Grant] {
        let place: Query
        if let before {
            place = "AND (granted_at, id) < (SELECT granted_at, id FROM seller_grant WHERE id = \(before))"
        } else {
            place = ""
        }
        return
            try self.rows(
                """
                SELECT \(Grant.columns) FROM seller_grant WHERE \(side) AND ended_at IS NULL \(place)
                ORDER BY granted_at DESC, id DESC LIMIT \(limit)
                """
            )
            .map { try Grant($0) }
    }

    /// What the families of a grant that have not ended may do, together.
    package func livingPermissions(of grant: Grant.ID) throws -> Set<Permission> {
        let rows = try self.rows(
            "SELECT DISTINCT permissions FROM token_family WHERE grant_id = \(grant) AND ended_at IS NULL"
        )
        return try rows.reduce(into: []) { $0.formUnion(try $1.names(0)) }
    }

    package func tokenFamily(_ id: TokenFamily.ID) throws -> TokenFamily? {
        try self.rows("SELECT \(TokenFamily.columns) FROM token_family WHERE id = \(id)").first
            .map { try TokenFamily($0) }
    }
}

extension Transaction {
    package func insert(_ grant: Grant) throws {
        try self.execute(
            """
            INSERT INTO seller_grant (id, application_id, mode, account_id, permissions, granted_at)
            VALUES (\(grant.id), \(grant.applicationID), \(grant.mode), \(grant.accountID),
                \(grant.permissions.storedNames), \(grant.grantedAt))
            """
        )
    }

    /// Notes what the seller agreed to.
    package func setPermissions(_ permissions: Set<Permission>, of grant: Grant.ID) throws {
        try self.execute(
            "UPDATE seller_grant SET permissions = \(permissions.storedNames) WHERE id = \(grant)"
        )
    }

    /// Notes a use; an earlier one changes nothing.
    package func noteUse(of grant: Grant.ID, at instant: Timestamp) throws {
        try self.execute(
            """
            UPDATE seller_grant SET last_used_at = \(instant)
            WHERE id = \(grant) AND (last_used_at IS NULL OR last_used_at < \(instant))
            """
        )
    }

    package func insert(_ family: TokenFamily) throws {
        try self.execute(
            """
            INSERT INTO token_family (id, grant_id, application_id, mode, account_id, permissions, key_thumbprint,
                started_at)
            VALUES (\(family.id), \(family.grantID), \(family.applicationID), \(family.mode), \(family.accountID),
                \(family.permissions.storedNames), \(family.keyThumbprint), \(family.startedAt))
            """
        )
    }

    /// Ends a family and every token of it; one that has ended stays as it is.
    package func end(_ family: TokenFamily.ID, _ ending: TokenFamily.Ending, at now: Timestamp) throws {
        try self.execute(
            "UPDATE token_family SET ended_at = \(now), ending = \(ending) WHERE id = \(family) AND ended_at IS NULL"
        )
        try self.execute(
            "UPDATE oauth_token SET revoked_at = \(now) WHERE family_id = \(family) AND revoked_at IS NULL"
        )
    }

    /// Ends a grant with all its families and tokens; false when it had ended.
    package func end(_ grant: Grant.ID, at now: Timestamp) throws -> Bool {
        let isEnded =
            try self.execute("UPDATE seller_grant SET ended_at = \(now) WHERE id = \(grant) AND ended_at IS NULL") == 1
        try self.execute(
            """
            UPDATE oauth_token SET revoked_at = \(now)
            WHERE family_id IN (SELECT id FROM token_family WHERE grant_id = \(grant)) AND revoked_at IS NULL
            """
        )
        // A code that was not exchanged yet must not link the two again.
        try self.execute(
            """
            UPDATE authorization_code SET used_at = \(now)
            WHERE used_at IS NULL AND (application_id, account_id) IN (
                SELECT application_id, account_id FROM seller_grant WHERE id = \(grant))
            """
        )
        let ending = TokenFamily.Ending.unlinked
        try self.execute(
            """
            UPDATE token_family SET ended_at = \(now), ending = \(ending) WHERE grant_id = \(grant) AND ended_at IS NULL
            """
        )
        return isEnded
    }
}
