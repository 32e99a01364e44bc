/// One account's wish for a share of another's application; the owner decides which, and whether.
package struct AccessRequest: Equatable, Sendable {
    package typealias ID = TextID<AccessRequest>

    /// What has become of it.
    package enum State: String, CaseIterable, Sendable {
        case pending
        case granted
        case refused
        case expired
    }

    package let id: ID
    /// Who asks.
    package let requesterID: Account.ID
    /// Whom it asks; whether there is such an account is not told.
    package let ownerEmail: EmailAddress
    package let requestedAt: Timestamp
    package let expiresAt: Timestamp
    package private(set) var decidedAt: Timestamp?
    /// The share it led to; nil while it waits and when it was refused.
    package private(set) var shareID: Share.ID?

    package init(
        id: ID,
        requesterID: Account.ID,
        ownerEmail: EmailAddress,
        requestedAt: Timestamp,
        expiresAt: Timestamp,
        decidedAt: Timestamp? = nil,
        shareID: Share.ID? = nil
    ) {
        self.id = id
        self.requesterID = requesterID
        self.ownerEmail = ownerEmail
        self.requestedAt = requestedAt
        self.expiresAt = expiresAt
        self.decidedAt = decidedAt
        self.shareID = shareID
    }

    package func state(at now: Timestamp) -> State {
        if self.shareID != nil { return .granted }
        if self.decidedAt != nil { return .refused }
        return self.expiresAt <= now ? .expired : .pending
    }

    /// Whether this account may decide it now.
    /// - Throws: `access_request_not_found` when it asks somebody else, or `access_request_decided`.
    package func check(_ owner: Account, at now: Timestamp) throws(Failure) {
        guard owner.email.canonical == self.ownerEmail.canonical else { throw Failure(.accessRequestNotFound) }
        guard self.state(at: now) == .pending else { throw Failure(.accessRequestDecided) }
    }

    /// Decides it, with the share it leads to or with none.
    /// - Throws: the failures of `check`.
    package mutating func decide(_ share: Share.ID?, by owner: Account, at now: Timestamp) throws(Failure) {
        try self.check(owner, at: now)
        self.decidedAt = now
        self.shareID = share
    }
}
