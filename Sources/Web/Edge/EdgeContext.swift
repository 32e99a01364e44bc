package import Hummingbird
import Logging
import NIOCore

/// What the edge knows of one request.
package struct EdgeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address of whoever calls, without its port: the connection's other end, or whom a trusted proxy names.
    package internal(set) var remoteAddress: String

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.remoteAddress = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
