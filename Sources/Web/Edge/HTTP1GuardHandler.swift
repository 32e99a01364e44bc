import NIOCore
import NIOHTTP1

/// Judges what is lost when a request becomes independent of the HTTP version: version, target, wish to close.
final class HTTP1GuardHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let phases: PhaseHandler
    private var isRefused = false

    init(phases: PhaseHandler) {
        self.phases = phases
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isRefused else { return }
        if case .head(let head) = self.unwrapInboundIn(data) {
            guard Self.isAcceptable(head) else { return self.refuse(context) }
            if !head.isKeepAlive { self.phases.closeAfterNextRequest() }
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                let interim = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(self.wrapOutboundOut(.head(interim)), promise: nil)
            }
        }
        context.fireChannelRead(data)
    }

    /// A path, or the whole address of the same host (RFC 9112 section 3.2); chunks only where HTTP knows them and
    /// without another coding (section 6.1).
    private static func isAcceptable(_ head: HTTPRequestHead) -> Bool {
        let codings = head.headers["transfer-encoding"].map { $0.lowercased() }
        let knowsChunks = head.version.major > 1 || head.version.minor > 0
        guard codings.isEmpty || (codings == ["chunked"] && knowsChunks) else { return false }
        return head.uri.utf8.first == UInt8(ascii: "/")
            || head.headers["host"].contains { head.uri.hasPrefix("http://\($0)/") }
    }

    private func refuse(_ context: ChannelHandlerContext) {
        self.isRefused = true
        var head = HTTPResponseHead(version: .http1_1, status: .badRequest)
        head.headers = ["connection": "close", "content-length": "0"]
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
