package import Domain
import Storage

/// What came with a request to prove which client sends it.
package struct ClientProof: Sendable {
    /// `client_id` of the body.
    package var clientID: String?
    /// `client_secret` of the body.
    package var secret: Secret?
    /// The two sides of a Basic header.
    package var basic: (id: String, secret: Secret)?
    /// `client_assertion_type` and `client_assertion`.
    package var assertion: (type: String, text: Secret)?

    package init() {}
}

/// A client that has proved itself, or cannot.
package struct ProvenClient: Sendable {
    package let application: Application
    package let client: OAuthClient
    /// The owner of the application.
    package let owner: Account
    /// The one mode whose tokens it gets; nil when what it proved itself with is good for both.
    package let mode: Mode?
    /// Whether it proved nothing but its name.
    package let isPublic: Bool
}

/// Finds out which client sends a request (RFC 6749 section 2.3, RFC 7523).
struct ClientAuthenticator: Sendable {
    let context: OperationContext

    /// - Parameter audiences: What an assertion may name this server.
    /// - Throws: `client_refused` for everything a stranger could try; the holder of a whole secret learns more.
    func prove(_ proof: ClientProof, from source: CallSource, audiences: Set<String>) async throws -> ProvenClient {
        let now = self.context.time.now()
        let ways = [proof.basic != nil, proof.secret != nil, proof.assertion != nil]
        guard ways.count(where: \.self) <= 1 else { throw Failure(.clientAuthenticationTwice) }
        try self.context.attempts.take("client|\(source.address)", .clientsOfAddress, at: now)
        let client: ProvenClient
        if let assertion = proof.assertion {
            client = try await self.assertion(assertion, proof.clientID, audiences, at: now)
        } else if let secret = proof.basic?.secret ?? proof.secret {
            if let basic = proof.basic, let named = proof.clientID, named != basic.id {
                throw Failure(.clientRefused)
            }
            client = try await self.secret(secret, proof.basic?.id ?? proof.clientID, from: source, at: now)
        } else {
            client = try await self.name(proof.clientID)
        }
        guard !client.application.isOff else { throw Failure(.applicationBlocked) }
        guard client.owner.blockedAt == nil else { throw Failure(.accountBlocked) }
        self.context.attempts.giveBack("client|\(source.address)")
        try self.context.attempts.take("calls|\(client.application.id)", self.context.oauth.callsRule, at: now)
        return client
    }

    /// A client that keeps no secret names itself.
    private func name(_ text: String?) async throws -> ProvenClient {
        guard let text else { throw Failure(.oauthParameterMissing, field: "client_id") }
        guard let found = try await self.found(text), found.client.isPublic else { throw Failure(.clientRefused) }
        return ProvenClient(
            application: found.application,
            client: found.client,
            owner: found.owner,
            mode: nil,
            isPublic: true
        )
    }

    private func secret(
        _ secret: Secret,
        _ name: String?,
        from source: CallSource,
        at now: Timestamp
    ) async throws -> ProvenClient {
        let text = secret.reveal()
        // SDKs send the application's Access Token in the place of the secret.
        let token = AccessToken(text: text)
        guard token != nil || name != nil else { throw Failure(.oauthParameterMissing, field: "client_id") }
        let credentials = CredentialOperations(context: self.context)
        let holder: Caller?
        if let token {
            holder = try await credentials.caller(holding: token, text)
        } else {
            holder = ClientSecret.isWellFormed(text) ? try await credentials.caller(.clientSecret, text) : nil
        }
        guard let caller = holder, caller.credential.shareID == nil, caller.credential.oauth == nil,
            name == nil || name == caller.application.id.description,
            let found = try await self.found(caller.application.id.description)
        else { throw Failure(.clientRefused) }
        guard caller.credential.revokedAt == nil else { throw Failure(.clientSecretRevoked) }
        if let end = caller.credential.expiresAt, end <= now { throw Failure(.clientSecretExpired) }
        guard found.client.authentication != .privateKey else {
            throw Failure(.clientAuthenticationMethod, expected: OAuthClient.Authentication.privateKey.rawValue)
        }
        self.context.usage.record(caller.credential.id, from: source, at: now)
        return ProvenClient(
            application: found.application,
            client: found.client,
            owner: found.owner,
            mode: token == nil ? nil : caller.mode,
            isPublic: false
        )
    }

    private func assertion(
        _ given: (type: String, text: Secret),
        _ name: String?,
        _ audiences: Set<String>,
        at now: Timestamp
    ) async throws -> ProvenClient {
        guard given.type == ClientAssertion.type else {
            throw Failure(.oauthParameterInvalid, field: "client_assertion_type", expected: ClientAssertion.type)
        }
        let assertion = try ClientAssertion(given.text.reveal(), audiences: audiences, at: now)
        guard name == nil || name == assertion.clientID.description,
            let found = try await self.found(assertion.clientID.description),
            found.client.authentication == .privateKey, assertion.isSigned(with: found.client.keys)
        else { throw Failure(.clientRefused) }
        let digest = self.context.keyring.digest(
            oauth: .clientAssertion,
            "\(assertion.clientID)|\(assertion.id)"
        )
        let end = assertion.expiresAt.adding(ClientAssertion.leeway)
        let isNew = try await self.context.store.write { try $0.useOnce(digest, until: end) }
        guard isNew else { throw Failure(.clientAssertionReplayed) }
        return ProvenClient(
            application: found.application,
            client: found.client,
            owner: found.owner,
            mode: nil,
            isPublic: false
        )
    }

    private func found(_ name: String) async throws -> (application: Application, client: OAuthClient, owner: Account)?
    {
        guard let id = Application.ID(text: name) else { return nil }
        return try await self.context.store.read { transaction in
            guard let application = try transaction.application(id),
                let owner = try transaction.account(application.accountID)
            else { return nil }
            return (application, try transaction.oauthClient(id), owner)
        }
    }
}

/// What an operator sets for the authorization server.
package struct OAuthPolicy: Sendable {
    package let lifetimes: OAuthLifetimes
    package let callsPerHour: Int

    package init(lifetimes: OAuthLifetimes = .standard, callsPerHour: Int = Limits.oauthCallsPerHourDefault) {
        self.lifetimes = lifetimes
        self.callsPerHour = callsPerHour
    }

    var callsRule: AttemptLimiter.Rule {
        AttemptLimiter.Rule(max: self.callsPerHour, span: .hours(1), code: .rateLimited)
    }
}
