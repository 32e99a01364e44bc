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
    private let secret: [UInt8]?
    private let assertions: CallerAssertions?
    private let passing = AnswersByCaller()
    private let toNobody = GatewayReply(nil).answer

    package init(
        _ gateway: GatewayOperations,
        _ problems: ProblemWriter,
        secret: Secret?,
        assertions: CallerAssertions? = nil
    ) {
        self.gateway = gateway
        self.problems = problems
        self.assertions = assertions
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
            guard let caller = try await self.caller(request, context) else { return self.toNobody.response }
            var response = self.passing.answer(to: caller) { GatewayReply(caller).answer }.response
            if let assertions {
                let text = try assertions.assertion(of: caller)
                response.headers.append(HTTPField(name: .named(GatewayReply.assertionName), value: text))
            }
            return response
        } catch {
            return GatewayReply(ProblemWriter.failure(of: error, context.logger), self.problems).answer.response
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

extension GatewayReply {
    fileprivate var answer: Answer {
        var headers = HTTPFields()
        for (name, value) in self.headers { headers[HTTPField.Name.named(name)] = value }
        return Answer(status: HTTPResponse.Status(code: self.status), body: self.body, type: nil, headers: headers)
    }
}
