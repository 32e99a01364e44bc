package import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// The framework's HTTP/1 channel with deadlines and tighter header limits.
struct GuardedHTTP1Channel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let base: HTTP1Channel

    init(responder: @escaping HTTPChannelHandler.Responder) {
        let limits = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: EdgeLimits.headerFieldBytesMax,
            maxHeaderListSize: EdgeLimits.headerBytesMax,
            maxHeaderFieldCount: EdgeLimits.headerFieldsMax
        )
        self.base = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(httpDecoderConfiguration: limits)
        )
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        self.base.setup(channel: channel, logger: logger)
            .flatMapThrowing { value in
                let pipeline = channel.pipeline.syncOperations
                let phase = ConnectionPhase()
                let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
                try pipeline.addHandler(RequestGuardHandler(phase), position: .before(codec))
                try pipeline.addHandler(DeadlineHandler(phase: phase), position: .first)
                return value
            }
    }

    func handle(value: Value, logger: Logger) async {
        await self.base.handle(value: value, logger: logger)
    }
}

extension EdgeLimits {
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
