package import Domain
import HTTPTypes
import Hummingbird
package import Operations
import Synchronization

/// Forward authentication for gateways, through the framework (decision 0023).
package struct GatewayRoutes: Sendable {
    static let path = "/gateway/verify"
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    private let gateway: GatewayOperations
    private let problems: ProblemWriter
    /// What a gateway must send; without one nobody is answered here.
    private let secret: [UInt8]?
    private let passing = PassingResponses()

    package init(_ gateway: GatewayOperations, _ problems: ProblemWriter, secret: Secret?) {
        self.gateway = gateway
        self.problems = problems
        self.secret = secret.map { Array($0.reveal().utf8) }
    }

    package func add(to routes: inout Routes) {
        for path in [Self.path, "\(Self.path)/**"] {
            for method in Self.methods {
                routes.addPage(Route(method, path)) { request, context in await self.response(request, context) }
            }
        }
    }

    private func response(_ request: Request, _ context: EdgeContext) async -> Response {
        do {
            return self.passing.response(to: try await self.caller(request, context))
        } catch {
            return GatewayReply(ProblemWriter.failure(of: error, context.logger), self.problems).response
        }
    }

    private func caller(_ request: Request, _ context: EdgeContext) async throws -> Caller? {
        var headers = GatewayHeaders()
        for field in request.headers { try headers.take(field.name.rawName, field.value) }
        // Whether a gateway asks at all is settled before what it asks.
        guard let secret, let given = headers.secret, ConstantTime.equal(Array(given.utf8), secret) else {
            throw Failure(.gatewayClosed)
        }
        let question = try headers.question(
            request.method.rawValue,
            suffix: (request.head.path ?? "").dropFirst(Self.path.count),
            base: self.problems.address.base,
            peer: context.remoteAddress
        )
        if let known = self.gateway.remembered(question) { return try known.get() }
        return try await self.gateway.answer(question)
    }
}

/// The answers that let a request pass, made once for each caller.
private final class PassingResponses: Sendable {
    private let ofCallers = Mutex(ByCaller<Response>())
    private let toNobody = GatewayReply(nil).response

    func response(to caller: Caller?) -> Response {
        guard let caller else { return self.toNobody }
        return self.ofCallers.withLock { known in known.value(of: caller) { GatewayReply(caller).response } }
    }
}

extension GatewayReply {
    fileprivate var response: Response {
        var headers = SafeHeaders.ofData
        for (name, value) in self.headers { headers[HTTPField.Name.named(name)] = value }
        return Response(
            status: HTTPResponse.Status(code: self.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: self.body))
        )
    }
}
