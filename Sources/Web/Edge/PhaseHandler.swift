import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Sees where requests and answers begin and end, and closes the connection after the answer that is the last.
final class PhaseHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    let phase = ConnectionPhase()
    private var requestsSeen = 0
    private var answersEnded = 0
    /// The number of the answer after which the connection is closed.
    private var lastAnswer: Int?

    /// Closes after the answer to the request that comes next.
    func closeAfterNextRequest() {
        if self.lastAnswer == nil { self.lastAnswer = self.requestsSeen + 1 }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head:
            self.requestsSeen += 1
            self.phase.headArrived()
        case .body(let bytes): self.phase.bodyArrived(bytes.readableBytes)
        case .end: self.phase.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch self.unwrapOutboundIn(data) {
        case .head(let head) where head.headerFields[.connection]?.lowercased() == "close":
            self.lastAnswer = self.answersEnded + 1
            context.write(data, promise: promise)
        case .head, .body: context.write(data, promise: promise)
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
        let head = HTTPResponse(
            status: .requestHeaderFieldsTooLarge,
            headerFields: [.connection: "close", .contentLength: "0"]
        )
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
