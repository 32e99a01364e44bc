package import Hummingbird
import Logging
import NIOCore

/// What the edge knows of one request.
package struct EdgeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address of the connection's other end, without its port.
    package let remoteAddress: String

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
        self.remoteAddress = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
