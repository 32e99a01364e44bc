package import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// HTTP/1 for the framework, with the edge's deadlines, limits and strictness.
struct GuardedHTTP1Channel: HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: HTTPChannelHandler.Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let phase = ConnectionPhase()
            try pipeline.addHandlers(
                DeadlineHandler(phase: phase),
                ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: EdgeLimits.ofHeads)),
                EdgeHTTPHandler(phase)
            )
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true)
            )
        }
    }

    func handle(value: Value, logger: Logger) async {
        await self.handleHTTP(asyncChannel: value, logger: logger)
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
    package static var guarded: HTTPServerBuilder {
        HTTPServerBuilder { responder in GuardedHTTP1Channel(responder: responder) }
    }
}
