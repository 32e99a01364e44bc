import Crypto
package import Domain
package import Operations

/// An application with an address to return to, its owner, and a seller.
package struct OAuthWorld: Sendable {
    package static let redirect = "https://shop.example/cb"
    package static let issuer = "https://llavero.example"
    package static let verifier = String(repeating: "v", count: 43)

    package let harness: Harness
    package let owner: Account
    package let issued: IssuedApplication
    package let seller: Account

    package init(_ harness: Harness, redirect: String = Self.redirect, requiresPKCE: Bool = true) async throws {
        self.harness = harness
        self.owner = try await harness.account(email: "marketplace@shop.example")
        self.issued = try await Self.application(harness, of: self.owner, redirect, requiresPKCE: requiresPKCE)
        self.seller = try await harness.account(.argentina, email: "seller@shop.example")
    }

    package static func application(
        _ harness: Harness,
        of owner: Account,
        _ redirect: String = Self.redirect,
        requiresPKCE: Bool = true
    ) async throws -> IssuedApplication {
        let profile = try ApplicationProfile(
            name: "Marketplace",
            industry: .retail,
            website: WebAddress("https://shop.example"),
            product: .checkoutAPIPayments
        )
        return try await harness.operations.applications.create(
            profile,
            settings: try ApplicationSettings(redirectURLs: [try RedirectURL(redirect)], requiresPKCE: requiresPKCE),
            for: owner.id,
            as: .operator
        )
    }

    package var clientID: String { self.issued.application.id.description }
    private var operations: Operations { self.harness.operations }

    /// The proof by Client ID and Client Secret.
    package var proof: ClientProof { Self.proof(of: self.issued) }

    package static func proof(of issued: IssuedApplication) -> ClientProof {
        var proof = ClientProof()
        proof.clientID = issued.application.id.description
        proof.secret = issued.credentials.clientSecret
        return proof
    }

    package static func challenge(_ verifier: String = Self.verifier) -> String {
        Base64URL.text(Array(SHA256.hash(data: Array(verifier.utf8))))
    }

    /// A good request with changes; a change to nil leaves the parameter out.
    package func parameters(_ changes: [String: String?] = [:]) -> AuthorizationParameters {
        var values: [(String, String?)] = [
            ("response_type", "code"), ("client_id", self.clientID), ("platform_id", "mp"), ("state", "s"),
            ("redirect_uri", Self.redirect), ("code_challenge", Self.challenge()), ("code_challenge_method", "S256"),
        ]
        for (name, value) in changes {
            if let index = values.firstIndex(where: { $0.0 == name }) {
                values[index].1 = value
            } else {
                values.append((name, value))
            }
        }
        return AuthorizationParameters(values.compactMap { name, value in value.map { .init(name, $0) } })
    }

    /// The code that a seller's consent gives.
    package func code(_ changes: [String: String?] = [:], seller: Account? = nil) async throws -> Secret {
        let location = try await self.operations.authorization.approve(
            self.parameters(changes),
            by: seller ?? self.seller,
            issuer: Self.issuer
        )
        guard let match = location.firstMatch(of: /[?&]code=([^&]+)/) else { throw Failure(.internalError) }
        return Secret(String(match.1))
    }

    package func issue(
        _ grant: TokenRequest.Grant,
        scope: String? = nil,
        wantsTest: Bool = false,
        as proof: ClientProof? = nil,
        keyProof: GivenProof? = nil
    ) async throws -> IssuedToken {
        try await self.operations.tokens.issue(
            TokenRequest(grant, scope: scope, wantsTest: wantsTest, proof ?? self.proof, keyProof: keyProof),
            from: .unknown,
            audiences: [Self.issuer]
        )
    }

    package func exchange(
        _ code: Secret,
        redirect: String? = Self.redirect,
        verifier: String? = Self.verifier,
        wantsTest: Bool = false,
        as proof: ClientProof? = nil
    ) async throws -> IssuedToken {
        let grant = TokenRequest.Grant.code(code, redirectURL: redirect, verifier: verifier.map { Secret($0) })
        return try await self.issue(grant, wantsTest: wantsTest, as: proof)
    }

    /// The tokens of a new authorization.
    package func link(wantsTest: Bool = false) async throws -> IssuedToken {
        try await self.exchange(try await self.code(), wantsTest: wantsTest)
    }

    package func refresh(_ token: IssuedToken, as proof: ClientProof? = nil) async throws -> IssuedToken {
        guard let refreshToken = token.refreshToken else { throw Failure(.internalError) }
        return try await self.issue(.refreshToken(refreshToken), as: proof)
    }

    /// Whether an Access Token is allowed now.
    package func works(_ token: IssuedToken) async throws -> Bool {
        let verdict = try await self.operations.credentials
            .verify(accessToken: token.accessToken.reveal(), from: .unknown)
        if case .allowed = verdict { return true }
        return false
    }
}
