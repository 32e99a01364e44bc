package import HummingbirdCore
package import Logging
import NIOCore
import NIOHTTP1
package import Operations

/// How requests of the main door are answered.
package struct Edge: Sendable {
    /// Makes the answer to a request; throws `HTTPParserError` where the connection cannot go on.
    package typealias Respond = @Sendable (Request, EdgeContext) async throws -> Response

    let respond: Respond
    let time: any TimeSource
    let logger: Logger

    package init(time: any TimeSource, logger: Logger, respond: @escaping Respond) {
        self.respond = respond
        self.time = time
        self.logger = logger
    }
}

/// HTTP/1 with the edge's deadlines, limits and strictness; the framework opens its connections and routes its requests.
struct GuardedHTTP1Channel: HTTPChannelHandler {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    let edge: Edge
    /// The framework's own way to an answer, which costs as much again as finding it (decision 0024).
    let responder: HTTPChannelHandler.Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let phase = ConnectionPhase()
            try pipeline.addHandlers(
                DeadlineHandler(phase: phase),
                ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: EdgeLimits.ofHeads)),
                EdgeHTTPHandler(self.edge, phase, peer: channel.remoteAddress?.ipAddress)
            )
            return Value(channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }
}

extension EdgeLimits {
    static var ofHeads: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = self.headerFieldBytesMax
        limits.maxHeaderListSize = self.headerBytesMax
        limits.maxHeaderFieldCount = self.headerFieldsMax
        return limits
    }

    /// Stops accepting while too many connections are open.
    package static func openConnections() -> any AvailableConnectionsDelegate {
        MaximumAvailableConnections(self.connectionsMax)
    }
}

extension HTTPServerBuilder {
    /// HTTP/1 with the edge's deadlines and limits.
    package static func guarded(_ edge: Edge) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in GuardedHTTP1Channel(edge: edge, responder: responder) }
    }
}
