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

    /// Whether there is anything to prove with but a name.
    package var isGiven: Bool { self.basic != nil || self.secret != nil || self.assertion != nil }
}

/// A client that has proved itself, or cannot.
package struct ProvenClient: Sendable {
    /// Without its redirect URLs.
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

    /// Longer names are nobody's, and are counted together.
    private static let nameCharactersMax = 20

    /// - Parameter audiences: What an assertion may name this server.
    /// - Throws: `client_refused` for everything a stranger could try; the holder of a whole secret learns more.
    func prove(_ proof: ClientProof, from source: CallSource, audiences: Set<String>) async throws -> ProvenClient {
        let now = self.context.time.now()
        let ways = [proof.basic != nil, proof.secret != nil, proof.assertion != nil]
        guard ways.count(where: \.self) <= 1 else { throw Failure(.clientAuthenticationTwice) }
        let refused = self.context.refusedClients
        try refused.check(Self.place(source), .clientsOfAddress, at: now)
        try refused.check(Self.place(source, proof), .refusalsOfClient, at: now)
        let client: ProvenClient
        do {
            client =
                if let known = try self.remembered(proof, from: source, at: now) { known } else {
                    try await self.proven(proof, from: source, audiences, at: now)
                }
        } catch let failure as Failure {
            try refused.take(Self.place(source), .clientsOfAddress, at: now)
            try refused.take(Self.place(source, proof), .refusalsOfClient, at: now)
            throw failure
        }
        guard !client.application.isOff else { throw Failure(.applicationBlocked) }
        guard client.owner.blockedAt == nil else { throw Failure(.accountBlocked) }
        // Whoever only names a public client must not use up its calls for everybody.
        let calls = "calls|\(client.application.id)"
        let caller = client.isPublic ? "\(calls)|\(Self.place(source))" : calls
        try self.context.attempts.take(caller, self.context.oauth.callsRule, at: now)
        return client
    }

    /// Where a refusal is counted: by network, and there by the client it is about.
    private static func place(_ source: CallSource, _ proof: ClientProof? = nil) -> String {
        let network = Visitor(address: source.address, userAgent: nil).network
        guard let proof else { return network }
        return "\(network)|\((proof.basic?.id ?? proof.clientID ?? "").prefix(Self.nameCharactersMax))"
    }

    private func proven(
        _ proof: ClientProof,
        from source: CallSource,
        _ audiences: Set<String>,
        at now: Timestamp
    ) async throws -> ProvenClient {
        if let assertion = proof.assertion {
            return try await self.assertion(assertion, proof.clientID, audiences, at: now)
        }
        guard let secret = proof.basic?.secret ?? proof.secret else { return try await self.name(proof.clientID) }
        let name = try Self.name(proof)
        guard let holder = try await self.holder(of: secret.reveal(), isNamed: name != nil) else {
            throw Failure(.clientRefused)
        }
        return try self.client(holder, name, from: source, at: now)
    }

    /// What can be said of a secret without asking the database; nil when it has to be asked.
    private func remembered(_ proof: ClientProof, from source: CallSource, at now: Timestamp) throws -> ProvenClient? {
        guard proof.assertion == nil, let secret = proof.basic?.secret ?? proof.secret,
            let holder = self.context.verdicts.holder(TextKey(secret.reveal()))
        else { return nil }
        let name = try Self.name(proof)
        guard name != nil || holder.credential.kind == .accessToken else { return nil }
        return try self.client(holder, name, from: source, at: now)
    }

    /// The one name of the client, by the header or the body.
    private static func name(_ proof: ClientProof) throws(Failure) -> String? {
        if let basic = proof.basic, let named = proof.clientID, named != basic.id { throw Failure(.clientRefused) }
        return proof.basic?.id ?? proof.clientID
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

    /// The client that holds a secret.
    private func client(
        _ holder: ClientHolder,
        _ name: String?,
        from source: CallSource,
        at now: Timestamp
    ) throws(Failure) -> ProvenClient {
        guard holder.credential.shareID == nil, name == nil || name == holder.client.application.id.description else {
            throw Failure(.clientRefused)
        }
        let (credential, found) = (holder.credential, holder.client)
        guard credential.revokedAt == nil else { throw Failure(.clientSecretRevoked) }
        if let end = credential.expiresAt, end <= now { throw Failure(.clientSecretExpired) }
        let denial = holder.restrictions?.denial(credential.kind, address: source.address, origin: nil)
        if let denial { throw denial.failure }
        guard found.client.authentication != .privateKey else {
            throw Failure(.clientAuthenticationMethod, expected: OAuthClient.Authentication.privateKey.rawValue)
        }
        self.context.usage.record(credential.id, from: source, at: now)
        return ProvenClient(
            application: found.application,
            client: found.client,
            owner: found.owner,
            mode: credential.kind == .accessToken ? credential.mode : nil,
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

    /// The credential of a pair that is sent as a secret, and whose it is; an invented Access Token is not looked for.
    ///
    /// SDKs send the application's Access Token in the place of the secret, some without naming the application.
    private func holder(of text: String, isNamed: Bool) async throws -> ClientHolder? {
        let (keyring, verdicts) = (self.context.keyring, self.context.verdicts)
        let key = TextKey(text)
        let token = AccessToken(text: text)
        guard token != nil || isNamed else { throw Failure(.oauthParameterMissing, field: "client_id") }
        if let token { guard keyring.hasTagged(token) else { return nil } }
        guard token != nil || ClientSecret.isWellFormed(text) else { return nil }
        let kind: Credential.Kind = token == nil ? .clientSecret : .accessToken
        let mark = verdicts.ledger.mark()
        for pepper in keyring.usable(.pepperToken) {
            let digest = keyring.digest(kind, text, with: pepper)
            if let holder = try await self.context.soon({ try await $0.client(holding: digest) }),
                holder.credential.kind == kind
            {
                verdicts.remember(holder, key, mark)
                return holder
            }
        }
        return nil
    }

    private func found(_ name: String) async throws -> ClientApplication? {
        guard let id = Application.ID(text: name) else { return nil }
        return try await self.context.soon { try await $0.client(id) }
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
