import Domain
import NIOCore
import NIOHTTP1
import Operations

/// Answers a gateway's questions on the event loop that reads them; only what is not remembered leaves it (decision 0023).
final class FastLaneHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let lane: FastLane
    private let answers: FastLaneAnswers
    private let peer: String
    private var head: HTTPRequestHead?
    private var bodyBytes = 0

    init(_ lane: FastLane, _ answers: FastLaneAnswers, peer: String) {
        self.lane = lane
        self.answers = answers
        self.peer = peer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            self.bodyBytes = 0
        case .body(let bytes):
            // A question has no body; what a gateway sends along all the same is read past, up to a bound.
            self.bodyBytes += bytes.readableBytes
            if self.bodyBytes > Limits.jsonBodyBytesMax { context.close(promise: nil) }
        case .end:
            guard let head = self.head else { return }
            self.head = nil
            self.answer(head, context)
        }
    }

    /// What cannot be parsed is answered once, and ends the connection: where the next request begins is not known.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError, context.channel.isActive else { return context.close(promise: nil) }
        let headers: HTTPHeaders = ["connection": "close", "content-length": "0"]
        let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers)
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let question: GatewayQuestion
        do {
            question = try self.question(head)
        } catch {
            return self.write(GatewayReply(error, self.lane.problems), head, context)
        }
        switch self.lane.gateway.remembered(question) {
        case .success(let caller)?: self.write(self.answers.headers(for: caller), .ok, [], head, context)
        case .failure(let failure)?: self.write(GatewayReply(failure, self.lane.problems), head, context)
        case nil: self.ask(question, head, context)
        }
    }

    private func question(_ head: HTTPRequestHead) throws(Failure) -> GatewayQuestion {
        guard head.headers["host"].count == 1 || head.version == .http1_0 else { throw Failure(.hostInvalid) }
        guard head.uri.utf8.count <= EdgeLimits.targetCharactersMax else {
            throw Failure(.targetTooLong, expected: String(EdgeLimits.targetCharactersMax))
        }
        let path = GatewayRoutes.path
        guard head.uri.hasPrefix(path) else { throw Failure(.routeNotFound) }
        let suffix = head.uri.dropFirst(path.count)
        guard suffix.isEmpty || suffix.utf8.first == UInt8(ascii: "/") || suffix.utf8.first == UInt8(ascii: "?") else {
            throw Failure(.routeNotFound)
        }
        var headers = GatewayHeaders()
        for (name, value) in head.headers { try headers.take(name, value) }
        return try headers.question(
            head.method.rawValue,
            suffix: suffix,
            base: self.lane.problems.address.base,
            peer: self.peer
        )
    }

    /// Asks the same operation as everybody; the pipeline holds what comes next on the connection back meanwhile.
    private func ask(_ question: GatewayQuestion, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let lane = self.lane
        let place = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.makeFutureWithTask { await lane.reply(to: question) }
            .whenSuccess { reply in
                let (handler, context) = place.value
                handler.write(reply, head, context)
            }
    }

    private func write(_ reply: GatewayReply, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.write(
            self.answers.headers(for: reply),
            HTTPResponseStatus(statusCode: reply.status),
            reply.body,
            head,
            context
        )
    }

    private func write(
        _ headers: HTTPHeaders,
        _ status: HTTPResponseStatus,
        _ body: [UInt8],
        _ head: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        guard context.channel.isActive else { return }
        var headers = headers
        self.answers.addWhatIsNew(to: &headers, length: body.count)
        if !head.isKeepAlive { headers.add(name: "Connection", value: "close") }
        let response = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(self.wrapOutboundOut(.head(response)), promise: nil)
        if !body.isEmpty, head.method != .HEAD {
            context.write(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        }
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
    }
}
