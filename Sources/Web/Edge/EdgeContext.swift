package import Hummingbird
import Logging
import NIOCore

/// What the edge knows of one request.
package struct EdgeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let connection: SocketAddress?
    /// Whom a trusted proxy names as the other end.
    var namedAddress: String?

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.connection = source.channel.remoteAddress
    }

    /// The address of whoever calls, without its port: the connection's other end, or whom a trusted proxy names.
    package var remoteAddress: String { self.namedAddress ?? self.connection?.ipAddress ?? "unknown" }
}
