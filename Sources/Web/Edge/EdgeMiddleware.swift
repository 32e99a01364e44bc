import Domain
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
package import Operations

/// The outermost step: refuses malformed requests, turns failures into answers, and marks every answer.
package struct EdgeMiddleware: RouterMiddleware {
    package typealias Context = EdgeContext
    /// Makes the page for a browser that asks for one that is not there; nil where programs are answered.
    package typealias MissingPage = @Sendable (Request, EdgeContext) async throws -> Response?

    private let problems: ProblemWriter
    private let isSandbox: Bool
    private let isSecure: Bool
    private let clientAddress: ClientAddress
    private let measurements: Measurements
    private let missingPage: MissingPage

    /// - Parameter isSecure: Whether clients reach the server over TLS.
    package init(
        problems: ProblemWriter,
        isSandbox: Bool,
        isSecure: Bool,
        clientAddress: ClientAddress = ClientAddress(),
        measurements: Measurements,
        missingPage: @escaping MissingPage
    ) {
        self.isSecure = isSecure
        self.problems = problems
        self.isSandbox = isSandbox
        self.clientAddress = clientAddress
        self.measurements = measurements
        self.missingPage = missingPage
    }

    package func handle(
        _ request: Request,
        context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        let began = NIODeadline.now()
        var response: Response
        do {
            try Self.check(request.head)
            response = try await next(request, self.named(context, request))
        } catch let error as HTTPParserError {
            // The connection cannot go on: the framework answers 400 and closes it.
            throw error
        } catch let error as HTTPError where error.status == .notFound {
            response = await self.missing(error, request, context)
        } catch {
            response = self.problems.response(to: error, context.logger)
        }
        response.headers.append(HTTPField(name: .requestID, value: context.id))
        self.secure(&response.headers)
        if self.isSandbox { response.headers.append(HTTPField(name: .llaveroSandbox, value: "1")) }
        // An answer to HEAD has no body; a client would take it for the next answer.
        if request.method == .head { response = response.createHeadResponse() }
        let time = (NIODeadline.now() - began).nanoseconds
        self.measurements.noteAnswer(response.status.code, nanoseconds: time)
        guard context.logsRequests else { return response }
        context.logger.debug(
            "request",
            metadata: [
                // The route's pattern, never the path or the query: callers put secrets into both.
                "method": "\(request.method)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)",
            ]
        )
        return response
    }

    private func missing(_ error: HTTPError, _ request: Request, _ context: EdgeContext) async -> Response {
        do {
            if let page = try await self.missingPage(request, context) { return page }
            return self.problems.response(to: error, context.logger)
        } catch {
            return self.problems.response(to: error, context.logger)
        }
    }

    /// The context with whom a trusted proxy names as the other end.
    private func named(_ context: EdgeContext, _ request: Request) -> EdgeContext {
        guard self.clientAddress.trustsAny else { return context }
        var context = context
        context.namedAddress = self.clientAddress.of(context.remoteAddress, request)
        return context
    }

    /// What every answer says to a browser; pages say more, and what they say stays.
    private func secure(_ headers: inout HTTPFields) {
        if self.isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        if !headers.contains(.contentTypeOptions) { headers[.contentTypeOptions] = "nosniff" }
        if !headers.contains(.contentSecurityPolicy) {
            headers[.contentSecurityPolicy] = SafeHeaders.policy
            headers[.frameOptions] = "DENY"
        }
        // Pages say so themselves: their forms need an Origin.
        if !headers.contains(.referrerPolicy) { headers[.referrerPolicy] = "no-referrer" }
    }

    private static func check(_ head: HTTPRequest) throws(Failure) {
        guard let authority = head.authority, self.isAuthority(authority), !head.headerFields.contains(.host) else {
            throw Failure(.hostInvalid)
        }
        guard let path = head.path, path.utf8.first == UInt8(ascii: "/") else { throw Failure(.targetInvalid) }
        let targetMax =
            path.utf8.count > EdgeLimits.targetCharactersMax && path.hasPrefix("/signin")
            ? EdgeLimits.returnTargetCharactersMax : EdgeLimits.targetCharactersMax
        guard path.utf8.count <= targetMax else { throw Failure(.targetTooLong, expected: String(targetMax)) }
        guard self.isEncodedCorrectly(path) else { throw Failure(.targetInvalid) }
        if let encoding = head.headerFields.value(of: .contentEncoding), encoding.lowercased() != "identity" {
            throw Failure(.unsupportedEncoding)
        }
        if let length = head.headerFields.value(of: .contentLength).flatMap({ Int($0) }),
            length > Self.bodyBytesMax(path)
        {
            throw Failure(.payloadTooLarge, expected: String(Self.bodyBytesMax(path)))
        }
    }

    /// Only uploads may be larger than every other body; their pages bound them again.
    private static func bodyBytesMax(_ path: String) -> Int {
        path.hasPrefix("/developers/panel/app/") && path.hasSuffix("/logo")
            ? Limits.uploadBytesMax : Limits.jsonBodyBytesMax
    }

    private static func isAuthority(_ text: String) -> Bool {
        guard (1...261).contains(text.utf8.count) else { return false }
        for byte in text.utf8 where !byte.isASCIILetterOrDigit {
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["),
                UInt8(ascii: "]"):
                continue
            default: return false
            }
        }
        return true
    }

    /// Visible ASCII; percent signs are followed by two hexadecimal digits, and what they stand for is UTF-8 without zeros.
    private static func isEncodedCorrectly(_ path: String) -> Bool {
        var hasEncoding = false
        for byte in path.utf8 {
            guard byte > 0x20, byte < 0x7F else { return false }
            if byte == UInt8(ascii: "%") { hasEncoding = true }
        }
        guard hasEncoding else { return true }
        var bytes: [UInt8] = []
        var rest = path.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self).lowercased()
            guard let value = Hexadecimal.bytes(digits), value.count == 1, value[0] != 0 else { return false }
            bytes.append(value[0])
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}

extension HTTPField.Name {
    static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a header name") }
        return name
    }

    static let host = named("Host")
    static let requestID = named("X-Request-Id")
    static let contentTypeOptions = named("X-Content-Type-Options")
    static let frameOptions = named("X-Frame-Options")
    static let referrerPolicy = named("Referrer-Policy")
    static let llaveroSandbox = named("Llavero-Sandbox")
    package static let idempotencyKey = named("X-Idempotency-Key")
    package static let idempotentReplayed = named("Idempotent-Replayed")
}
