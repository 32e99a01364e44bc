import Domain
import Foundation
import HTTPTypes
import Operations
import Web

/// Says whether a token of the client works, and what it is for (RFC 7662), in JSON or signed (RFC 9701).
struct IntrospectToken: ClientEndpoint {
    static let route = Route(.post, "/oauth/introspect")
    private static let signedType = "application/token-introspection+jwt"
    let introspection: IntrospectionOperations
    let signing: SigningOperations
    private let active = AnswersByCaller()

    init(introspection: IntrospectionOperations, signing: SigningOperations) {
        self.introspection = introspection
        self.signing = signing
    }

    func handle(_ call: ClientCall) async throws -> Answer {
        guard call.proof.isGiven else { throw Failure(.clientRefused) }
        let (token, client) = try await self.introspection.introspect(
            try call.parameters.require("token"),
            call.proof,
            from: call.call.source,
            audiences: call.audiences
        )
        let json = { token.map { Self.json($0, call.issuer) } ?? ["active": false] }
        guard !Self.wantsSigned(call.call) else { return try self.signed(json(), client, call.issuer) }
        guard let caller = token?.caller else { return Answer(json: json()) }
        return self.active.answer(to: caller) { Answer(json: json()) }
    }

    private static func wantsSigned(_ call: Call) -> Bool {
        call.hasHeader(.accept)
            && call.headers(.accept).contains { $0.lowercased().contains(Self.signedType) }
    }

    private func signed(_ json: JSON, _ client: Application.ID, _ issuer: String) throws -> Answer {
        let claims: [JSON.Member] = [
            .init("iss", .string(issuer)), .init("aud", .string(client.description)),
            .init("token_introspection", json),
        ]
        let text = try self.signing.signed(claims, type: "token-introspection+jwt")
        return Answer(body: Array(text.utf8), type: Self.signedType)
    }

    private static func json(_ token: ActiveToken, _ issuer: String) -> JSON {
        var members: [JSON.Member] = [
            .init("active", true), .init("scope", .string(token.permissions.scope)),
            .init("client_id", .string(token.applicationID.description)),
            .init("token_type", .string(Self.type(token))),
            .init("sub", .string(token.accountID.description)), .init("user_id", .id(token.accountID)),
            .init("live_mode", .bool(token.mode == .live)), .init("iss", .string(issuer)),
            .init("iat", .integer(Int(token.issuedAt.milliseconds / 1_000))),
        ]
        if let end = token.expiresAt { members.append(.init("exp", .integer(Int(end.milliseconds / 1_000)))) }
        if let thumbprint = token.keyThumbprint { members.append(.init("cnf", ["jkt": .string(thumbprint)])) }
        return .object(members)
    }

    private static func type(_ token: ActiveToken) -> String {
        guard token.kind == .accessToken else { return token.kind.rawValue }
        return token.keyThumbprint == nil ? "Bearer" : "DPoP"
    }
}

/// Ends a token of the client (RFC 7009); one that is not known has ended already.
struct RevokeToken: ClientEndpoint {
    static let route = Route(.post, "/oauth/revoke")
    let introspection: IntrospectionOperations

    func handle(_ call: ClientCall) async throws -> Answer {
        try await self.introspection.revoke(
            try call.parameters.require("token"),
            call.proof,
            from: call.call.source,
            audiences: call.audiences
        )
        return Answer(json: [:])
    }
}
