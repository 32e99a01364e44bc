package import Domain
import Foundation
import HTTPTypes
package import Operations

/// One request to the authorization server, with what its client proves itself with.
package struct ClientCall: Sendable {
    package let call: Call
    package let parameters: ClientParameters
    package let proof: ClientProof
    package let keyProof: GivenProof?
    /// The address by which this server is named (RFC 8414 section 2).
    package let issuer: String

    /// - Throws: the failures of the body, of its parameters and of the Authorization header.
    init(_ call: Call, _ body: [UInt8], issuer: String) throws(Failure) {
        self.call = call
        self.issuer = issuer
        self.parameters = try ClientParameters(call, body)
        self.keyProof = try call.keyProof(at: issuer)
        var proof = ClientProof()
        proof.clientID = self.parameters["client_id"]
        proof.secret = self.parameters.secret("client_secret")
        if let assertion = self.parameters.secret("client_assertion") {
            proof.assertion = (self.parameters["client_assertion_type"] ?? "", assertion)
        }
        proof.basic = try Self.basic(call)
        self.proof = proof
    }

    /// What an assertion may name this server; nothing where none came.
    package var audiences: Set<String> {
        guard self.proof.assertion != nil else { return [] }
        return [self.issuer, "\(self.issuer)/oauth/token", self.issuer + self.call.path]
    }

    /// The two sides of a Basic header, each encoded as in a form (RFC 6749 section 2.3.1).
    ///
    /// A Bearer header, which SDKs send along with the body's secret, proves nothing here.
    private static func basic(_ call: Call) throws(Failure) -> (id: String, secret: Secret)? {
        guard call.hasHeader(.authorization) else { return nil }
        let values = call.headers(.authorization)
        guard values.count <= 1 else { throw Failure(.credentialAmbiguous) }
        guard call.triesBasic, let value = values.first else { return nil }
        guard let data = Data(base64Encoded: String(value.dropFirst("basic ".count))),
            let text = String(validating: data, as: UTF8.self)
        else { throw Failure(.clientRefused) }
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, let id = Self.decoded(sides[0]), let secret = Self.decoded(sides[1]) else {
            throw Failure(.clientRefused)
        }
        return (id, Secret(secret))
    }

    private static func decoded(_ text: Substring) -> String? {
        String(text.replacing("+", with: " ")).removingPercentEncoding
    }
}

/// The parameters of a request to the authorization server: a form (RFC 6749) or, as the SDKs send them, JSON.
package struct ClientParameters: Sendable {
    /// In the order they came.
    package let items: [(name: String, value: Secret)]

    /// What must never be in an address, where logs would keep it.
    private static let names = [
        "grant_type", "client_id", "client_secret", "code", "refresh_token", "redirect_uri", "code_verifier", "token",
        "client_assertion", "scope",
    ]

    /// - Throws: `oauth_parameter_in_url`, `oauth_parameter_repeated`, `oauth_parameter_invalid`, or the failures of the body.
    init(_ call: Call, _ body: [UInt8]) throws(Failure) {
        guard call.query.isEmpty || Self.names.allSatisfy({ call.query[$0] == nil }) else {
            throw Failure(.oauthParameterInURL)
        }
        let items =
            call.contentType == MediaType.form
            ? try Form.secrets(in: body) : try Self.items(Self.json(call, body))
        // A request has a handful of parameters: comparing them costs less than a set.
        for (index, item) in items.enumerated() where items[..<index].contains(where: { $0.name == item.name }) {
            throw Failure(
                .oauthParameterRepeated,
                field: item.name.isPlainText ? String(item.name.prefix(100)) : "of the body"
            )
        }
        self.items = items.contains { $0.value.utf8Count == 0 } ? items.filter { $0.value.utf8Count > 0 } : items
    }

    private static func json(_ call: Call, _ body: [UInt8]) throws(Failure) -> JSON {
        guard !body.isEmpty else { return .object([]) }
        try call.checkContentType()
        return try JSON(parsing: body)
    }

    private static func items(_ json: JSON) throws(Failure) -> [(name: String, value: Secret)] {
        guard case .object(let members) = json else {
            throw Failure(.oauthParameterInvalid, field: "body", expected: "an object")
        }
        var items: [(name: String, value: Secret)] = []
        for member in members {
            switch member.value {
            case .null: continue
            case .string(let text), .number(let text): items.append((member.name, Secret(text)))
            case .bool(let flag): items.append((member.name, Secret(String(flag))))
            case .array, .object:
                throw Failure(.oauthParameterInvalid, field: String(member.name.prefix(100)), expected: "a text")
            }
        }
        return items
    }

    /// A parameter that is no secret; an empty one counts as absent.
    package subscript(name: String) -> String? { self.secret(name)?.reveal() }

    /// A parameter that is a secret.
    package func secret(_ name: String) -> Secret? { self.items.first { $0.name == name }?.value }

    /// - Throws: `oauth_parameter_missing`.
    package func require(_ name: String) throws(Failure) -> Secret {
        guard let value = self.secret(name) else { throw Failure(.oauthParameterMissing, field: name) }
        return value
    }
}
