import Domain
import HTTPTypes
import Operations
import Web

extension ManagementRoutes {
    /// Authorizations that sellers gave, and how applications prove themselves.
    static let oauth: [ManagedRoute] = [
        ManagedRoute(.get, "applications/:application/oauth-client", "How an application proves itself.") { call in
            OAuthJSON.json(try await call.operations.oauthClients.client(of: try call.application(), as: call.actor))
        },
        ManagedRoute(
            .put,
            "applications/:application/oauth-client",
            "Sets how an application proves itself; keys are a JWK, a JWKS or PEM, as a text.",
            [
                .choice("authentication", OAuthClient.Authentication.self, required: true), .text("keys"),
                .flag("requires_dpop"), .flag("allows_plain_challenge"),
            ]
        ) { call in
            guard let authentication: OAuthClient.Authentication = try call.choice("authentication") else {
                throw Failure(.missingParameter, field: "authentication", expected: "how the application proves itself")
            }
            let keys = try call.fields.secret("keys", expected: "a text")?.reveal() ?? ""
            let client = try OAuthClient(
                authentication: authentication,
                allowsPlainChallenge: try call.fields.flag("allows_plain_challenge") ?? false,
                requiresDPoP: try call.fields.flag("requires_dpop") ?? false,
                keys: keys.isEmpty ? [] : try PublicSigningKey.keys(in: keys)
            )
            try await call.operations.oauthClients.set(client, of: try call.application(), as: call.actor)
            return OAuthJSON.json(client)
        },
        ManagedRoute(
            .get,
            "applications/:application/grants",
            "Sellers that authorized an application.",
            [.text("before")]
        ) { call in
            let received = try await call.operations.grants
                .received(by: try call.application(), before: call.grantBefore, as: call.actor)
            return .array(received.map { OAuthJSON.json($0.grant) })
        },
        ManagedRoute(.get, "accounts/:account/grants", "Applications that an account authorized.", [.text("before")]) {
            call in
            let given = try await call.operations.grants
                .given(by: try call.account(), before: call.grantBefore, as: call.actor)
            return .array(given.map { OAuthJSON.json($0.grant) })
        },
        ManagedRoute(.delete, "grants/:grant", "Ends an authorization, from either side, with all its tokens.") {
            call in
            let id = Grant.ID(call.call.parameter("grant"))
            try await call.operations.grants.end(id, as: call.actor)
            return ["id": .string(id.text), "ended": true]
        },
    ]
}

extension ManagedCall {
    /// The authorization after which a list goes on.
    fileprivate var grantBefore: Grant.ID? { self.call.query["before"].map { Grant.ID($0) } }
}
