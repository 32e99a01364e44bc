package import Domain
import Storage

/// What can be done with requests for access.
package struct AccessRequestOperations: Sendable {
    let context: OperationContext

    /// Asks the owner with this address for a share; nothing tells whether somebody has it.
    /// - Throws: `account_not_found`, `share_to_self` or `access_request_limit`.
    package func request(from owner: EmailAddress, by requesterID: Account.ID) async throws -> AccessRequest {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            guard let requester = try transaction.account(requesterID) else { throw Failure(.accountNotFound) }
            guard requester.email.canonical != owner.canonical else { throw Failure(.shareToSelf) }
            guard
                try transaction.accessRequestsWaiting(by: requesterID, at: now) < Limits.accessRequestsWaitingMax
            else { throw Failure(.accessRequestLimit, expected: String(Limits.accessRequestsWaitingMax)) }
            let request = AccessRequest(
                id: self.context.random.accessRequestID(),
                requesterID: requesterID,
                ownerEmail: owner,
                requestedAt: now,
                expiresAt: now.adding(Limits.accessRequestLife)
            )
            try transaction.insert(request)
            try self.audit(request, .accessRequested, by: requesterID, at: now, in: transaction)
            if let asked = try transaction.account(email: owner) {
                try self.context.enqueue(
                    .accessRequested,
                    to: asked.email,
                    asked.site.language,
                    ["account": requester.email.text],
                    at: now,
                    in: transaction
                )
            }
            return request
        }
    }

    /// Grants a request: the share is active at once, since its other side has asked for it.
    /// - Throws: `account_not_found`, `access_request_not_found`, `access_request_decided`, or what offering a share
    ///   throws.
    package func grant(
        _ id: AccessRequest.ID,
        _ terms: ShareTerms,
        of ownerID: Account.ID,
        as actor: Actor
    ) async throws -> (Share, IssuedCredentials.Pair) {
        let now = self.context.time.now()
        let shares = ShareOperations(context: self.context)
        return try await self.context.store.write { transaction in
            var (request, owner) = try Self.received(id, of: ownerID, as: actor, in: transaction)
            guard let requester = try transaction.account(request.requesterID) else {
                throw Failure(.accessRequestNotFound)
            }
            // Whose request it is comes first: nothing is told about it to anybody else.
            try request.check(owner, at: now)
            var share = try shares.makeOffer(terms, to: requester.email, as: actor, at: now, in: transaction)
            let pair = try shares.activate(&share, for: requester, at: now, in: transaction)
            try transaction.update(share)
            try request.decide(share.id, by: owner, at: now)
            try transaction.update(request)
            try self.audit(request, .accessGranted, by: actor.accountID, at: now, in: transaction)
            return (share, pair)
        }
    }

    /// Refuses a request.
    /// - Throws: `account_not_found`, `access_request_not_found` or `access_request_decided`.
    package func refuse(
        _ id: AccessRequest.ID,
        of ownerID: Account.ID,
        as actor: Actor
    ) async throws -> AccessRequest {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            var (request, owner) = try Self.received(id, of: ownerID, as: actor, in: transaction)
            try request.decide(nil, by: owner, at: now)
            try transaction.update(request)
            try self.audit(request, .accessRefused, by: actor.accountID, at: now, in: transaction)
            return request
        }
    }

    /// What an account asked for, and what it is asked for, newest first.
    /// - Throws: `account_not_found`.
    package func requests(
        of accountID: Account.ID
    ) async throws -> (made: [AccessRequest], received: [AccessRequest], at: Timestamp) {
        let now = self.context.time.now()
        return try await self.context.store.read { transaction in
            guard let account = try transaction.account(accountID) else { throw Failure(.accountNotFound) }
            let limit = Limits.rowsShownMax
            return (
                try transaction.accessRequests(by: accountID, limit: limit),
                try transaction.accessRequests(to: account.email, limit: limit), now
            )
        }
    }

    private static func received(
        _ id: AccessRequest.ID,
        of ownerID: Account.ID,
        as actor: Actor,
        in transaction: any Transaction
    ) throws -> (AccessRequest, Account) {
        try actor.require(.administer, in: ownerID, else: .accessRequestNotFound)
        guard let owner = try transaction.account(ownerID) else { throw Failure(.accountNotFound) }
        guard let request = try transaction.accessRequest(id) else { throw Failure(.accessRequestNotFound) }
        return (request, owner)
    }

    /// Tells both sides; the owner only if the address is an account's.
    private func audit(
        _ request: AccessRequest,
        _ action: AuditRecord.Action,
        by actor: Account.ID?,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let owner = try transaction.account(email: request.ownerEmail)?.id
        for account in [request.requesterID, owner].compactMap(\.self) {
            try transaction.insert(
                AuditRecord(
                    id: self.context.random.auditID(at: now),
                    accountID: account,
                    applicationID: nil,
                    actorID: actor,
                    action: action,
                    detail: AuditDetail([.request: request.id.text, .share: request.shareID?.text]),
                    occurredAt: now
                )
            )
        }
    }
}
