import Crypto
package import Domain
import Storage

/// What can be done with credentials.
package struct CredentialOperations: Sendable {
    let context: OperationContext

    /// The credentials of an application, masked.
    /// - Throws: `application_not_found`.
    package func credentials(of application: Application.ID, as actor: Actor) async throws -> [Credential] {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return try transaction.credentials(of: application.id)
        }
    }

    /// When each credential of an application was last used, up to the last flush; those never used are missing.
    /// - Throws: `application_not_found`.
    package func lastUses(
        of application: Application.ID,
        as actor: Actor
    ) async throws -> [Credential.ID: Timestamp] {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return try transaction.lastUses(of: application.id)
        }
    }

    /// When the pair of each share of an application was last used; those never used are missing.
    /// - Throws: `application_not_found`.
    package func lastUsesOfShares(of application: Application.ID, as actor: Actor) async throws -> [Share.ID: Timestamp]
    {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            let uses = try transaction.lastUses(of: application.id)
            var last: [Share.ID: Timestamp] = [:]
            for credential in try transaction.credentials(of: application.id) {
                guard let share = credential.shareID, let use = uses[credential.id] else { continue }
                last[share] = max(use, last[share] ?? use)
            }
            return last
        }
    }
}
