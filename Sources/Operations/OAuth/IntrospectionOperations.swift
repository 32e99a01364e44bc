package import Domain
import Storage

/// What is known of a token that works (RFC 7662 section 2.2).
package struct ActiveToken: Sendable {
    /// What a token is for.
    package enum Kind: String, Sendable {
        case accessToken = "access_token"
        case refreshToken = "refresh_token"
    }

    package let kind: Kind
    /// Who presents it, of an Access Token.
    package let caller: Caller?
    package let applicationID: Application.ID
    package let accountID: Account.ID
    package let mode: Mode
    package let permissions: Set<Permission>
    package let issuedAt: Timestamp
    package let expiresAt: Timestamp?
    /// The key it is bound to (RFC 9449 section 6.2).
    package let keyThumbprint: String?
}

/// What a client may learn of its own tokens, and how it ends them.
package struct IntrospectionOperations: Sendable {
    let context: OperationContext

    /// - Returns: Nil for everything but a token of this client that works.
    /// - Throws: the failures of the client's proof.
    package func introspect(
        _ token: Secret,
        _ proof: ClientProof,
        from source: CallSource,
        audiences: Set<String>
    ) async throws -> (token: ActiveToken?, client: Application.ID) {
        let client = try await ClientAuthenticator(context: self.context)
            .prove(proof, from: source, audiences: audiences)
        // Whoever only names themselves learns nothing: the name is public.
        guard !client.isPublic else { throw Failure(.clientRefused) }
        let text = token.reveal()
        let known = CredentialOperations(context: self.context).rememberedCaller(accessToken: text)
        let found: ActiveToken? =
            if let known { self.active(known) } else { try await self.token(text) }
        // A secret for tests learns nothing of production.
        let isOwn = found?.applicationID == client.application.id && (client.mode != .test || found?.mode == .test)
        return (isOwn ? found : nil, client.application.id)
    }

    /// Ends a token (RFC 7009): a refresh token with everything that came of it, an Access Token by itself.
    /// - Throws: the failures of the client's proof, `token_of_another_client` or `token_type_unsupported`.
    package func revoke(
        _ token: Secret,
        _ proof: ClientProof,
        from source: CallSource,
        audiences: Set<String>
    ) async throws {
        let client = try await ClientAuthenticator(context: self.context)
            .prove(proof, from: source, audiences: audiences)
        let text = token.reveal()
        if GrantToken(text) != nil {
            try await self.revokeRefreshToken(text, of: client)
        } else {
            try await self.revokeAccessToken(text, of: client)
        }
    }

    private func token(_ text: String) async throws -> ActiveToken? {
        try await text.hasPrefix(GrantToken.prefix) ? self.refreshToken(text) : self.accessToken(text)
    }

    private func accessToken(_ text: String) async throws -> ActiveToken? {
        try await CredentialOperations(context: self.context).caller(accessToken: text).flatMap(self.active)
    }

    private func active(_ caller: Caller) -> ActiveToken? {
        guard case .allowed = Verification.judge(caller, at: self.context.time.now())
        else { return nil }
        let credential = caller.credential
        return ActiveToken(
            kind: .accessToken,
            caller: caller,
            applicationID: credential.applicationID,
            accountID: credential.accountID,
            mode: credential.mode,
            permissions: caller.permissions,
            issuedAt: credential.createdAt,
            expiresAt: credential.expiresAt,
            keyThumbprint: credential.oauth?.keyThumbprint
        )
    }

    private func refreshToken(_ text: String) async throws -> ActiveToken? {
        let now = self.context.time.now()
        guard GrantToken(text) != nil, let found = try await self.found(text), found.usedAt == nil,
            found.family.endedAt == nil, now < found.expiresAt
        else { return nil }
        return ActiveToken(
            kind: .refreshToken,
            caller: nil,
            applicationID: found.family.applicationID,
            accountID: found.family.accountID,
            mode: found.family.mode,
            permissions: found.family.permissions,
            issuedAt: found.createdAt,
            expiresAt: found.expiresAt,
            keyThumbprint: found.family.keyThumbprint
        )
    }

    private func found(_ text: String) async throws -> RefreshToken? {
        let digests = self.context.keyring.digests(oauth: .refreshToken, text)
        return try await self.context.store.read { transaction in
            for digest in digests {
                if let token = try transaction.refreshToken(digest) { return token }
            }
            return nil
        }
    }

    private func revokeRefreshToken(_ text: String, of client: ProvenClient) async throws {
        guard let token = try await self.found(text) else { return }
        guard token.family.applicationID == client.application.id, client.mode != .test || token.family.mode == .test
        else { throw Failure(.tokenOfAnotherClient) }
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            try transaction.end(token.family.id, .revoked, at: now)
            try self.note(token.family.accountID, token.family.mode, "refresh_token", client, at: now, transaction)
        }
    }

    /// Writes into the audit of both sides that a client ended a token.
    private func note(
        _ account: Account.ID,
        _ mode: Mode,
        _ what: String,
        _ client: ProvenClient,
        at now: Timestamp,
        _ transaction: any Transaction
    ) throws {
        let detail = AuditDetail([.mode: mode.rawValue, .credential: what, .place: account.description])
        for side in Set([account, client.owner.id]) {
            try self.context.audit(
                .tokenRevoked,
                of: side,
                client.application.id,
                by: nil,
                detail,
                at: now,
                in: transaction
            )
        }
    }

    private func revokeAccessToken(_ text: String, of client: ProvenClient) async throws {
        let credentials = CredentialOperations(context: self.context)
        guard let caller = try await credentials.caller(accessToken: text) else { return }
        guard caller.application.id == client.application.id, client.mode != .test || caller.mode == .test else {
            throw Failure(.tokenOfAnotherClient)
        }
        guard caller.credential.oauth != nil else { throw Failure(.tokenTypeUnsupported) }
        let now = self.context.time.now()
        let credential = caller.credential
        try await self.context.store.write { transaction in
            guard try transaction.revokeIssued(credential.id, at: now) else { return }
            try self.note(credential.accountID, credential.mode, "access_token", client, at: now, transaction)
        }
    }
}
