import AsyncHTTPClient
import Domain
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
package import Operations
import ServiceLifecycle
import Tracing

/// Passes live calls on to the platform's own API, for platforms without a gateway (decision 0027).
package final class Upstream: Service {
    package static let secondsDefault = 30
    /// Connections kept open to the platform's API.
    private static let connectionsMax = 128
    private static let connectSeconds: Int64 = 2
    /// Less than the edge allows an answer to take, so that whoever waits hears why.
    private static let answerSecondsMax: Int64 = 55

    private let base: String
    private let client: HTTPClient
    private let gateway: GatewayOperations
    private let address: PublicAddress
    private let logger: Logger

    /// - Parameters:
    ///   - base: Where the platform's API is, without a trailing slash.
    ///   - seconds: How long it may be silent.
    package init(
        _ base: String,
        seconds: Int = Upstream.secondsDefault,
        _ gateway: GatewayOperations,
        _ address: PublicAddress,
        logger: Logger
    ) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(Self.connectSeconds), read: .seconds(Int64(seconds))),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionsMax
        // Whoever waits is told at once, and repeats the call if they want.
        configuration.connectionPool.retryConnectionEstablishment = false
        self.base = base
        self.client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.gateway = gateway
        self.address = address
        self.logger = logger
    }

    package func run() async throws {
        try? await gracefulShutdown()
        try await self.client.shutdown()
    }

    /// Passes on a call to a path that this server does not have.
    /// - Returns: Nil for a call of test mode, which the platform does not get.
    /// - Throws: why the call must not pass.
    package func answerUnknown(_ request: Request, _ context: EdgeContext) async throws -> Response? {
        let call = try Call(request, context, routeName: "")
        let token = try call.bearerToken()
        let caller = try await self.gateway.answer(
            GatewayQuestion(
                method: request.method.rawValue,
                target: request.uri.string,
                accessToken: token,
                publicKey: call.query["public_key"],
                origin: call.origin,
                proof: try call.keyProof(at: self.address.base),
                address: context.remoteAddress,
                userAgent: request.headers.value(of: .userAgent)
            )
        )
        guard caller?.mode != .test else { return nil }
        return try await self.passOn(request, context, as: caller)
    }

    /// Passes on a call to a path that this server has too.
    /// - Parameter caller: Verified already.
    /// - Throws: why the call must not pass.
    func passOn(_ request: Request, _ context: EdgeContext, verified caller: Caller) async throws -> Response {
        try self.gateway.check(caller, request.method.rawValue, request.uri.string)
        return try await self.passOn(request, context, as: caller)
    }

    private func passOn(_ request: Request, _ context: EdgeContext, as caller: Caller?) async throws -> Response {
        do {
            let asked = try self.outgoing(request, context, caller)
            let time = TimeAmount.seconds(Self.answerSecondsMax)
            let answer = try await self.client.execute(asked, timeout: time, logger: self.logger)
            // Nothing here was asked to go on in another protocol.
            guard answer.status.code >= 200 else { throw Failure(.upstreamUnreachable) }
            return Self.response(answer)
        } catch let failure as Failure {
            throw failure
        } catch let body as BrokenBody {
            throw body.cause
        } catch let error as HTTPClientError where error == .readTimeout || error == .deadlineExceeded {
            throw Failure(.upstreamTimeout)
        } catch {
            context.logger.warning("the upstream cannot be reached", metadata: ["error": "\(error)"])
            throw Failure(.upstreamUnreachable)
        }
    }

    private func outgoing(_ request: Request, _ context: EdgeContext, _ caller: Caller?) throws -> HTTPClientRequest {
        var fields = PassedFields.ofRequest(request.headers)
        if let caller {
            GatewayReply.identity(of: caller) { name, value in fields[HTTPField.Name.named(name)] = value }
        }
        // Whatever a caller says of the way it took proves nothing.
        fields[.forwardedFor] = context.remoteAddress
        fields[.named("X-Forwarded-Host")] = request.head.authority
        fields[.named("X-Forwarded-Proto")] = String(self.address.base.prefix { $0 != ":" })
        fields[.requestID] = context.id
        TraceInstrument().inject(ServiceContext.current ?? .topLevel, into: &fields, using: TraceFields())
        var asked = HTTPClientRequest(url: self.base + Self.encoded(request.uri.string))
        asked.method = HTTPMethod(request.method)
        asked.headers = HTTPHeaders(fields)
        if let length = Self.length(of: request) {
            let body = BoundedBody(base: request.body, bytesMax: Limits.upstreamBodyBytesMax)
            asked.body = .stream(body, length: length)
        }
        return asked
    }

    /// The target with everything encoded that an address may not have (RFC 3986): a library that finds one such byte
    /// encodes all of it once more.
    private static func encoded(_ target: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(target.utf8.count)
        for byte in target.utf8 {
            if byte.isASCIILetterOrDigit || self.plain.contains(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: Hexadecimal.text([byte]).uppercased().utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let plain = Set("-._~!$&'()*+,;=:@/?%".utf8)

    /// Nil for a request without a body.
    private static func length(of request: Request) -> HTTPClientRequest.Body.Length? {
        if request.headers.contains(.transferEncoding) { return .unknown }
        return request.headers.value(of: .contentLength).flatMap { Int64($0) }.map { .known($0) }
    }

    private static func response(_ answer: HTTPClientResponse) -> Response {
        let fields = PassedFields.ofAnswer(HTTPFields(answer.headers, splitCookie: false))
        let body = answer.body
        return Response(
            status: HTTPResponse.Status(code: Int(answer.status.code), reasonPhrase: answer.status.reasonPhrase),
            headers: fields,
            body: ResponseBody { writer in
                for try await piece in body { try await writer.write(piece) }
                try await writer.finish(nil)
            }
        )
    }
}
