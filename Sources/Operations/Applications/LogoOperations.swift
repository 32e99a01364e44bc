package import Domain
import Storage

/// What can be done with an application's logo.
package struct LogoOperations: Sendable {
    let context: OperationContext

    /// Sets or removes the logo.
    /// - Parameter picture: A PNG that was drawn here; nil removes what there is.
    /// - Throws: `application_not_found`, `role_insufficient` or `application_deleted`.
    package func set(_ picture: [UInt8]?, of id: Application.ID, as actor: Actor) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            let application = try transaction.standingApplication(id, for: actor, .develop)
            if let picture {
                try transaction.setLogo(picture, of: id, at: now)
            } else {
                try transaction.deleteLogo(of: id)
            }
            try self.context.audit(
                .applicationEdited,
                of: application.accountID,
                id,
                by: actor.accountID,
                AuditDetail([.name: application.profile.name, .way: picture == nil ? "logo_removed" : "logo"]),
                at: now,
                in: transaction
            )
        }
    }

    /// The logo, which anybody may see; nil when there is none, or the application is deleted.
    package func logo(of id: Application.ID) async throws -> [UInt8]? {
        try await self.context.store.read { transaction in
            guard try transaction.application(id)?.deletedAt == nil else { return nil }
            return try transaction.logo(of: id)
        }
    }

    package func hasLogo(_ id: Application.ID) async throws -> Bool {
        try await self.context.store.read { try $0.hasLogo(id) }
    }
}
