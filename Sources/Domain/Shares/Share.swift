/// Leave for another account to call with an application, through a pair of its own.
///
/// The owner's secret is never part of it: cancelling ends that pair and nothing else.
package struct Share: Equatable, Sendable {
    package typealias ID = TextID<Share>

    /// What has become of it.
    package enum State: String, CaseIterable, Sendable {
        /// Offered, and neither accepted nor refused.
        case offered
        /// Accepted: its pair works.
        case active
        case refused
        /// Ended by the owner or by the account it was shared with.
        case cancelled
        /// Its end has come, or the offer was not accepted in time.
        case expired
    }

    package let id: ID
    package let applicationID: Application.ID
    /// The owner of the application.
    package let ownerID: Account.ID
    package let mode: Mode
    /// Whom it was offered to; only the account with this address can accept.
    package let email: EmailAddress
    package let permissions: Set<Permission>
    package let offeredAt: Timestamp
    package let offerEndsAt: Timestamp
    /// When its pair ends; nil for no end.
    package let endsAt: Timestamp?
    package private(set) var accountID: Account.ID?
    package private(set) var acceptedAt: Timestamp?
    package private(set) var refusedAt: Timestamp?
    package private(set) var cancelledAt: Timestamp?
    /// The account that cancelled it; nil for the operator.
    package private(set) var cancelledBy: Account.ID?

    package init(
        id: ID,
        applicationID: Application.ID,
        ownerID: Account.ID,
        mode: Mode,
        email: EmailAddress,
        permissions: Set<Permission>,
        offeredAt: Timestamp,
        offerEndsAt: Timestamp,
        endsAt: Timestamp?,
        accountID: Account.ID? = nil,
        acceptedAt: Timestamp? = nil,
        refusedAt: Timestamp? = nil,
        cancelledAt: Timestamp? = nil,
        cancelledBy: Account.ID? = nil
    ) {
        self.id = id
        self.applicationID = applicationID
        self.ownerID = ownerID
        self.mode = mode
        self.email = email
        self.permissions = permissions
        self.offeredAt = offeredAt
        self.offerEndsAt = offerEndsAt
        self.endsAt = endsAt
        self.accountID = accountID
        self.acceptedAt = acceptedAt
        self.refusedAt = refusedAt
        self.cancelledAt = cancelledAt
        self.cancelledBy = cancelledBy
    }

    package func state(at now: Timestamp) -> State {
        if self.cancelledAt != nil { return .cancelled }
        if self.refusedAt != nil { return .refused }
        if let endsAt, endsAt <= now { return .expired }
        if self.acceptedAt != nil { return .active }
        return self.offerEndsAt <= now ? .expired : .offered
    }

    /// Whether it takes one of the places an application has for shares.
    package func takesPlace(at now: Timestamp) -> Bool {
        [.offered, .active].contains(self.state(at: now))
    }

    /// Accepts the offer for an account.
    /// - Throws: `share_not_found` when it was offered to somebody else, or `share_not_offered`.
    package mutating func accept(by account: Account, at now: Timestamp) throws(Failure) {
        try self.checkOffer(to: account, at: now)
        self.accountID = account.id
        self.acceptedAt = now
    }

    /// Refuses the offer.
    /// - Throws: `share_not_found` when it was offered to somebody else, or `share_not_offered`.
    package mutating func refuse(by account: Account, at now: Timestamp) throws(Failure) {
        try self.checkOffer(to: account, at: now)
        self.refusedAt = now
    }

    /// Ends the offer or the share.
    /// - Throws: `share_not_found` when it is none of the actor's business, or `share_ended`.
    package mutating func cancel(by actor: Actor, at now: Timestamp) throws(Failure) {
        guard actor.administers(self.ownerID) || self.accountID.map(actor.administers) ?? false else {
            throw Failure(.shareNotFound)
        }
        guard self.takesPlace(at: now) else { throw Failure(.shareEnded) }
        self.cancelledAt = now
        self.cancelledBy = actor.accountID
    }

    private func checkOffer(to account: Account, at now: Timestamp) throws(Failure) {
        guard account.email.canonical == self.email.canonical else { throw Failure(.shareNotFound) }
        guard self.state(at: now) == .offered else { throw Failure(.shareNotOffered) }
    }
}
