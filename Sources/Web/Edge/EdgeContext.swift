import Domain
package import Hummingbird
package import Logging

/// What the edge knows of one request.
package struct EdgeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// By which an answer and what is logged of it are found again.
    package let id: String
    private let base: Logger
    private let peer: String?
    /// Whom a trusted proxy names as the other end.
    var namedAddress: String?
    /// Where the request stands in a trace; nil when nobody says.
    var trace: TraceContext?

    private struct Place: RequestContextSource {
        let logger: Logger
    }

    /// - Parameters:
    ///   - number: No two requests have the same.
    ///   - peer: The other end of the connection, without its port.
    package init(_ logger: Logger, number: UInt64, peer: String?) {
        self.coreContext = CoreRequestContextStorage(source: Place(logger: logger))
        self.base = logger
        self.id = Hexadecimal.text(number)
        self.peer = peer
    }

    package init(source: ApplicationRequestContextSource) {
        self.init(source.logger, number: .random(in: .min ... .max), peer: nil)
    }

    /// Made when something is logged: nearly no request has anything to say.
    package var logger: Logger {
        var logger = self.base
        logger[metadataKey: "request_id"] = .string(self.id)
        if let trace { logger[metadataKey: "trace_id"] = .string(trace.traceID) }
        return logger
    }

    /// Whether every request is logged.
    var logsRequests: Bool { self.base.logLevel <= .debug }

    /// The address of whoever calls, without its port: the connection's other end, or whom a trusted proxy names.
    package var remoteAddress: String { self.namedAddress ?? self.peer ?? "unknown" }
}
