package import Domain
import Storage

/// What an owner shares: an application's pair of one mode, with bounds.
package struct ShareTerms: Sendable {
    package let applicationID: Application.ID
    package let mode: Mode
    /// What the share permits; nil for all the application may do.
    package let permissions: Set<Permission>?
    /// When it ends; nil for no end.
    package let endsAt: Timestamp?

    package init(
        applicationID: Application.ID,
        mode: Mode,
        permissions: Set<Permission>? = nil,
        endsAt: Timestamp? = nil
    ) {
        self.applicationID = applicationID
        self.mode = mode
        self.permissions = permissions
        self.endsAt = endsAt
    }
}

/// A share as the account it was offered to sees it.
package struct ReceivedShare: Sendable {
    package let share: Share
    package let application: Application
    package let owner: Account
    /// The Public Key of its pair; nil before it is accepted.
    package let publicKey: String?
}

/// What can be done with shares.
package struct ShareOperations: Sendable {
    let context: OperationContext

    /// Places an application has for shares.
    package var limit: Int { self.context.sharesPerApplication }

    /// Offers a share to whoever has an account with this address; nothing tells whether somebody has.
    /// - Throws: `application_not_found`, `pair_not_issued`, `share_not_activated`, `share_permissions_invalid`,
    ///   `share_end_invalid`, `share_to_self`, `share_duplicate` or `share_limit`.
    package func offer(_ terms: ShareTerms, to email: EmailAddress, as actor: Actor) async throws -> Share {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            let share = try self.makeOffer(terms, to: email, as: actor, at: now, in: transaction)
            try self.audit(share, .shareOffered, by: actor.accountID, at: now, in: transaction)
            try self.mail(share, at: now, in: transaction)
            return share
        }
    }

    /// Accepts an offer and issues the share's pair.
    /// - Throws: `account_not_found`, `share_not_found`, `share_not_offered` or `application_blocked`.
    package func accept(
        _ id: Share.ID,
        by accountID: Account.ID
    ) async throws -> (Share, IssuedCredentials.Pair) {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            var (share, account) = try Self.offered(id, to: accountID, in: transaction)
            let pair = try self.activate(&share, for: account, at: now, in: transaction)
            try transaction.update(share)
            return (share, pair)
        }
    }

    /// Refuses an offer.
    /// - Throws: `account_not_found`, `share_not_found` or `share_not_offered`.
    package func refuse(_ id: Share.ID, by accountID: Account.ID) async throws -> Share {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            var (share, account) = try Self.offered(id, to: accountID, in: transaction)
            try share.refuse(by: account, at: now)
            try transaction.update(share)
            try self.audit(share, .shareRefused, by: account.id, and: account.id, at: now, in: transaction)
            return share
        }
    }

    /// Ends an offer or a share, from either side; its pair is refused from the next call on.
    /// - Throws: `share_not_found` or `share_ended`.
    package func cancel(_ id: Share.ID, as actor: Actor) async throws -> Share {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            guard var share = try transaction.share(id) else { throw Failure(.shareNotFound) }
            let wasActive = share.state(at: now) == .active
            try share.cancel(by: actor, at: now)
            try transaction.update(share)
            try transaction.revokeCredentials(of: share.id, at: now)
            try self.audit(share, .shareCancelled, by: actor.accountID, at: now, in: transaction)
            // An offer that nobody accepted has no pair.
            if wasActive { try self.tell(.credentialRevoked, share, at: now, in: transaction) }
            return share
        }
    }

    /// The shares of an application, newest first, and the instant at which their states hold.
    /// - Throws: `application_not_found`.
    package func shares(
        of application: Application.ID,
        as actor: Actor
    ) async throws -> (shares: [Share], at: Timestamp) {
        let now = self.context.time.now()
        return try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return (try transaction.shares(of: application.id, limit: Limits.rowsShownMax), now)
        }
    }

    /// What was shared with an account, newest first: the accounts it integrates, and the offers to it.
    /// - Throws: `account_not_found`.
    package func shares(with accountID: Account.ID) async throws -> (shares: [Share], at: Timestamp) {
        let now = self.context.time.now()
        return try await self.context.store.read { transaction in
            guard let account = try transaction.account(accountID) else { throw Failure(.accountNotFound) }
            return (try transaction.shares(offeredTo: account.email, limit: Limits.rowsShownMax), now)
        }
    }

    /// The same, with what their account needs to know of each.
    /// - Throws: `account_not_found`.
    package func received(by accountID: Account.ID) async throws -> (shares: [ReceivedShare], at: Timestamp) {
        let now = self.context.time.now()
        let received = try await self.context.store.read { transaction -> [ReceivedShare] in
            guard let account = try transaction.account(accountID) else { throw Failure(.accountNotFound) }
            return try transaction.shares(offeredTo: account.email, limit: Limits.rowsShownMax)
                .compactMap { share in
                    guard let application = try transaction.application(share.applicationID),
                        let owner = try transaction.account(share.ownerID)
                    else { return nil }
                    let key = try transaction.credentials(of: application.id)
                        .first { $0.shareID == share.id && $0.kind == .publicKey }
                    return ReceivedShare(
                        share: share,
                        application: application,
                        owner: owner,
                        publicKey: share.accountID == accountID ? key?.shown : nil
                    )
                }
        }
        return (received, now)
    }

    /// Checks the terms of a share and inserts its offer.
    func makeOffer(
        _ terms: ShareTerms,
        to email: EmailAddress,
        as actor: Actor,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> Share {
        let application = try transaction.standingApplication(terms.applicationID, for: actor, .administer)
        let allowed = application.settings.permissions
        let permissions = terms.permissions ?? allowed
        guard try transaction.currentGeneration(of: application.id, terms.mode, .accessToken) != nil else {
            throw Failure(.pairNotIssued)
        }
        guard terms.mode == .test || application.activatedAt != nil else { throw Failure(.shareNotActivated) }
        guard !permissions.isEmpty, permissions.isSubset(of: allowed) else {
            let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            throw Failure(.sharePermissionsInvalid, expected: names)
        }
        guard terms.endsAt.map({ $0 > now }) ?? true else { throw Failure(.shareEndInvalid) }
        try self.checkPlace(for: email, terms.mode, application, at: now, in: transaction)
        let share = Share(
            id: self.context.random.shareID(),
            applicationID: application.id,
            ownerID: application.accountID,
            mode: terms.mode,
            email: email,
            permissions: permissions,
            offeredAt: now,
            offerEndsAt: now.adding(Limits.shareOfferLife),
            endsAt: terms.endsAt
        )
        try transaction.insert(share)
        return share
    }

    /// Accepts a share for an account and issues its pair; the caller writes the share.
    func activate(
        _ share: inout Share,
        for account: Account,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> IssuedCredentials.Pair {
        try share.accept(by: account, at: now)
        guard let application = try transaction.application(share.applicationID), !application.isOff,
            let newest = try transaction.newestGeneration(of: application.id, share.mode, .accessToken)
        else { throw Failure(.applicationBlocked) }
        let pair = try CredentialIssuer(context: self.context)
            .issuePair(for: application, share.mode, generation: newest + 1, share: share, at: now, in: transaction)
        try self.audit(share, .shareAccepted, by: account.id, at: now, in: transaction)
        try self.tell(.credentialShared, share, at: now, in: transaction)
        return pair
    }

    /// Writes the event of what became of a share's pair.
    private func tell(_ kind: Event.Kind, _ share: Share, at now: Timestamp, in transaction: any Transaction) throws {
        try self.context.record(
            kind,
            of: share.ownerID,
            share.applicationID,
            share.mode,
            about: share.id.text,
            at: now,
            in: transaction
        )
    }

    private func mail(_ share: Share, at now: Timestamp, in transaction: any Transaction) throws {
        guard let owner = try transaction.account(share.ownerID),
            let application = try transaction.application(share.applicationID)
        else { return }
        try self.context.enqueue(
            .shareOffered,
            to: share.email,
            owner.site.language,
            ["account": owner.email.text, "application": application.profile.name],
            at: now,
            in: transaction
        )
    }

    private func checkPlace(
        for email: EmailAddress,
        _ mode: Mode,
        _ application: Application,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let owner = try transaction.account(application.accountID)
        guard owner?.email.canonical != email.canonical else { throw Failure(.shareToSelf) }
        let standing = try transaction.sharesStanding(of: application.id).filter { $0.takesPlace(at: now) }
        guard !standing.contains(where: { $0.mode == mode && $0.email.canonical == email.canonical }) else {
            throw Failure(.shareDuplicate)
        }
        guard standing.count < self.context.sharesPerApplication else {
            throw Failure(.shareLimit, expected: String(self.context.sharesPerApplication))
        }
    }

    private static func offered(
        _ id: Share.ID,
        to accountID: Account.ID,
        in transaction: any Transaction
    ) throws -> (Share, Account) {
        guard let account = try transaction.account(accountID) else { throw Failure(.accountNotFound) }
        guard let share = try transaction.share(id) else { throw Failure(.shareNotFound) }
        return (share, account)
    }

    /// Tells both sides; the other one only once it has shown itself.
    /// - Parameter other: The other side where the share does not name it.
    private func audit(
        _ share: Share,
        _ action: AuditRecord.Action,
        by actor: Account.ID?,
        and other: Account.ID? = nil,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let permissions = share.permissions.map(\.rawValue).sorted().joined(separator: " ")
        for side in [share.ownerID, share.accountID ?? other].compactMap(\.self) {
            try transaction.insert(
                AuditRecord(
                    id: self.context.random.auditID(at: now),
                    accountID: side,
                    applicationID: share.applicationID,
                    actorID: actor,
                    action: action,
                    // The address it was offered to is the owner's to know.
                    detail: AuditDetail([
                        .mode: share.mode.rawValue, .permissions: permissions,
                        .email: side == share.ownerID ? share.email.text : nil,
                        .end: share.endsAt.map { WireDate.text($0) }, .share: share.id.text,
                    ]),
                    occurredAt: now
                )
            )
        }
    }
}
