package import Domain
import Storage

/// A request for a token, as it came.
package struct TokenRequest: Sendable {
    /// What is exchanged.
    package enum Grant: Sendable {
        case code(Secret, redirectURL: String?, verifier: Secret?)
        case refreshToken(Secret)
        case clientCredentials
    }

    package let grant: Grant
    package let scope: String?
    /// Whether tokens for tests are asked for.
    package let wantsTest: Bool
    package let client: ClientProof
    package let keyProof: GivenProof?

    package init(_ grant: Grant, scope: String?, wantsTest: Bool, _ client: ClientProof, keyProof: GivenProof?) {
        self.grant = grant
        self.scope = scope
        self.wantsTest = wantsTest
        self.client = client
        self.keyProof = keyProof
    }
}

/// What the token endpoint does (RFC 6749 sections 4.1.3, 4.4 and 6; decision 0021).
package struct TokenOperations: Sendable {
    let context: OperationContext

    /// - Parameter audiences: What a client's assertion may name this server.
    /// - Throws: the failures of the client's proof, of the proof of a key, and of what is exchanged.
    package func issue(
        _ request: TokenRequest,
        from source: CallSource,
        audiences: Set<String>
    ) async throws -> IssuedToken {
        let client = try await ClientAuthenticator(context: self.context)
            .prove(request.client, from: source, audiences: audiences)
        var thumbprint: String?
        if let proof = request.keyProof { thumbprint = try await KeyProver(context: self.context).prove(proof) }
        guard thumbprint != nil || !client.client.requiresDPoP else { throw Failure(.keyProofMissing) }
        let outcome: TokenOutcome
        switch request.grant {
        case .code(let code, let redirectURL, let verifier):
            let given = CodeExchange.Given(
                code: code,
                redirectURL: redirectURL,
                verifier: verifier,
                wantsTest: request.wantsTest,
                thumbprint: thumbprint
            )
            outcome = try await CodeExchange(context: self.context, client: client).exchange(given)
        case .refreshToken(let token):
            outcome = try await TokenRefresh(context: self.context, client: client)
                .refresh(token, scope: request.scope, wantsTest: request.wantsTest, thumbprint: thumbprint)
        case .clientCredentials:
            outcome = .issued(try await self.issueOwn(request, client, thumbprint: thumbprint))
        }
        switch outcome {
        case .issued(let token): return token
        case .refused(let failure): throw failure
        }
    }

    /// A token of the application itself, for its own account.
    private func issueOwn(
        _ request: TokenRequest,
        _ client: ProvenClient,
        thumbprint: String?
    ) async throws -> IssuedToken {
        let application = client.application
        guard !client.isPublic else { throw Failure(.publicClientRefused) }
        guard application.settings.allowedFlows.contains(.clientCredentials) else { throw Failure(.flowNotAllowed) }
        let permissions = try Self.permissions(request.scope, within: application.settings.permissions)
        let mode = try self.ownMode(request, client)
        let issuer = TokenIssuer(context: self.context)
        let place = TokenIssuer.Place(ownOf: application, mode, permissions, keyThumbprint: thumbprint)
        let now = self.context.time.now()
        let lifetime = self.context.oauth.lifetimes.ownToken
        let token = issuer.accessToken(
            place,
            random: self.context.random.bytes(AccessToken.randomBytes),
            issued: now
        )
        let publicKey = try await self.context.store.write { transaction in
            guard let publicKey = try transaction.currentPublicKey(of: application.id, mode) else {
                throw Failure(.oauthModeMixed, expected: "an application with test credentials")
            }
            try issuer.insertAccessToken(token, place, at: now, lifetime: lifetime, in: transaction)
            return publicKey
        }
        return IssuedToken(
            accessToken: Secret(token.text),
            publicKey: publicKey,
            refreshToken: nil,
            lifetime: lifetime,
            permissions: permissions,
            userID: application.accountID,
            mode: mode,
            isBound: thumbprint != nil
        )
    }

    /// Test where it was asked for, or proved with a test Access Token, or where there is nothing else.
    private func ownMode(_ request: TokenRequest, _ client: ProvenClient) throws(Failure) -> Mode {
        if client.owner.testKind != nil || client.mode == .test || request.wantsTest { return .test }
        guard client.application.activatedAt != nil else { throw Failure(.clientNotActivated) }
        return .live
    }

    /// The permissions of a scope, which are all of those allowed when there is no scope.
    static func permissions(_ scope: String?, within allowed: Set<Permission>) throws(Failure) -> Set<Permission> {
        guard let scope else { return allowed }
        guard let permissions = Set<Permission>(scope: scope), permissions.isSubset(of: allowed) else {
            throw Failure(.scopeInvalid, expected: allowed.scope)
        }
        return permissions
    }
}

/// What comes of an exchange: a refusal too can have changed something that must stay changed.
enum TokenOutcome: Sendable {
    case issued(IssuedToken)
    case refused(Failure)
}
