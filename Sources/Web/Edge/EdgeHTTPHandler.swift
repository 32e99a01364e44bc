import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
import Operations

/// Has the requests of one connection answered, one after the other (decision 0024).
///
/// It judges what is lost on the way into the framework's types (version, form of the target, wish to close), and answers
/// in order: while one request is answered, what follows on the connection waits, and no more is read.
final class EdgeHTTPHandler: ChannelInboundHandler, ChannelOutboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    /// A request whose head is read, and what is known of its answer before it is made.
    struct Arrived {
        let head: HTTPRequest
        let isLast: Bool
        /// Whether the client knows chunks (HTTP/1.1).
        let knowsChunks: Bool
        var body = RequestBody(buffer: ByteBuffer())
    }

    /// What came and was not answered yet.
    private enum Waiting {
        case request(Arrived)
        case refusal(HTTPResponseStatus)
    }

    private let edge: Edge
    private let phase: ConnectionPhase
    private let peer: String?
    /// A request that is handed on when all of it, or all that came at once, is here.
    private var begun: (request: Arrived, body: ByteBuffer?)?
    /// The body of the last request that was handed on, while it arrives.
    private var arriving: ArrivingBody?
    private var waiting = CircularBuffer<Waiting>()
    /// The request that is being answered.
    private var current: Arrived?
    private var wantsToRead = false
    private var hasInputEnded = false
    private var isShuttingDown = false
    /// Nothing is answered after the last answer of a connection.
    private var hasEnded = false
    /// The names of the last request's fields: clients send the same ones again and again.
    private var names: [HTTPField.Name] = []
    private var answer: AnswerWriter
    private var requestNumber = UInt64.random(in: .min ... .max)

    init(_ edge: Edge, _ phase: ConnectionPhase, peer: String?) {
        self.edge = edge
        self.phase = phase
        self.peer = peer
        self.answer = AnswerWriter(edge.time)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.hasEnded else { return }
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.begin(head, context)
        case .body(let bytes): self.take(bytes, context)
        case .end: self.end(context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        self.handOnWhatBegan(context)
        context.fireChannelReadComplete()
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let framing = RequestFraming(head)
        guard let path = framing.path, let method = try? HTTPRequest.Method(head.method) else {
            return self.handOn(.refusal(.badRequest), context)
        }
        let request = HTTPRequest(
            method: method,
            scheme: "http",
            authority: framing.host,
            path: path,
            headerFields: self.fields(head.headers)
        )
        let knowsChunks = head.version.major > 1 || head.version.minor > 0
        let isLast = !head.isKeepAlive || framing.wantsUpgrade
        self.begun = (Arrived(head: request, isLast: isLast, knowsChunks: knowsChunks), nil)
        guard self.current == nil else { return }
        self.phase.headArrived()
        // Leave that would stand in the middle of another answer is not given; clients go on without it.
        if framing.awaitsContinue {
            let interim = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            context.writeAndFlush(self.wrapOutboundOut(interim), promise: nil)
        }
    }

    private func take(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        if let begun, begun.body == nil {
            self.begun = (begun.request, bytes)
            if self.current == nil { self.phase.bodyArrived(bytes.readableBytes) }
            return
        }
        self.handOnWhatBegan(context)
        if self.isArrivingNow { self.phase.bodyArrived(bytes.readableBytes) }
        self.arriving?.add(bytes)
    }

    private func end(_ context: ChannelHandlerContext) {
        guard let begun else {
            if self.isArrivingNow { self.phase.requestEnded() }
            self.arriving?.end()
            self.arriving = nil
            return self.goOn(context)
        }
        self.begun = nil
        var request = begun.request
        if let body = begun.body { request.body = RequestBody(buffer: body) }
        self.handOn(.request(request), context)
    }

    /// Whether the body that arrives is of the request that is, or was just, answered.
    private var isArrivingNow: Bool { self.arriving != nil && self.waiting.isEmpty }

    /// The rest of the body is not here yet: whoever reads it waits for it.
    private func handOnWhatBegan(_ context: ChannelHandlerContext) {
        guard let begun else { return }
        self.begun = nil
        var request = begun.request
        let place = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let arriving = ArrivingBody { loop.execute { place.value.0.readOn(place.value.1) } }
        if let body = begun.body { arriving.add(body) }
        request.body = RequestBody(asyncSequence: arriving)
        self.arriving = arriving
        self.handOn(.request(request), context)
    }

    private func handOn(_ waiting: Waiting, _ context: ChannelHandlerContext) {
        self.waiting.append(waiting)
        self.goOn(context)
    }

    /// Answers what comes next, unless something is being answered or the client does not take what it was answered.
    private func goOn(_ context: ChannelHandlerContext) {
        while self.current == nil, !self.hasEnded, context.channel.isWritable, let next = self.waiting.popFirst() {
            switch next {
            case .request(let request): self.answer(request, context)
            case .refusal(let status): self.refuse(status, context)
            }
        }
        let hasNothingLeft = self.current == nil && self.waiting.isEmpty && self.begun == nil && self.arriving == nil
        if hasNothingLeft, self.hasInputEnded || self.isShuttingDown { self.close(context) }
    }

    private func answer(_ request: Arrived, _ context: ChannelHandlerContext) {
        self.current = request
        if self.phase.phase != .readingBody { self.phase.headArrived() }
        // A body that still arrives is of the last request.
        if self.arriving == nil || !self.waiting.isEmpty { self.phase.requestEnded() }
        self.requestNumber &+= 1
        let edgeContext = EdgeContext(self.edge.logger, number: self.requestNumber, peer: self.peer)
        let (respond, loop) = (self.edge.respond, context.eventLoop)
        let place = NIOLoopBound((self, context), eventLoop: loop)
        let asked = Request(head: request.head, body: request.body)
        Task {
            do {
                let response = try await respond(asked, edgeContext)
                try await response.body.write(EdgeBodyWriter(response.head, place, loop))
            } catch {
                loop.execute { place.value.0.giveUp(error, place.value.1) }
            }
        }
    }

    /// All fields but the first Host, which is the request's authority.
    private func fields(_ headers: HTTPHeaders) -> HTTPFields {
        var fields = HTTPFields()
        fields.reserveCapacity(headers.count)
        var count = 0
        var hasHost = false
        for (text, value) in headers {
            if !hasHost, text.utf8.count == 4, text.isHeader("host") {
                hasHost = true
                continue
            }
            if count == self.names.count || self.names[count].rawName != text {
                guard let name = HTTPField.Name(text) else { continue }
                self.names.removeLast(self.names.count - count)
                self.names.append(name)
            }
            fields.append(HTTPField(name: self.names[count], value: value))
            count += 1
        }
        return fields
    }

    /// Nothing is read while a request is answered that is here as a whole, or while answers wait for whoever does not
    /// take them.
    func read(context: ChannelHandlerContext) {
        self.wantsToRead = true
        self.readOn(context)
    }

    private func readOn(_ context: ChannelHandlerContext) {
        guard self.wantsToRead, self.mayRead(context) else { return }
        self.wantsToRead = false
        context.read()
    }

    private func mayRead(_ context: ChannelHandlerContext) -> Bool {
        guard context.channel.isWritable else { return false }
        guard let arriving else { return self.current == nil && self.waiting.isEmpty }
        return self.waiting.isEmpty && !arriving.isFull
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        self.goOn(context)
        self.readOn(context)
        context.fireChannelWritabilityChanged()
    }

    /// What cannot be parsed is answered once, and ends the connection: where the next request begins is not known.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, context.channel.isActive else {
            return context.close(promise: nil)
        }
        self.begun = nil
        if let arriving {
            self.arriving = nil
            arriving.fail(error)
            // Whoever did not read the body has been, or will be, answered: that answer is the last one.
            guard self.current == nil else {
                self.hasInputEnded = true
                return
            }
        }
        self.handOn(.refusal(error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.hasEnded = true
        self.current = nil
        self.arriving?.fail(HTTPParserError.invalidEOFState)
        self.arriving = nil
        self.waiting.removeAll()
        context.fireChannelInactive()
    }

    /// A client that sends no more is still answered; so is what has begun when the server stops.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            self.hasInputEnded = true
            self.goOn(context)
        case is ChannelShouldQuiesceEvent:
            self.isShuttingDown = true
            if self.current == nil, self.waiting.isEmpty, self.phase.phase == .idle { self.close(context) }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Closes when everything before it is sent: what is not would be thrown away.
    private func close(_ context: ChannelHandlerContext, after last: ByteBuffer = ByteBuffer()) {
        self.hasEnded = true
        let sent = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(self.wrapOutboundOut(last), promise: sent)
    }

    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        let text = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        self.close(context, after: ByteBuffer(string: text))
    }
}

/// The answer's way back, on the event loop.
extension EdgeHTTPHandler {
    /// Writes the first part of an answer that comes in pieces, or its next one.
    /// - Parameter head: Of the first part alone.
    func write(_ head: HTTPResponse?, _ piece: ByteBuffer, _ context: ChannelHandlerContext) -> EventLoopFuture<Void> {
        guard context.channel.isActive, let current else {
            return context.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        }
        if let head { self.begin(head, current) }
        self.add(piece, context)
        let sent = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(self.wrapOutboundOut(self.answer.take()), promise: sent)
        return sent.futureResult
    }

    /// Writes the whole answer, or the end of one that came in pieces.
    /// - Parameter head: Of a whole answer.
    func finish(_ head: HTTPResponse?, _ piece: ByteBuffer?, _ trailers: HTTPFields?, _ context: ChannelHandlerContext)
    {
        guard context.channel.isActive, let current else { return }
        if let head { self.begin(head, current) }
        if let piece { self.add(piece, context) }
        self.answer.end(trailers)
        self.current = nil
        // One that arrives for a request that waits is still to be read.
        if self.waiting.isEmpty { self.arriving?.abandon() }
        self.phase.answerEnded()
        guard !self.answer.isLast else { return self.close(context, after: self.answer.take()) }
        context.writeAndFlush(self.wrapOutboundOut(self.answer.take()), promise: nil)
        self.goOn(context)
        self.readOn(context)
    }

    /// Ends an answer that cannot be made: with a refusal while nothing of it is sent, and always with the connection.
    func giveUp(_ error: any Error, _ context: ChannelHandlerContext) {
        guard context.channel.isActive, self.current != nil else { return }
        self.current = nil
        guard !self.answer.hasBegun else { return self.close(context) }
        self.refuse(error is HTTPParserError ? .badRequest : .internalServerError, context)
    }

    private func begin(_ head: HTTPResponse, _ request: Arrived) {
        let isLast = request.isLast || (self.isShuttingDown && self.waiting.isEmpty)
        self.answer.begin(head, to: request, isLast: isLast)
    }

    private func add(_ piece: ByteBuffer, _ context: ChannelHandlerContext) {
        guard !self.answer.takes(piece) else { return self.answer.add(piece) }
        context.write(self.wrapOutboundOut(self.answer.take(before: piece)), promise: nil)
        context.write(self.wrapOutboundOut(piece), promise: nil)
        self.answer.endPiece()
    }
}
