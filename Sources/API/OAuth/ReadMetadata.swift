import Domain
import HTTPTypes
import Operations
import Web

/// What the authorization server can do and where (RFC 8414).
struct ReadMetadata: OpenEndpoint {
    static let route = Route(.get, "/.well-known/oauth-authorization-server")
    private static let algorithms: JSON = ["ES256", "EdDSA", "PS256", "RS256"]
    let address: PublicAddress

    func handle(_ call: Call) async throws -> Answer {
        let base = self.address.base
        let methods: JSON = ["client_secret_basic", "client_secret_post", "private_key_jwt"]
        return Answer(json: [
            "issuer": .string(base), "authorization_endpoint": .string("\(base)/authorization"),
            "token_endpoint": .string("\(base)/oauth/token"),
            "pushed_authorization_request_endpoint": .string("\(base)/oauth/par"),
            "introspection_endpoint": .string("\(base)/oauth/introspect"),
            "revocation_endpoint": .string("\(base)/oauth/revoke"), "jwks_uri": .string("\(base)/oauth/jwks"),
            "scopes_supported": .array(Permission.allCases.map { .string($0.rawValue) }),
            "response_types_supported": ["code"], "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
            "token_endpoint_auth_methods_supported": [
                "client_secret_basic", "client_secret_post", "private_key_jwt", "none",
            ],
            "token_endpoint_auth_signing_alg_values_supported": Self.algorithms,
            "introspection_endpoint_auth_methods_supported": methods,
            "introspection_endpoint_auth_signing_alg_values_supported": Self.algorithms,
            "introspection_signing_alg_values_supported": ["ES256"],
            "revocation_endpoint_auth_methods_supported": [
                "client_secret_basic", "client_secret_post", "private_key_jwt", "none",
            ],
            "revocation_endpoint_auth_signing_alg_values_supported": Self.algorithms,
            "code_challenge_methods_supported": ["S256"], "dpop_signing_alg_values_supported": Self.algorithms,
            "authorization_response_iss_parameter_supported": true, "require_pushed_authorization_requests": false,
            "ui_locales_supported": ["en", "es", "pt"],
            "service_documentation": .string("\(base)/developers/en/docs/your-integrations/oauth"),
        ])
    }
}

/// The public halves of the keys this server signs with (RFC 7517).
struct ReadSigningKeys: OpenEndpoint {
    static let route = Route(.get, "/oauth/jwks")
    let signing: SigningOperations

    func handle(_ call: Call) async throws -> Answer {
        let keys = self.signing.publicKeys.map { key -> JSON in
            guard case .object(let members) = key.json else { preconditionFailure("a key is an object") }
            return .object(members + [.init("use", "sig"), .init("alg", "ES256")])
        }
        return Answer(json: ["keys": .array(keys)])
    }
}
