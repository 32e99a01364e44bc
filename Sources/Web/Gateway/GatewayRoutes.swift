package import Domain
import HTTPTypes
import Hummingbird
package import Operations

/// Forward authentication for gateways, through the framework (decision 0023).
package struct GatewayRoutes: Sendable {
    static let path = "/gateway/verify"
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    private let gateway: GatewayOperations
    private let problems: ProblemWriter
    /// What a gateway must send; without one nobody is answered here.
    private let secret: Secret?

    package init(_ gateway: GatewayOperations, _ problems: ProblemWriter, secret: Secret?) {
        self.gateway = gateway
        self.problems = problems
        self.secret = secret
    }

    package func add(to routes: inout Routes) {
        for path in [Self.path, "\(Self.path)/**"] {
            for method in Self.methods {
                routes.addPage(Route(method, path)) { request, context in await self.response(request, context) }
            }
        }
    }

    private func response(_ request: Request, _ context: EdgeContext) async -> Response {
        let reply = await self.reply(request, context)
        var headers = SafeHeaders.ofData
        for (name, value) in reply.headers { headers[HTTPField.Name.named(name)] = value }
        return Response(
            status: HTTPResponse.Status(code: reply.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body))
        )
    }

    private func reply(_ request: Request, _ context: EdgeContext) async -> GatewayReply {
        do {
            var headers = GatewayHeaders()
            for field in request.headers { try headers.take(field.name.rawName, field.value) }
            // Whether a gateway asks at all is settled before what it asks.
            guard let secret, let given = headers.secret,
                ConstantTime.equal(Array(given.utf8), Array(secret.reveal().utf8))
            else { throw Failure(.gatewayClosed) }
            let question = try headers.question(
                request.method.rawValue,
                suffix: (request.head.path ?? "").dropFirst(Self.path.count),
                base: self.problems.address.base,
                peer: context.remoteAddress
            )
            return GatewayReply(try await self.gateway.answer(question))
        } catch {
            return GatewayReply(ProblemWriter.failure(of: error, context.logger), self.problems)
        }
    }
}
