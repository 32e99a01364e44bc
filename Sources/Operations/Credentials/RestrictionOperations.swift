package import Domain
import Storage

/// What can be done about from where, and how often, a pair works.
package struct RestrictionOperations: Sendable {
    let context: OperationContext

    /// - Throws: `application_not_found` or `share_not_found`.
    package func restrictions(of pair: RestrictedPair, as actor: Actor) async throws -> Restrictions {
        try await self.context.store.read { transaction in
            _ = try transaction.application(pair.applicationID, for: actor, .view)
            try Self.check(pair, in: transaction)
            return try transaction.restrictions(of: pair)
        }
    }

    /// Sets them, at once for every credential of the pair.
    /// - Throws: `application_not_found`, `role_insufficient`, `application_deleted` or `share_not_found`.
    package func set(_ restrictions: Restrictions, of pair: RestrictedPair, as actor: Actor) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            let application = try transaction.standingApplication(pair.applicationID, for: actor, .administer)
            try Self.check(pair, in: transaction)
            try transaction.set(restrictions, of: pair)
            try self.context.audit(
                .pairRestricted,
                of: application.accountID,
                application.id,
                by: actor.accountID,
                AuditDetail([
                    .mode: pair.mode.rawValue, .share: pair.shareID?.text, .options: Self.options(restrictions),
                ]),
                at: now,
                in: transaction
            )
        }
    }

    /// The pair of a share, for whoever sees its application.
    /// - Throws: `share_not_found`.
    package func pair(of share: Share.ID, as actor: Actor) async throws -> RestrictedPair {
        try await self.context.store.read { transaction in
            guard let share = try transaction.share(share), actor.administers(share.ownerID) else {
                throw Failure(.shareNotFound)
            }
            return RestrictedPair(share.applicationID, share.mode, share: share.id)
        }
    }

    private static func check(_ pair: RestrictedPair, in transaction: any ReadTransaction) throws {
        guard let id = pair.shareID else { return }
        guard let share = try transaction.share(id), share.applicationID == pair.applicationID,
            share.mode == pair.mode
        else { throw Failure(.shareNotFound) }
    }

    private static func options(_ restrictions: Restrictions) -> String? {
        let options = [
            restrictions.networks.isEmpty ? nil : "networks: \(restrictions.networks.count)",
            restrictions.origins.isEmpty ? nil : "origins: \(restrictions.origins.count)",
            restrictions.callsPerMinute.map { "calls per minute: \($0)" },
        ]
        .compactMap(\.self)
        return options.isEmpty ? nil : options.joined(separator: ", ")
    }
}
