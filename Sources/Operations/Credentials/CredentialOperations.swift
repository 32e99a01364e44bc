package import Domain
import Storage

/// What can be done with credentials.
package struct CredentialOperations: Sendable {
    let context: OperationContext

    /// The credentials of an application, masked.
    /// - Throws: `application_not_found`.
    package func credentials(of application: Application.ID) async throws -> [Credential] {
        try await self.context.store.read { transaction in
            guard try transaction.application(application) != nil else { throw Failure(.applicationNotFound) }
            return try transaction.credentials(of: application)
        }
    }

    /// Judges an Access Token: shape, tag, row, state, in this order; an invented one never reaches the database.
    /// - Throws: `StorageFailure` when the row cannot be read: then nothing is verified.
    package func verify(accessToken text: String) async throws -> Verification {
        guard let token = AccessToken(text: text) else {
            let isPublicKey = PublicKey(text: text) != nil
            return .denied(isPublicKey ? .publicKeyAsAccessToken : .malformed(.accessToken))
        }
        guard self.context.keyring.usable(.tag).contains(where: { token.isTagged(with: $0.material) }) else {
            return .denied(.unknown(.accessToken))
        }
        return try await self.judge(.accessToken, text)
    }

    /// Judges a Public Key.
    /// - Throws: `StorageFailure` when the row cannot be read: then nothing is verified.
    package func verify(publicKey text: String) async throws -> Verification {
        guard PublicKey(text: text) != nil else {
            return .denied(AccessToken(text: text) == nil ? .malformed(.publicKey) : .accessTokenAsPublicKey)
        }
        return try await self.judge(.publicKey, text)
    }

    private func judge(_ kind: Credential.Kind, _ text: String) async throws -> Verification {
        let now = self.context.time.now()
        for pepper in self.context.keyring.usable(.pepperToken) {
            let digest = self.context.keyring.digest(kind, text, with: pepper)
            if let caller = try await self.context.store.caller(digest: digest), caller.credential.kind == kind {
                return Verification.judge(caller, at: now)
            }
        }
        return .denied(.unknown(kind))
    }
}
