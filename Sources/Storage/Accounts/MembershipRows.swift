package import Domain

extension Membership {
    static let columns: Query =
        "id, account_id, email, role, invited_at, invitation_ends_at, member_id, accepted_at, ended_at"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            accountID: try row.id(1),
            email: EmailAddress(stored: try row.text(2)),
            role: try row.name(3),
            invitedAt: try row.instant(4),
            invitationEndsAt: try row.instant(5),
            memberID: try row.optional(6, ResultRow.id),
            acceptedAt: try row.optional(7, ResultRow.instant),
            endedAt: try row.optional(8, ResultRow.instant)
        )
    }
}

extension ReadTransaction {
    package func membership(_ id: Membership.ID) throws -> Membership? {
        try self.rows("SELECT \(Membership.columns) FROM membership WHERE id = \(id)").first.map { try Membership($0) }
    }

    /// The members and invitations of an account that were not ended, oldest first.
    package func memberships(in account: Account.ID) throws -> [Membership] {
        try self.rows(
            """
            SELECT \(Membership.columns) FROM membership WHERE account_id = \(account) AND ended_at IS NULL
            ORDER BY invited_at, id
            """
        )
        .map { try Membership($0) }
    }

    /// The invitations to an address that were not ended, oldest first.
    package func memberships(offeredTo email: EmailAddress) throws -> [Membership] {
        try self.rows(
            """
            SELECT \(Membership.columns) FROM membership
            WHERE email_canonical = \(email.canonical) AND ended_at IS NULL
            ORDER BY invited_at, id
            """
        )
        .map { try Membership($0) }
    }

    /// The role of a person in every account they joined.
    package func roles(of member: Account.ID) throws -> [Account.ID: Role] {
        let rows = try self.rows(
            "SELECT account_id, role FROM membership WHERE member_id = \(member) AND ended_at IS NULL"
        )
        return Dictionary(try rows.map { (try $0.id(0), try $0.name(1)) }) { $1 }
    }
}

extension Transaction {
    package func insert(_ membership: Membership) throws {
        try self.execute(
            """
            INSERT INTO membership (id, account_id, email, email_canonical, role, invited_at, invitation_ends_at,
                member_id, accepted_at, ended_at)
            VALUES (\(membership.id), \(membership.accountID), \(membership.email.text), \(membership.email.canonical),
                \(membership.role), \(membership.invitedAt), \(membership.invitationEndsAt), \(membership.memberID),
                \(membership.acceptedAt), \(membership.endedAt))
            """
        )
    }

    package func update(_ membership: Membership) throws {
        try self.execute(
            """
            UPDATE membership SET role = \(membership.role), member_id = \(membership.memberID),
                accepted_at = \(membership.acceptedAt), ended_at = \(membership.endedAt)
            WHERE id = \(membership.id)
            """
        )
    }
}
