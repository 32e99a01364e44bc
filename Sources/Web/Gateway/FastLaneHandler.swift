import Domain
import NIOCore
import NIOHTTP1
import Operations

/// Answers a gateway's questions on the event loop that reads them; only what is not remembered leaves it (decision 0023).
///
/// Answers are written as bytes, since nearly all of each is known beforehand. They keep the order of their questions:
/// while one is asked elsewhere, what follows on the connection waits, and no more is read.
final class FastLaneHandler: ChannelInboundHandler, ChannelOutboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private struct Question {
        let head: HTTPRequestHead
        let framing: RequestFraming

        var isLast: Bool { !self.head.isKeepAlive || self.framing.wantsUpgrade }
    }

    /// What came and was not answered yet.
    private enum Waiting {
        case question(Question)
        case refusal(HTTPResponseStatus)
    }

    private let lane: FastLane
    private let answers: FastLaneAnswers
    private let phase: ConnectionPhase
    private let peer: String

    private var request: Question?
    private var bodyBytes = 0
    private var waiting = CircularBuffer<Waiting>()
    private var isAsking = false
    private var wantsToRead = false
    /// Nothing is answered after the last answer of a connection.
    private var hasEnded = false
    private var output = ByteBuffer()

    init(_ lane: FastLane, _ answers: FastLaneAnswers, _ phase: ConnectionPhase, peer: String) {
        self.lane = lane
        self.answers = answers
        self.phase = phase
        self.peer = peer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.hasEnded else { return }
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.begin(head, context)
        case .body(let bytes):
            // A question has no body; what a gateway sends along all the same is read past, up to a bound.
            self.bodyBytes += bytes.readableBytes
            if !self.isAsking { self.phase.bodyArrived(bytes.readableBytes) }
            if self.bodyBytes > Limits.jsonBodyBytesMax { context.close(promise: nil) }
        case .end:
            guard let request else { return }
            self.request = nil
            self.waiting.append(.question(request))
            self.answerWhatWaits(context)
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.bodyBytes = 0
        let framing = RequestFraming(head)
        guard framing.path != nil else {
            self.waiting.append(.refusal(.badRequest))
            return self.answerWhatWaits(context)
        }
        self.request = Question(head: head, framing: framing)
        guard !self.isAsking else { return }
        self.phase.headArrived()
        if framing.awaitsContinue { self.output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n") }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        self.flush(context)
        context.fireChannelReadComplete()
    }

    /// Nothing is read while a question is asked elsewhere, or while answers wait for whoever does not take them.
    func read(context: ChannelHandlerContext) {
        guard !self.isAsking, context.channel.isWritable else {
            self.wantsToRead = true
            return
        }
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        self.readOn(context)
        context.fireChannelWritabilityChanged()
    }

    private func readOn(_ context: ChannelHandlerContext) {
        guard self.wantsToRead, !self.isAsking, context.channel.isWritable else { return }
        self.wantsToRead = false
        context.read()
    }

    /// What cannot be parsed is answered once, and ends the connection: where the next request begins is not known.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, context.channel.isActive else {
            return context.close(promise: nil)
        }
        self.waiting.append(.refusal(error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest))
        self.answerWhatWaits(context)
        self.flush(context)
    }

    private func answerWhatWaits(_ context: ChannelHandlerContext) {
        while !self.isAsking, !self.hasEnded, let next = self.waiting.popFirst() {
            switch next {
            case .question(let asked): self.answer(asked, context)
            case .refusal(let status): self.refuse(status)
            }
        }
    }

    private func answer(_ asked: Question, _ context: ChannelHandlerContext) {
        if self.phase.phase != .readingBody { self.phase.headArrived() }
        self.phase.requestEnded()
        do throws(Failure) {
            let (head, lane) = (asked.head, self.lane)
            guard asked.framing.hosts == 1 || head.version == .http1_0 else { throw Failure(.hostInvalid) }
            if head.uri == FastLane.metricsPath {
                guard head.method == .GET || head.method == .HEAD else {
                    throw Failure(.methodNotAllowed, field: "GET, HEAD", expected: "GET, HEAD")
                }
                return self.ask(asked, context) { .metrics(lane.metrics()) }
            }
            let question = try self.question(head)
            guard let verdict = lane.gateway.remembered(question) else {
                return self.ask(asked, context) { await lane.answer(to: question) }
            }
            self.write(.caller(try verdict.get()), asked)
        } catch {
            self.write(.failure(error), asked)
        }
    }

    private func question(_ head: HTTPRequestHead) throws(Failure) -> GatewayQuestion {
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

    /// Has something found out away from the event loop.
    private func ask(
        _ asked: Question,
        _ context: ChannelHandlerContext,
        _ find: @escaping @Sendable () async -> FastLaneReply
    ) {
        self.isAsking = true
        let place = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.makeFutureWithTask { await find() }
            .whenSuccess { reply in
                let (handler, context) = place.value
                handler.goOn(with: reply, asked, context)
            }
    }

    private func goOn(with reply: FastLaneReply, _ asked: Question, _ context: ChannelHandlerContext) {
        self.isAsking = false
        guard context.channel.isActive else { return }
        self.write(reply, asked)
        self.answerWhatWaits(context)
        self.flush(context)
        self.readOn(context)
    }

    private func write(_ reply: FastLaneReply, _ asked: Question) {
        self.hasEnded = asked.isLast
        self.answers.write(reply, to: &self.output, isLast: self.hasEnded, hasBody: asked.head.method != .HEAD)
        self.phase.answerEnded()
    }

    private func refuse(_ status: HTTPResponseStatus) {
        self.hasEnded = true
        self.output.writeString(
            "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        )
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard self.output.readableBytes > 0 else { return }
        let isLast = self.hasEnded
        let sent: EventLoopPromise<Void>? = isLast ? context.eventLoop.makePromise() : nil
        context.writeAndFlush(self.wrapOutboundOut(self.output), promise: sent)
        // The kernel has taken it in nearly every case, and then its memory is used again.
        self.output.clear()
        let channel = context.channel
        sent?.futureResult.whenComplete { _ in channel.close(promise: nil) }
    }
}
