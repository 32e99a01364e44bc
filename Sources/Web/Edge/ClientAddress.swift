import Foundation
import HTTPTypes
import Hummingbird

/// Who calls, when proxies that are trusted stand between.
package struct ClientAddress: Sendable {
    private let proxies: Set<String>

    /// - Parameter proxies: Addresses whose word about the other end counts.
    package init(trusting proxies: Set<String> = []) {
        self.proxies = proxies
    }

    var trustsAny: Bool { !self.proxies.isEmpty }

    /// The last address in `X-Forwarded-For` that no trusted proxy has; the connection's own where there is none.
    ///
    /// Whatever stands before it was written by whoever calls, and proves nothing.
    func of(_ connection: String, _ request: Request) -> String {
        guard self.proxies.contains(connection) else { return connection }
        let hops = request.headers[values: .forwardedFor].joined(separator: ",").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard let client = hops.last(where: { !self.proxies.contains($0) }), Self.isAddress(client) else {
            return connection
        }
        return client
    }

    /// Whether a text is an IPv4 or IPv6 address.
    package static func isAddress(_ text: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1
    }
}

extension HTTPField.Name {
    static let forwardedFor: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-For") else { preconditionFailure("it is a header name") }
        return name
    }()
}
