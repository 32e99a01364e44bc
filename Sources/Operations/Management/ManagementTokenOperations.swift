package import Domain
import Storage

/// What can be done with the tokens of the management API.
package struct ManagementTokenOperations: Sendable {
    let context: OperationContext

    /// Issues a token; its text is shown this once.
    /// - Parameters:
    ///   - accountID: The account it may administer; nil for everything.
    ///   - life: Nil for no end.
    /// - Throws: `account_not_found` or `management_token_name_invalid`.
    package func issue(
        named name: String,
        for accountID: Account.ID?,
        life: Duration?
    ) async throws -> (ManagementToken, text: Secret) {
        let now = self.context.time.now()
        let text = Secret(ManagementToken.prefix + self.context.random.sessionToken().reveal())
        let token = try ManagementToken(
            id: self.context.random.managementTokenID(),
            accountID: accountID,
            name: name,
            createdAt: now,
            expiresAt: life.map { now.adding($0) }
        )
        try await self.context.store.write { transaction in
            if let accountID, try transaction.account(accountID) == nil { throw Failure(.accountNotFound) }
            try transaction.insert(token, digest: self.context.keyring.digest(managementToken: text))
        }
        return (token, text)
    }

    /// All tokens, newest first, and the instant at which they are usable or not.
    package func tokens() async throws -> (tokens: [ManagementToken], at: Timestamp) {
        let now = self.context.time.now()
        return (try await self.context.store.read { try $0.managementTokens(limit: Limits.rowsShownMax) }, now)
    }

    /// Ends a token.
    /// - Throws: `management_token_not_found`.
    package func revoke(_ id: ManagementToken.ID) async throws {
        let now = self.context.time.now()
        let isRevoked = try await self.context.store.write { try $0.revokeManagementToken(id, at: now) }
        guard isRevoked else { throw Failure(.managementTokenNotFound) }
    }

    /// Who acts with a token.
    /// - Throws: `management_token_refused`, whatever is wrong with it.
    package func actor(presenting text: String) async throws -> Actor {
        guard ManagementToken.isShape(text) else { throw Failure(.managementTokenRefused) }
        let digest = self.context.keyring.digest(managementToken: Secret(text))
        let token = try await self.context.store.read { try $0.managementToken(digest: digest) }
        guard let token, token.isUsable(at: self.context.time.now()) else { throw Failure(.managementTokenRefused) }
        return token.actor
    }
}
