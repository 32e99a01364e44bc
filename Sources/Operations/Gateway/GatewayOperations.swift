package import Domain

/// A request that a gateway asks about before it lets it pass.
package struct GatewayQuestion: Sendable {
    package let method: String
    /// Path and query as they were sent.
    package let target: String
    /// What came after `Bearer` or `DPoP`; nil without an Authorization header.
    package let accessToken: String?
    package let publicKey: String?
    /// What the browser says of the page that calls; nil for a program.
    package let origin: String?
    package let proof: GivenProof?
    package let address: String
    package let userAgent: String?

    package init(
        method: String,
        target: String,
        accessToken: String?,
        publicKey: String? = nil,
        origin: String? = nil,
        proof: GivenProof? = nil,
        address: String,
        userAgent: String? = nil
    ) {
        self.method = method
        self.target = target
        self.accessToken = accessToken
        self.publicKey = publicKey
        self.origin = origin
        self.proof = proof
        self.address = address
        self.userAgent = userAgent
    }

    var path: Substring {
        self.target[..<(self.target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? self.target.endIndex)]
    }
}

/// Answers gateways: whose credential a request brings, and whether it may do that.
package struct GatewayOperations: Sendable {
    let context: OperationContext
    private var credentials: CredentialOperations { CredentialOperations(context: self.context) }

    /// What can be said without asking the database; nil when it has to be asked.
    /// - Returns: The caller; nil inside where the route asks for nobody.
    package func remembered(_ question: GatewayQuestion) -> Result<Caller?, Failure>? {
        do {
            let (requirement, source) = try self.asked(question)
            guard let token = question.accessToken else {
                return question.publicKey == nil || requirement != .publicKey
                    ? .success(try Self.nobody(requirement)) : nil
            }
            guard let verdict = self.credentials.remembered(accessToken: token, from: source) else { return nil }
            return .success(try Self.judge(verdict, requirement))
        } catch {
            return .failure(error)
        }
    }

    /// - Returns: The caller; nil where the route asks for nobody.
    /// - Throws: why the request must not pass, or `StorageFailure` when nothing can be verified.
    package func answer(_ question: GatewayQuestion) async throws -> Caller? {
        let (requirement, source) = try self.asked(question)
        if let token = question.accessToken {
            let verdict = try await self.credentials
                .verify(accessToken: token, proof: question.proof, from: source)
            return try Self.judge(verdict, requirement)
        }
        guard requirement == .publicKey, let key = question.publicKey else { return try Self.nobody(requirement) }
        return try await self.credentials.verify(publicKey: key, in: question.origin).require()
    }

    /// Judges whether a caller who is verified already may make a call.
    /// - Throws: `path_not_normal`, `gateway_route_denied` or `insufficient_scope`.
    package func check(_ caller: Caller, _ method: String, _ target: String) throws(Failure) {
        let path = target.prefix { $0 != "?" }
        guard NormalPath.isNormal(path) else { throw Failure(.pathNotNormal) }
        switch self.context.gatewayRules.requirement(method, path).0 {
        case .denied: throw Failure(.gatewayRouteDenied)
        case .permission(let permission) where caller.credential.kind != .publicKey: try caller.require(permission)
        case .permission, .nothing, .credential, .publicKey: break
        }
    }

    private func asked(_ question: GatewayQuestion) throws(Failure) -> (GatewayRequirement, CallSource) {
        let path = question.path
        guard NormalPath.isNormal(path) else { throw Failure(.pathNotNormal) }
        let (requirement, pattern) = self.context.gatewayRules.requirement(question.method, path)
        guard requirement != .denied else { throw Failure(.gatewayRouteDenied) }
        let source = CallSource(
            address: question.address,
            userAgent: question.userAgent,
            route: "\(question.method) \(pattern)"
        )
        return (requirement, source)
    }

    private static func nobody(_ requirement: GatewayRequirement) throws(Failure) -> Caller? {
        guard requirement == .nothing else { throw Failure(.credentialMissing) }
        return nil
    }

    private static func judge(_ verdict: Verification, _ requirement: GatewayRequirement) throws(Failure) -> Caller {
        let caller = try verdict.require()
        if case .permission(let permission) = requirement { try caller.require(permission) }
        return caller
    }
}
