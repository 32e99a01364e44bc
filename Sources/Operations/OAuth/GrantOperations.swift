package import Domain
import Storage

/// A seller's authorization as its seller sees it.
package struct GivenGrant: Sendable {
    package let grant: Grant
    package let application: Application
    /// Whom the application belongs to.
    package let owner: Account
}

/// The same as the owner of the application sees it.
package struct ReceivedGrant: Sendable {
    package let grant: Grant
    package let seller: Account
}

/// What can be done with the authorizations that sellers gave.
package struct GrantOperations: Sendable {
    let context: OperationContext

    /// What a seller authorized and has not ended, newest first.
    /// - Throws: `account_not_found`.
    package func given(
        by seller: Account.ID,
        before: Grant.ID? = nil,
        as actor: Actor
    ) async throws -> [GivenGrant] {
        try await self.context.store.read { transaction in
            try actor.require(.view, in: seller, else: .accountNotFound)
            return try transaction.grants(by: seller, before: before, limit: Limits.rowsShownMax)
                .compactMap { grant in
                    guard let application = try transaction.application(grant.applicationID),
                        let owner = try transaction.account(application.accountID)
                    else { return nil }
                    return GivenGrant(grant: grant, application: application, owner: owner)
                }
        }
    }

    /// The sellers that authorized an application, newest first.
    /// - Throws: `application_not_found`.
    package func received(
        by application: Application.ID,
        before: Grant.ID? = nil,
        as actor: Actor
    ) async throws -> [ReceivedGrant] {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return try transaction.grants(of: application.id, before: before, limit: Limits.rowsShownMax)
                .compactMap { grant in
                    try transaction.account(grant.accountID).map { ReceivedGrant(grant: grant, seller: $0) }
                }
        }
    }

    /// Ends an authorization, from either side; its tokens are refused from the next call on.
    /// - Parameter application: Whose grant it has to be, where that is known.
    /// - Throws: `grant_not_found` or `role_insufficient`.
    package func end(_ id: Grant.ID, of application: Application.ID? = nil, as actor: Actor) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard let grant = try transaction.grant(id), grant.endedAt == nil,
                application == nil || application == grant.applicationID,
                let application = try transaction.application(grant.applicationID)
            else { throw Failure(.grantNotFound) }
            let sides = [grant.accountID, application.accountID]
            // Whoever only looks at one side may administer the other.
            let side = sides.first(where: actor.administers)
            let seen = side ?? sides.first { actor.role(in: $0) != nil }
            try actor.require(.administer, in: seen ?? application.accountID, else: .grantNotFound)
            guard try transaction.end(grant.id, at: now) else { throw Failure(.grantNotFound) }
            try self.note(
                grant,
                .grantEnded,
                .applicationDeauthorized,
                application,
                by: actor.accountID,
                at: now,
                transaction
            )
        }
    }

    /// Gives an application a seller's authorization, or renews the one that stands.
    /// - Parameter person: Who agreed; the seller or a member of theirs.
    func give(
        _ application: Application,
        _ mode: Mode,
        _ seller: Account,
        _ permissions: Set<Permission>,
        by person: Account.ID,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> Grant {
        if let standing = try transaction.standingGrant(of: application.id, mode, by: seller.id) {
            let all = try transaction.livingPermissions(of: standing.id).union(permissions)
            guard all != standing.permissions else { return standing }
            try transaction.setPermissions(all, of: standing.id)
            try self.tell(standing.with(all), application, seller, by: person, at: now, transaction)
            return standing
        }
        let grant = Grant(
            id: self.context.random.grantID(),
            applicationID: application.id,
            mode: mode,
            accountID: seller.id,
            permissions: permissions,
            grantedAt: now
        )
        try transaction.insert(grant)
        try self.tell(grant, application, seller, by: person, at: now, transaction)
        return grant
    }

    /// Tells both sides what an application may do from now on.
    private func tell(
        _ grant: Grant,
        _ application: Application,
        _ seller: Account,
        by person: Account.ID,
        at now: Timestamp,
        _ transaction: any Transaction
    ) throws {
        try self.note(grant, .grantGiven, .applicationAuthorized, application, by: person, at: now, transaction)
        try self.context.enqueue(
            .grantGiven,
            to: seller.email,
            seller.site.language,
            ["application": application.profile.name],
            at: now,
            in: transaction
        )
    }

    /// Writes what was done into the audit of both sides, and the event that tells the application.
    private func note(
        _ grant: Grant,
        _ action: AuditRecord.Action,
        _ kind: Event.Kind,
        _ application: Application,
        by actor: Account.ID?,
        at now: Timestamp,
        _ transaction: any Transaction
    ) throws {
        let detail = AuditDetail([
            .mode: grant.mode.rawValue, .permissions: grant.permissions.scope, .place: grant.accountID.description,
        ])
        for side in Set([grant.accountID, application.accountID]) {
            try self.context.audit(action, of: side, application.id, by: actor, detail, at: now, in: transaction)
        }
        try self.context.record(
            kind,
            of: application.accountID,
            application.id,
            grant.mode,
            about: grant.accountID.description,
            at: now,
            in: transaction
        )
    }
}
