import Domain
import Operations

/// What a gateway sends along with its question, read in one pass.
struct GatewayHeaders {
    private var authorization: String?
    private var proof: String?
    private var userAgent: String?
    private var origin: String?
    private var original: (method: String?, target: String?) = (nil, nil)
    private var forwarded: (method: String?, target: String?) = (nil, nil)
    private var realAddress: String?
    private var forwardedFor: String?
    private var scheme: String?
    private var forwardedHost: String?
    /// What proves the gateway to be the platform's own where the listener does not.
    private(set) var secret: String?

    /// - Throws: `credential_ambiguous` or `gateway_request_unclear` when something came twice.
    mutating func take(_ name: String, _ value: String) throws(Failure) {
        // Names are told apart by their length first: most headers are none of these.
        switch name.utf8.count {
        case 6 where name.isHeader("origin"): try Self.set(&self.origin, value, "Origin")
        case 4 where name.isHeader("dpop"): try Self.set(&self.proof, value, "DPoP")
        case 9 where name.isHeader("x-real-ip"): try Self.set(&self.realAddress, value, "X-Real-IP")
        case 10 where name.isHeader("user-agent"): self.userAgent = value
        case 13 where name.isHeader("authorization"):
            guard self.authorization == nil else { throw Failure(.credentialAmbiguous) }
            self.authorization = value
        case 14 where name.isHeader("x-original-uri"): try Self.set(&self.original.target, value, "X-Original-URI")
        case 15 where name.isHeader("x-forwarded-uri"): try Self.set(&self.forwarded.target, value, "X-Forwarded-Uri")
        case 15 where name.isHeader("x-forwarded-for"):
            self.forwardedFor = self.forwardedFor.map { "\($0),\(value)" } ?? value
        case 16 where name.isHeader("x-forwarded-host"): self.forwardedHost = value
        case 17 where name.isHeader("x-original-method"):
            try Self.set(&self.original.method, value, "X-Original-Method")
        case 17 where name.isHeader("x-forwarded-proto"): self.scheme = value
        case 17 where name.isHeader("x-llavero-gateway"): try Self.set(&self.secret, value, "X-Llavero-Gateway")
        case 18 where name.isHeader("x-forwarded-method"):
            try Self.set(&self.forwarded.method, value, "X-Forwarded-Method")
        default: break
        }
    }

    /// The request that is asked about.
    /// - Parameters:
    ///   - suffix: What follows `/gateway/verify` in the target: Envoy puts the whole request there.
    ///   - base: The address under which clients reach the server, where the gateway does not say it.
    ///   - peer: The other end of the connection.
    /// - Throws: `gateway_request_unclear`, or what is wrong with the credential's form.
    func question(_ method: String, suffix: Substring, base: String, peer: String) throws(Failure) -> GatewayQuestion {
        let (method, target) = try self.request(method, suffix)
        let query = target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[target.utf8.index(after: $0)...] } ?? ""
        let items = query.isEmpty ? nil : QueryItems(String(query))
        guard items?["access_token"] == nil else { throw Failure(.credentialInURL) }
        return GatewayQuestion(
            method: method,
            target: target,
            accessToken: try self.authorization.map(BearerValue.token),
            publicKey: items?["public_key"],
            origin: self.origin,
            proof: self.proof.map { GivenProof($0, method: method, address: self.address(of: target, base)) },
            address: self.client ?? peer,
            userAgent: self.userAgent
        )
    }

    /// The method and target of the one request that is meant: two answers to that are none.
    private func request(_ method: String, _ suffix: Substring) throws(Failure) -> (String, String) {
        guard suffix.isEmpty || suffix.utf8.first == UInt8(ascii: "?") else { return (method, String(suffix)) }
        let isOriginal = self.original.method != nil || self.original.target != nil
        guard !isOriginal || (self.forwarded.method == nil && self.forwarded.target == nil) else {
            throw Failure(.gatewayRequestUnclear, field: "two say it", expected: "X-Original- or X-Forwarded- headers")
        }
        let told = isOriginal ? self.original : self.forwarded
        guard let method = told.method, let target = told.target else {
            throw Failure(.gatewayRequestUnclear, field: "nothing says it", expected: "its method and its path")
        }
        guard (1...20).contains(method.utf8.count),
            method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else { throw Failure(.gatewayRequestUnclear, field: "its method is none", expected: "a word in capitals") }
        return (method, target)
    }

    /// Who called the gateway: whoever wrote the earlier parts of the list proves nothing.
    private var client: String? {
        let last = self.realAddress ?? self.forwardedFor?.split(separator: ",").last.map { $0.filter { $0 != " " } }
        return last.flatMap { ClientAddress.isAddress($0) ? $0 : nil }
    }

    private func address(of target: String, _ base: String) -> String {
        let path = target.prefix { $0 != "?" }
        guard let scheme, let forwardedHost else { return base + path }
        return "\(scheme)://\(forwardedHost)\(path)"
    }

    private static func set(_ place: inout String?, _ value: String, _ name: String) throws(Failure) {
        guard place == nil else {
            throw Failure(.gatewayRequestUnclear, field: "\(name) came twice", expected: "it once")
        }
        place = value
    }
}
