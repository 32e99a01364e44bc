package import Domain
import Storage

/// What can be done about the way an application proves itself.
package struct OAuthClientOperations: Sendable {
    let context: OperationContext

    /// - Throws: `application_not_found`.
    package func client(of application: Application.ID, as actor: Actor) async throws -> OAuthClient {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return try transaction.oauthClient(application.id)
        }
    }

    /// - Throws: `application_not_found`, `role_insufficient` or `application_deleted`.
    package func set(_ client: OAuthClient, of application: Application.ID, as actor: Actor) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            let application = try transaction.standingApplication(application, for: actor, .administer)
            try transaction.set(client, of: application.id)
            try self.context.audit(
                .clientEdited,
                of: application.accountID,
                application.id,
                by: actor.accountID,
                AuditDetail([.way: client.authentication.rawValue, .options: Self.options(client)]),
                at: now,
                in: transaction
            )
        }
    }

    private static func options(_ client: OAuthClient) -> String? {
        let options = [
            client.requiresDPoP ? "DPoP" : nil, client.allowsPlainChallenge ? "plain" : nil,
            client.keys.isEmpty ? nil : "keys: \(client.keys.count)",
        ]
        .compactMap(\.self)
        return options.isEmpty ? nil : options.joined(separator: ", ")
    }
}
