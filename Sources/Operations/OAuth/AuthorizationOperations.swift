package import Domain
import Foundation
import Storage

/// An authorization request as the person who decides about it sees it.
package struct AskedAuthorization: Sendable {
    package let request: AuthorizationRequest
    package let application: Application
    /// Whom the application belongs to.
    package let owner: Account
    /// What the tokens will be good for.
    package let mode: Mode
    /// How long the application may act without the seller doing anything: with access while away, until it has not
    /// refreshed its tokens for so long.
    package let life: Duration

    /// What the seller is shown and agrees to, as one text.
    package var terms: String { "\(self.mode.rawValue) \(self.request.permissions.scope)" }
}

/// What comes of a look at an authorization request.
package enum AuthorizationStep: Sendable {
    case ask(AskedAuthorization)
    /// The person is sent back to the application with an answer.
    case answer(location: String)
    /// Shown on a page; nothing is sent anywhere.
    case refuse(Failure)
}

/// What can be done with authorization requests.
package struct AuthorizationOperations: Sendable {
    let context: OperationContext

    package static let requestURIPrefix = "urn:ietf:params:oauth:request_uri:"

    /// Judges a request for the page that asks a seller.
    ///
    /// Nothing is sent to the application before somebody is signed in, so that no link of a stranger bounces off this
    /// server; but for a request that forbids a page.
    /// - Parameter seller: Who is signed in; nil when nobody is.
    /// - Returns: Nil when somebody has to sign in first.
    package func look(
        _ parameters: AuthorizationParameters,
        seller: Account?,
        issuer: String
    ) async throws -> AuthorizationStep? {
        let (verdict, found, digest) = try await self.judge(parameters)
        switch verdict {
        case .refused(let failure): return .refuse(failure)
        case .answered(let failure, let address, let state):
            guard seller != nil || found?.parameters["prompt"] == "none" else { return nil }
            return .answer(location: Self.location(address, failure, state, issuer))
        case .accepted(let request):
            guard let found else { return .refuse(Failure(.authorizationClientUnknown)) }
            let isSilent = found.parameters["prompt"] == "none"
            guard let seller else {
                guard isSilent else { return nil }
                return .answer(
                    location: Self.location(request.redirectURL, Failure(.loginRequired), request.state, issuer)
                )
            }
            if isSilent {
                let failure = Failure(.interactionRequired)
                return .answer(location: Self.location(request.redirectURL, failure, request.state, issuer))
            }
            if let digest, try await self.isUsed(digest, found.application.id) {
                return .refuse(Failure(.pushedRequestUsed))
            }
            guard let mode = Self.mode(seller, found) else { return .refuse(Failure(.sellerMixed)) }
            return .ask(
                AskedAuthorization(
                    request: request,
                    application: found.application,
                    owner: found.owner,
                    mode: mode,
                    life: request.permissions.contains(.offlineAccess)
                        ? self.context.oauth.lifetimes.refreshToken : self.context.oauth.lifetimes.accessToken
                )
            )
        }
    }

    /// What a seller's tokens are good for: whatever a test account takes part in is for tests.
    ///
    /// Nil when the two do not go together: a real seller is nothing to test with, and not every application has test
    /// credentials.
    private static func mode(_ seller: Account, _ found: Found) -> Mode? {
        if found.owner.testKind != nil { return seller.testKind == nil ? nil : .test }
        guard seller.testKind != nil else { return .live }
        return found.application.profile.product.testMeans == .testPair ? .test : nil
    }

    /// Takes a seller's consent and gives where to send the person: to the application, with a code that works once.
    /// - Parameters:
    ///   - terms: What the seller was shown; nil where nothing is shown before.
    ///   - person: Who agrees; the seller, unless it is a member of theirs.
    /// - Throws: the failures of a request that cannot be answered, or `csrf_failed` when the terms have changed since.
    package func approve(
        _ parameters: AuthorizationParameters,
        terms: String? = nil,
        by seller: Account,
        person: Account.ID? = nil,
        issuer: String
    ) async throws -> String {
        let step = try await self.look(parameters, seller: seller, issuer: issuer)
        guard case .ask(let asked)? = step else { return try Self.refusal(step) }
        guard terms == nil || terms == asked.terms else { throw Failure(.csrfFailed) }
        let now = self.context.time.now()
        let request = asked.request
        let token = GrantToken(random: self.context.random.bytes(GrantToken.randomBytes), userID: seller.id)
        let code = AuthorizationCode(
            applicationID: asked.application.id,
            accountID: seller.id,
            mode: asked.mode,
            redirectURL: request.redirectURL,
            permissions: request.permissions,
            challenge: request.challenge,
            keyThumbprint: request.keyThumbprint,
            createdAt: now,
            expiresAt: now.adding(self.context.oauth.lifetimes.code),
            agreedBy: person ?? seller.id
        )
        let pushed = self.pushedDigest(parameters)
        try await self.context.store.write { transaction in
            if let pushed, try !transaction.usePushedRequest(pushed, at: now) { throw Failure(.pushedRequestUsed) }
            try transaction.insert(code, digest: self.context.keyring.digest(oauth: .code, token.text))
        }
        return Self.location(
            request.redirectURL,
            [("code", token.text), ("state", request.state), ("iss", issuer)]
        )
    }

    /// Takes a seller's refusal and gives where to send the person.
    /// - Throws: the failures of a request that cannot be answered.
    package func deny(
        _ parameters: AuthorizationParameters,
        by seller: Account,
        issuer: String
    ) async throws -> String {
        let step = try await self.look(parameters, seller: seller, issuer: issuer)
        guard case .ask(let asked)? = step else { return try Self.refusal(step) }
        let now = self.context.time.now()
        if let pushed = self.pushedDigest(parameters) {
            _ = try await self.context.store.write { try $0.usePushedRequest(pushed, at: now) }
        }
        return Self.location(asked.request.redirectURL, Failure(.authorizationRefused), asked.request.state, issuer)
    }

    /// Keeps a request that a client pushed, and gives the name by which it is asked for (RFC 9126).
    /// - Throws: what is wrong with the client or the request.
    package func push(
        _ parameters: AuthorizationParameters,
        _ proof: ClientProof,
        keyProof: GivenProof? = nil,
        from source: CallSource,
        audiences: Set<String>
    ) async throws -> (requestURI: String, seconds: Int64) {
        let client = try await ClientAuthenticator(context: self.context)
            .prove(proof, from: source, audiences: audiences)
        guard parameters["request_uri"] == nil else {
            throw Failure(.oauthParameterInvalid, field: "request_uri", expected: "none in a pushed request")
        }
        guard parameters["client_id"] == client.application.id.description else { throw Failure(.clientRefused) }
        // A proof that is pushed binds the code to its key (RFC 9449 section 10.1).
        var parameters = parameters
        if let keyProof {
            let thumbprint = try await KeyProver(context: self.context).prove(keyProof)
            guard parameters["dpop_jkt"] ?? thumbprint == thumbprint else {
                throw Failure(.keyProofInvalid, expected: "a proof of the key in dpop_jkt")
            }
            if parameters["dpop_jkt"] == nil {
                parameters = AuthorizationParameters(parameters.items + [.init("dpop_jkt", thumbprint)])
            }
        }
        let id = client.application.id
        let application = try await self.context.store.read { try $0.application(id) }
        switch AuthorizationRequest.judge(parameters, application, client.client) {
        case .refused(let failure), .answered(let failure, _, _): throw failure
        case .accepted: break
        }
        let name = Self.requestURIPrefix + Base64URL.text(self.context.random.bytes(24))
        let digest = self.context.keyring.digest(oauth: .pushedRequest, name)
        // What nobody reads is not kept.
        let known = parameters.items.filter { AuthorizationRequest.names.contains($0.name) }
        let kept = JSON.array(known.map { .array([.string($0.name), .string($0.value)]) }).compact
        let end = self.context.time.now().adding(Limits.pushedRequestLife)
        try await self.context.store.write { transaction in
            try transaction.insertPushedRequest(digest, of: client.application.id, parameters: kept, until: end)
        }
        return (name, Limits.pushedRequestLife.components.seconds)
    }

    /// Where a request that is not to be asked about leads.
    private static func refusal(_ step: AuthorizationStep?) throws(Failure) -> String {
        switch step {
        case .answer(let location)?: return location
        case .refuse(let failure)?: throw failure
        case .ask?, nil: throw Failure(.authorizationClientUnknown)
        }
    }

    private struct Found {
        let application: Application
        let owner: Account
        let parameters: AuthorizationParameters
    }

    /// - Returns: The verdict, what it is about, and the digest of the pushed request it came by.
    private func judge(
        _ parameters: AuthorizationParameters
    ) async throws -> (AuthorizationRequest.Verdict, Found?, [UInt8]?) {
        let id = parameters["client_id"].flatMap { Application.ID(text: $0) }
        let now = self.context.time.now()
        let digest = self.pushedDigest(parameters)
        return try await self.context.store.read { transaction in
            guard let id, let application = try transaction.application(id),
                let owner = try transaction.account(application.accountID)
            else { return (AuthorizationRequest.judge(parameters, nil, .standard), nil, nil) }
            var effective = parameters
            if let digest {
                guard let kept = try transaction.pushedRequest(digest, of: id, at: now) else {
                    return (.refused(Failure(.pushedRequestUnknown)), nil, nil)
                }
                effective = Self.parameters(kept: kept.parameters)
            }
            let client = try transaction.oauthClient(id)
            let found = Found(application: application, owner: owner, parameters: effective)
            return (AuthorizationRequest.judge(effective, application, client), found, digest)
        }
    }

    private func isUsed(_ digest: [UInt8], _ application: Application.ID) async throws -> Bool {
        let now = self.context.time.now()
        return try await self.context.store.read {
            try $0.pushedRequest(digest, of: application, at: now)?.isUsed ?? true
        }
    }

    private func pushedDigest(_ parameters: AuthorizationParameters) -> [UInt8]? {
        guard let name = parameters["request_uri"], name.hasPrefix(Self.requestURIPrefix), name.utf8.count <= 100 else {
            return nil
        }
        return self.context.keyring.digest(oauth: .pushedRequest, name)
    }

    private static func parameters(kept text: String) -> AuthorizationParameters {
        guard let json = try? JSON(parsing: Array(text.utf8)), case .array(let items) = json else {
            return AuthorizationParameters([])
        }
        return AuthorizationParameters(
            items.compactMap { item in
                guard case .array(let sides) = item, sides.count == 2, let name = sides[0].string,
                    let value = sides[1].string
                else { return nil }
                return AuthorizationParameters.Item(name, value)
            }
        )
    }

    private static func location(_ address: String, _ failure: Failure, _ state: String?, _ issuer: String) -> String {
        self.location(
            address,
            [
                ("error", failure.code.oauthError), ("error_description", failure.message), ("state", state),
                ("iss", issuer), ("llavero_code", failure.code.rawValue),
            ]
        )
    }

    private static func location(_ address: String, _ items: [(name: String, value: String?)]) -> String {
        let query = items.compactMap { item in item.value.map { "\(item.name)=\(Self.encoded($0))" } }
            .joined(separator: "&")
        return "\(address)\(address.contains("?") ? "&" : "?")\(query)"
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        )
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
