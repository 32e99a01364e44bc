package import Domain
import Foundation
package import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
package import Operations

/// One request as an endpoint sees it.
package final class Call: Sendable {
    private let request: Request
    private let context: EdgeContext
    private let routeName: String
    package let query: QueryItems

    /// - Parameter routeName: Method and pattern of the path, for the record of a credential's uses.
    package init(_ request: Request, _ context: EdgeContext, routeName: String) throws(Failure) {
        self.routeName = routeName
        self.request = request
        self.context = context
        self.query = QueryItems(request.uri.query ?? "")
        try self.query.refuseCards()
    }

    package var method: HTTPRequest.Method { self.request.method }

    /// The path without its query, as it was sent.
    package var path: String { self.request.uri.path }

    /// A part of the path, decoded after routing, so that `%2F` never separates.
    package func parameter(_ name: String) -> String {
        let raw = self.context.parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }

    /// A numeric part of the path; nil when it is no number that could be an id.
    package func id<Owner>(_ name: String, of: Owner.Type = Owner.self) -> NumericID<Owner>? {
        NumericID(text: self.parameter(name))
    }

    /// The values of a header that may occur once; more than one is for the caller to refuse.
    package func headers(_ name: HTTPField.Name) -> [String] { self.request.headers[values: name] }

    package func hasHeader(_ name: HTTPField.Name) -> Bool { self.request.headers.contains(name) }

    /// Where the call came from, for the record of a credential's uses.
    package var source: CallSource {
        CallSource(
            address: self.context.remoteAddress,
            userAgent: self.request.headers.value(of: .userAgent),
            route: self.routeName
        )
    }

    /// What the browser says of the page that calls; nil for a program.
    package var origin: String? { self.request.headers.value(of: .origin) }

    package var logger: Logger { self.context.logger }

    /// The credential after `Bearer`, or after `DPoP` with a proof beside it; nil when there is no Authorization header.
    /// - Throws: `credential_ambiguous`, `credential_in_url` or `credential_malformed`.
    package func bearerToken() throws(Failure) -> String? {
        guard self.query["access_token"] == nil else { throw Failure(.credentialInURL) }
        guard self.request.headers.contains(.authorization) else { return nil }
        let values = self.request.headers[values: .authorization]
        guard values.count == 1 else { throw Failure(.credentialAmbiguous) }
        return try BearerValue.token(values[0])
    }

    /// Whether a client tries to prove itself by the Authorization header (RFC 7617).
    package var triesBasic: Bool {
        self.hasHeader(.authorization)
            && self.headers(.authorization).contains { $0.split(separator: " ").first?.lowercased() == "basic" }
    }

    /// The proof of a key that came along (RFC 9449); nil when there is none.
    /// - Parameter base: The address under which clients reach the server.
    /// - Throws: `dpop_proof_invalid` when there are several.
    package func keyProof(at base: String) throws(Failure) -> GivenProof? {
        guard self.request.headers.contains(.keyProof) else { return nil }
        let proofs = self.request.headers[values: .keyProof]
        guard proofs.count <= 1 else { throw Failure(.keyProofInvalid, expected: "one DPoP header") }
        return proofs.first.map { GivenProof($0, method: self.method.rawValue, address: base + self.path) }
    }

    /// The fields of a form.
    /// - Throws: the failures of `Form.read(_:)`.
    package func form() async throws -> Form { try await Form.read(self.request) }

    /// The type of the body, without its parameters; empty when none is named.
    package var contentType: String { MediaType.named(in: self.request.headers) }

    /// The body's bytes.
    /// - Throws: `unsupported_media_type` or `payload_too_large`.
    package func bodyBytes() async throws -> [UInt8] {
        let bytes = try await self.body(upTo: Limits.jsonBodyBytesMax)
        if !bytes.isEmpty { try self.checkContentType() }
        return bytes
    }

    /// The body, whatever it is.
    /// - Throws: `payload_too_large`.
    func body(upTo max: Int) async throws -> [UInt8] {
        do {
            let buffer = try await self.request.body.collect(upTo: max)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Failure(.payloadTooLarge, expected: String(max))
        }
    }

    /// The body as strict JSON; an empty body is an empty object.
    /// - Throws: the failures of `bodyBytes()` and of `JSON.init(parsing:)`.
    package func json() async throws -> JSON {
        let bytes = try await self.bodyBytes()
        return bytes.isEmpty ? .object([]) : try JSON(parsing: bytes)
    }

    /// Has the platform's own API answer.
    func passOn(to upstream: Upstream, as caller: Caller) async throws -> Response {
        try await upstream.passOn(self.request, self.context, verified: caller)
    }

    func checkContentType() throws(Failure) {
        guard self.contentType == MediaType.json else { throw Failure(.unsupportedMediaType) }
    }
}

extension HTTPField.Name {
    /// The header of a key's proof (RFC 9449 section 4.1).
    package static let keyProof: HTTPField.Name = {
        guard let name = HTTPField.Name("DPoP") else { preconditionFailure("DPoP is a header name") }
        return name
    }()
}
