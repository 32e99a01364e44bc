import NIOCore
import NIOHTTP1

/// Judges what is lost when a request becomes independent of the HTTP version (version, target, wish to close), keeps
/// account of what the connection is doing, and closes it after the answer that is the last.
final class RequestGuardHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let phase: ConnectionPhase
    private var requestsSeen = 0
    private var answersEnded = 0
    /// The number of the answer after which the connection is closed.
    private var lastAnswer: Int?
    private var isRefused = false

    init(_ phase: ConnectionPhase) {
        self.phase = phase
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isRefused else { return }
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            guard Self.isAcceptable(head) else { return self.refuse(context, .badRequest) }
            self.requestsSeen += 1
            self.phase.headArrived()
            if !head.isKeepAlive, self.lastAnswer == nil { self.lastAnswer = self.requestsSeen }
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                let interim = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(self.wrapOutboundOut(.head(interim)), promise: nil)
            }
        case .body(let bytes): self.phase.bodyArrived(bytes.readableBytes)
        case .end: self.phase.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch self.unwrapOutboundIn(data) {
        case .head(let head):
            if head.headers.first(name: "connection")?.lowercased() == "close" {
                self.lastAnswer = self.answersEnded + 1
            }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            self.answersEnded += 1
            self.phase.answerEnded()
            guard self.answersEnded == self.lastAnswer else { return context.write(data, promise: promise) }
            context.writeAndFlush(data, promise: promise)
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let parserError = error as? HTTPParserError, parserError == .headerOverflow else {
            return context.fireErrorCaught(error)
        }
        self.refuse(context, .requestHeaderFieldsTooLarge)
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

    private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
        self.isRefused = true
        var head = HTTPResponseHead(version: .http1_1, status: status)
        head.headers = ["connection": "close", "content-length": "0"]
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
