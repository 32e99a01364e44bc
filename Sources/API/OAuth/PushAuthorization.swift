import Domain
import HTTPTypes
import Operations
import Web

/// Takes an authorization request from the client itself, ahead of the browser (RFC 9126).
struct PushAuthorization: ClientEndpoint {
    static let route = Route(.post, "/oauth/par")
    let authorization: AuthorizationOperations

    func handle(_ call: ClientCall) async throws -> Answer {
        let own = ["client_secret", "client_assertion", "client_assertion_type"]
        var items = call.parameters.items.filter { !own.contains($0.name) }
            .map { AuthorizationParameters.Item($0.name, $0.value.reveal()) }
        // A client that proves itself in the header need not name itself again.
        if call.parameters["client_id"] == nil, let id = call.proof.basic?.id { items.append(.init("client_id", id)) }
        let pushed = try await self.authorization.push(
            AuthorizationParameters(items),
            call.proof,
            keyProof: call.keyProof,
            from: call.call.source,
            audiences: call.audiences
        )
        let json: JSON = ["request_uri": .string(pushed.requestURI), "expires_in": .integer(Int(pushed.seconds))]
        return Answer(status: .created, json: json)
    }
}
