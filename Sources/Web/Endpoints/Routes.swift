package import Domain
import HTTPTypes
package import Hummingbird
import NIOHTTP1
package import Operations

/// The table of endpoints; paths answer 405 to methods they do not have.
package struct Routes {
    private let router: Router<EdgeContext>
    private let credentials: CredentialOperations
    private let problems: ProblemWriter
    private let upstream: Upstream?
    private var methods: [String: [HTTPRequest.Method]] = [:]
    private var openToBrowsers: Set<String> = []

    /// - Parameter upstream: Gets live calls of the platform's own API; nil where there is none.
    package init(
        _ router: Router<EdgeContext>,
        credentials: CredentialOperations,
        problems: ProblemWriter,
        upstream: Upstream? = nil
    ) {
        self.upstream = upstream
        self.router = router
        self.credentials = credentials
        self.problems = problems
    }

    package mutating func add<Target: OpenEndpoint>(_ endpoint: Target) {
        self.register(Target.route, isForBrowsers: true) { call in try await endpoint.handle(call).response }
    }

    package mutating func add<Target: CallerEndpoint>(_ endpoint: Target) {
        let (credentials, address) = (self.credentials, self.problems.address)
        let upstream = Target.isOfPlatform ? self.upstream : nil
        self.register(Target.route) { call in
            guard let token = try call.bearerToken() else { throw Failure(.credentialMissing) }
            let proof = try call.keyProof(at: address.base)
            let caller = try await credentials.verify(accessToken: token, proof: proof, from: call.source).require()
            if let upstream, caller.mode == .live { return try await call.passOn(to: upstream, as: caller) }
            return try await endpoint.handle(call, caller).response
        }
    }

    package mutating func add<Target: KeyEndpoint>(_ endpoint: Target) {
        let (credentials, address) = (self.credentials, self.problems.address)
        let upstream = Target.isOfPlatform ? self.upstream : nil
        self.register(Target.route, isForBrowsers: true) { call in
            let caller = try await credentials.caller(presenting: call, at: address.base).require()
            if let upstream, caller.mode == .live { return try await call.passOn(to: upstream, as: caller) }
            return try await endpoint.handle(call, caller).response
        }
    }

    package mutating func add<Target: ClientEndpoint>(_ endpoint: Target) {
        let problems = self.problems
        self.register(Target.route, isForBrowsers: true) { call in
            do {
                let max = call.contentType == MediaType.form ? Limits.formBytesMax : Limits.jsonBodyBytesMax
                let body = try await call.body(upTo: max)
                let clientCall = try ClientCall(call, body, issuer: problems.address.base)
                return try await endpoint.handle(clientCall).response
            } catch let error as HTTPParserError {
                throw error
            } catch {
                let refusedStatus = call.triesBasic ? 401 : Target.refusedClientStatus
                return problems.response(toClient: error, refusedStatus, call.logger)
            }
        }
    }

    /// Adds a page for browsers, which makes its whole answer itself.
    package mutating func addPage(
        _ route: Route,
        _ handle: @escaping @Sendable (Request, EdgeContext) async throws -> Response
    ) {
        self.methods[route.path, default: []].append(route.method)
        self.router.on(RouterPath(route.path), method: route.method) { request, context in
            try await handle(request, context)
        }
    }

    /// - Parameter isForBrowsers: Lets any origin read the answers, refusals included: they hold nothing that the page
    ///   did not already know.
    private mutating func register(
        _ route: Route,
        isForBrowsers: Bool = false,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.methods[route.path, default: []].append(route.method)
        if isForBrowsers { self.openToBrowsers.insert(route.path) }
        let (problems, routeName) = (self.problems, "\(route.method.rawValue) \(route.path)")
        self.router.on(RouterPath(route.path), method: route.method) { request, context in
            guard isForBrowsers else { return try await handle(try Call(request, context, routeName: routeName)) }
            var response: Response
            do {
                response = try await handle(try Call(request, context, routeName: routeName))
            } catch let error as HTTPParserError {
                throw error
            } catch {
                response = problems.response(to: error, context.logger)
            }
            if !response.headers.contains(.accessControlAllowOrigin) {
                response.headers.append(HTTPField(name: .accessControlAllowOrigin, value: "*"))
            }
            return response
        }
    }

    /// Adds what every path needs besides its endpoints; to be called once, after the last endpoint.
    /// - Returns: Every route that was added.
    @discardableResult
    package func finish() -> [Route] {
        for (path, known) in self.methods {
            var allowed = known
            if self.openToBrowsers.contains(path) {
                allowed.append(.options)
                self.addPreflight(path, known)
            }
            let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method in [HTTPRequest.Method.get, .head, .trace, .post, .put, .patch, .delete, .options]
            where !allowed.contains(method) {
                self.router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Failure(.methodNotAllowed, field: list, expected: list)
                }
            }
        }
        return self.methods.flatMap { path, methods in methods.map { Route($0, path) } }
    }

    /// Answers a browser's question whether another origin may call a path that takes Public Keys.
    private func addPreflight(_ path: String, _ methods: [HTTPRequest.Method]) {
        let list = methods.map(\.rawValue).sorted().joined(separator: ", ")
        self.router.on(RouterPath(path), method: .options) { _, _ -> Response in
            Response(
                status: .noContent,
                headers: [
                    .accessControlAllowOrigin: "*", .accessControlAllowMethods: list,
                    .accessControlAllowHeaders:
                        "Content-Type, DPoP, X-Product-Id, X-Idempotency-Key, X-Meli-Session-Id",
                    .accessControlMaxAge: "600",
                ]
            )
        }
    }
}

extension CredentialOperations {
    /// Judges whichever credential a call brings: an Access Token in the header, or a Public Key in the query.
    /// - Parameter base: The address under which clients reach the server.
    package func caller(presenting call: Call, at base: String) async throws -> Verification {
        if let token = try call.bearerToken() {
            let proof = try call.keyProof(at: base)
            return try await self.verify(accessToken: token, proof: proof, from: call.source)
        }
        guard let key = call.query["public_key"] else { throw Failure(.publicKeyMissing) }
        return try await self.verify(publicKey: key, in: call.origin)
    }
}
