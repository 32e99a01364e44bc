/// A person's place in an account that is not their own: invited by e-mail, then accepted by whoever has that address.
package struct Membership: Equatable, Sendable {
    package typealias ID = TextID<Membership>

    /// What has become of it.
    package enum State: String, CaseIterable, Sendable {
        case invited
        case active
        /// Refused, removed, left, or not accepted in time.
        case ended
    }

    package let id: ID
    /// The account the person belongs to.
    package let accountID: Account.ID
    package let email: EmailAddress
    package private(set) var role: Role
    package let invitedAt: Timestamp
    package let invitationEndsAt: Timestamp
    package private(set) var memberID: Account.ID?
    package private(set) var acceptedAt: Timestamp?
    package private(set) var endedAt: Timestamp?

    package init(
        id: ID,
        accountID: Account.ID,
        email: EmailAddress,
        role: Role,
        invitedAt: Timestamp,
        invitationEndsAt: Timestamp,
        memberID: Account.ID? = nil,
        acceptedAt: Timestamp? = nil,
        endedAt: Timestamp? = nil
    ) {
        self.id = id
        self.accountID = accountID
        self.email = email
        self.role = role
        self.invitedAt = invitedAt
        self.invitationEndsAt = invitationEndsAt
        self.memberID = memberID
        self.acceptedAt = acceptedAt
        self.endedAt = endedAt
    }

    package func state(at now: Timestamp) -> State {
        if self.endedAt != nil { return .ended }
        if self.acceptedAt != nil { return .active }
        return self.invitationEndsAt <= now ? .ended : .invited
    }

    /// Accepts the invitation for an account.
    /// - Throws: `membership_not_found` when it is for another address, or `membership_over`.
    package mutating func accept(by account: Account, at now: Timestamp) throws(Failure) {
        try self.checkInvitation(of: account, at: now)
        self.memberID = account.id
        self.acceptedAt = now
    }

    /// Refuses the invitation.
    /// - Throws: `membership_not_found` when it is for another address, or `membership_over`.
    package mutating func refuse(by account: Account, at now: Timestamp) throws(Failure) {
        try self.checkInvitation(of: account, at: now)
        self.endedAt = now
    }

    /// Gives the person another role.
    /// - Throws: `membership_over`.
    package mutating func change(to role: Role, at now: Timestamp) throws(Failure) {
        guard self.state(at: now) != .ended else { throw Failure(.membershipOver) }
        self.role = role
    }

    /// Ends the membership or the invitation.
    /// - Throws: `membership_over`.
    package mutating func end(at now: Timestamp) throws(Failure) {
        guard self.state(at: now) != .ended else { throw Failure(.membershipOver) }
        self.endedAt = now
    }

    private func checkInvitation(of account: Account, at now: Timestamp) throws(Failure) {
        guard account.email.canonical == self.email.canonical else { throw Failure(.membershipNotFound) }
        guard self.state(at: now) == .invited else { throw Failure(.membershipOver) }
    }
}
