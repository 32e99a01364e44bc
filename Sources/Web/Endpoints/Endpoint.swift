package import Domain
package import HTTPTypes

/// Where an endpoint is: a method and a path with `:name` for its parts.
package struct Route: Sendable {
    package let method: HTTPRequest.Method
    package let path: String

    package init(_ method: HTTPRequest.Method, _ path: String) {
        self.method = method
        self.path = path
    }
}

/// An endpoint for anybody.
package protocol OpenEndpoint: Sendable {
    static var route: Route { get }
    func handle(_ call: Call) async throws -> Answer
}

/// An endpoint for whoever holds an Access Token; without a caller it cannot be written.
package protocol CallerEndpoint: Sendable {
    static var route: Route { get }
    /// Whether a live call is passed on where the platform has an API of its own (decision 0027).
    static var isOfPlatform: Bool { get }
    func handle(_ call: Call, _ caller: Caller) async throws -> Answer
}

/// An endpoint of the authorization server, for clients that prove themselves in the request.
package protocol ClientEndpoint: Sendable {
    static var route: Route { get }
    /// The status for a client that did not prove itself: the token endpoint has the provider's, others that of the RFCs.
    static var refusedClientStatus: Int { get }
    func handle(_ call: ClientCall) async throws -> Answer
}

extension ClientEndpoint {
    package static var refusedClientStatus: Int { 401 }
}

/// An endpoint for browsers too: a Public Key will do, and any page may call it.
package protocol KeyEndpoint: Sendable {
    static var route: Route { get }
    /// Whether a live call is passed on where the platform has an API of its own (decision 0027).
    static var isOfPlatform: Bool { get }
    func handle(_ call: Call, _ caller: Caller) async throws -> Answer
}

extension CallerEndpoint {
    package static var isOfPlatform: Bool { false }
}

extension KeyEndpoint {
    package static var isOfPlatform: Bool { false }
}
