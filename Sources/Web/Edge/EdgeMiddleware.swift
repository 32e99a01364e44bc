import Domain
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
package import Operations
import Tracing

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
    private let upstream: Upstream?
    private let missingPage: MissingPage

    /// - Parameters:
    ///   - isSecure: Whether clients reach the server over TLS.
    ///   - upstream: Gets live calls to paths that are not here; nil where there is none.
    package init(
        problems: ProblemWriter,
        isSandbox: Bool,
        isSecure: Bool,
        clientAddress: ClientAddress = ClientAddress(),
        measurements: Measurements,
        upstream: Upstream? = nil,
        missingPage: @escaping MissingPage
    ) {
        self.isSecure = isSecure
        self.problems = problems
        self.isSandbox = isSandbox
        self.clientAddress = clientAddress
        self.measurements = measurements
        self.upstream = upstream
        self.missingPage = missingPage
    }

    package func handle(
        _ request: Request,
        context: EdgeContext,
        next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        let began = NIODeadline.now()
        let context = self.named(context, request)
        var response = try await self.traced(request, context, next)
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

    private func missing(_ error: HTTPError, _ request: Request, _ context: EdgeContext) async throws -> Response {
        do {
            if let page = try await self.missingPage(request, context) { return page }
            if let answer = try await self.upstream?.answerUnknown(request, context) { return answer }
            return self.problems.response(to: error, context.logger)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            return self.problems.response(to: error, context.logger)
        }
    }

    /// Goes on with where the request stands in a trace, if it says so.
    private func traced(
        _ request: Request,
        _ context: EdgeContext,
        _ next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard request.headers.contains(.traceParent) else { return try await self.answer(request, context, next) }
        var service = ServiceContext.topLevel
        TraceInstrument().extract(request.headers, into: &service, using: TraceFields())
        var context = context
        context.trace = service.trace
        return try await ServiceContext.withValue(service) { [context] in
            try await self.answer(request, context, next)
        }
    }

    /// - Throws: `HTTPParserError` alone: the connection cannot go on then.
    private func answer(
        _ request: Request,
        _ context: EdgeContext,
        _ next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            try self.check(request.head)
            return try await next(request, context)
        } catch let error as HTTPParserError {
            throw error
        } catch let error as HTTPError where error.status == .notFound {
            return try await self.missing(error, request, context)
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

    private func check(_ head: HTTPRequest) throws(Failure) {
        guard let authority = head.authority, Self.isAuthority(authority), !head.headerFields.contains(.host) else {
            throw Failure(.hostInvalid)
        }
        guard let path = head.path, path.utf8.first == UInt8(ascii: "/") else { throw Failure(.targetInvalid) }
        let targetMax =
            path.utf8.count > EdgeLimits.targetCharactersMax && path.hasPrefix("/signin")
            ? EdgeLimits.returnTargetCharactersMax : EdgeLimits.targetCharactersMax
        guard path.utf8.count <= targetMax else { throw Failure(.targetTooLong, expected: String(targetMax)) }
        guard Self.isEncodedCorrectly(path) else { throw Failure(.targetInvalid) }
        if let encoding = head.headerFields.value(of: .contentEncoding), encoding.lowercased() != "identity" {
            throw Failure(.unsupportedEncoding)
        }
        if let length = head.headerFields.value(of: .contentLength), Int(length) ?? .max > self.bodyBytesMax(path) {
            throw Failure(.payloadTooLarge, expected: String(self.bodyBytesMax(path)))
        }
    }

    /// Only uploads, and what is passed on, may be larger than every other body; whoever reads them bounds them again.
    private func bodyBytesMax(_ path: String) -> Int {
        if self.upstream != nil { return Limits.upstreamBodyBytesMax }
        return path.hasPrefix("/developers/panel/app/") && path.hasSuffix("/logo")
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
    static let traceParent = named("traceparent")
    static let requestID = named("X-Request-Id")
    static let contentTypeOptions = named("X-Content-Type-Options")
    static let frameOptions = named("X-Frame-Options")
    static let referrerPolicy = named("Referrer-Policy")
    static let llaveroSandbox = named("Llavero-Sandbox")
    package static let idempotencyKey = named("X-Idempotency-Key")
    package static let idempotentReplayed = named("Idempotent-Replayed")
}
