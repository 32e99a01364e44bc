package import Domain
import Storage

extension ApplicationOperations {
    /// Changes what an application says about itself and how it may be used.
    /// - Parameter edit: Makes the new profile and settings of the present ones.
    /// - Throws: `application_not_found`, `application_deleted`, `product_means_differ`, `activation_incomplete`, or what
    ///   the site refuses.
    package func edit(
        _ id: Application.ID,
        as actor: Actor,
        _ edit: @escaping @Sendable (Application) throws(Failure) -> (ApplicationProfile, ApplicationSettings)
    ) async throws -> Application {
        try await self.change(id, .applicationEdited, .develop, as: actor) { application, site, _ throws(Failure) in
            let (profile, settings) = try edit(application)
            try Self.check(profile, in: site)
            try application.edit(profile, settings)
        }
    }

    /// Activates production.
    /// - Throws: `application_not_found` or `application_deleted`.
    package func activate(
        _ id: Application.ID,
        industry: Industry,
        website: WebAddress,
        as actor: Actor
    ) async throws -> Application {
        try await self.change(id, .applicationActivated, as: actor) { application, _, now throws(Failure) in
            try application.activate(industry, website, at: now)
        }
    }

    /// Puts an application into the bin: off at once, and restorable for 30 days.
    /// - Throws: `application_not_found` or `application_deleted`.
    package func delete(_ id: Application.ID, as actor: Actor) async throws -> Application {
        try await self.change(id, .applicationDeleted, as: actor) { application, _, now throws(Failure) in
            try application.delete(at: now)
        }
    }

    /// Takes an application out of the bin.
    /// - Throws: `application_not_found`, `application_not_deleted` or `application_gone`.
    package func restore(_ id: Application.ID, as actor: Actor) async throws -> Application {
        try await self.change(id, .applicationRestored, as: actor) { application, _, now throws(Failure) in
            try application.restore(at: now)
        }
    }

    private func change(
        _ id: Application.ID,
        _ action: AuditRecord.Action,
        _ right: Right = .administer,
        as actor: Actor,
        _ change: @escaping @Sendable (inout Application, Site, Timestamp) throws(Failure) -> Void
    ) async throws -> Application {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            var application = try transaction.application(id, for: actor, right)
            guard let owner = try transaction.account(application.accountID) else { throw Failure(.accountNotFound) }
            try change(&application, owner.site, now)
            try transaction.update(application)
            try self.context.audit(
                action,
                of: application.accountID,
                application.id,
                by: actor.accountID,
                AuditDetail([.name: application.profile.name]),
                at: now,
                in: transaction
            )
            return application
        }
    }
}
