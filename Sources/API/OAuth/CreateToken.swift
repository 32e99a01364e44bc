import Domain
import HTTPTypes
import Operations
import Web

/// Exchanges a code, a refresh token or the client's own proof for tokens (RFC 6749 section 3.2).
struct CreateToken: ClientEndpoint {
    static let route = Route(.post, "/oauth/token")
    static let refusedClientStatus = 400
    /// What RFC 6749 section 5.1 asks for beside `Cache-Control`.
    private static let noCache: HTTPFields = {
        var headers = HTTPFields()
        if let pragma = HTTPField.Name("Pragma") { headers[pragma] = "no-cache" }
        return headers
    }()
    let tokens: TokenOperations

    func handle(_ call: ClientCall) async throws -> Answer {
        let parameters = call.parameters
        let request = TokenRequest(
            try Self.grant(parameters),
            scope: parameters["scope"],
            wantsTest: try Self.flag("test_token", parameters),
            call.proof,
            keyProof: call.keyProof
        )
        let token = try await self.tokens.issue(request, from: call.call.source, audiences: call.audiences)
        return Answer(json: Self.json(token), headers: Self.noCache)
    }

    private static func grant(_ parameters: ClientParameters) throws(Failure) -> TokenRequest.Grant {
        switch try parameters.require("grant_type").reveal() {
        case "authorization_code":
            .code(
                try parameters.require("code"),
                redirectURL: parameters["redirect_uri"],
                verifier: parameters.secret("code_verifier")
            )
        case "refresh_token": .refreshToken(try parameters.require("refresh_token"))
        case "client_credentials": .clientCredentials
        default: throw Failure(.grantTypeUnsupported)
        }
    }

    private static func flag(_ name: String, _ parameters: ClientParameters) throws(Failure) -> Bool {
        switch parameters[name] {
        case nil, "false"?: false
        case "true"?: true
        default: throw Failure(.oauthParameterInvalid, field: name, expected: "true or false")
        }
    }

    private static func json(_ token: IssuedToken) -> JSON {
        [
            "access_token": .string(token.accessToken.reveal()),
            "token_type": .string(token.isBound ? "DPoP" : "Bearer"),
            "expires_in": .integer(Int(token.lifetime.components.seconds)),
            "scope": .string(token.permissions.scope),
            "user_id": .id(token.userID),
            "refresh_token": token.refreshToken.map { .string($0.reveal()) } ?? .null,
            "public_key": .string(token.publicKey),
            "live_mode": .bool(token.mode == .live),
        ]
    }
}
