import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Hands requests to the framework in its own types, and writes its answers.
///
/// It judges what is lost on the way (version, form of the target, wish to close), keeps account of what the connection
/// is doing, and closes it after the answer that is the last. It takes the place of the libraries' codec and encoder,
/// which cost more than the answers themselves (decision 0024).
final class EdgeHTTPHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = ByteBuffer

    private let phase: ConnectionPhase
    /// Whether each request that has no whole answer yet is one of HEAD, in the order they came.
    private var unanswered = CircularBuffer<Bool>()
    /// How many more answers are the last ones; nil while the connection goes on.
    private var answersLeft: Int?
    private var isRefused = false
    private var isShuttingDown = false
    /// The names of the last request's fields: clients send the same ones again and again.
    private var names: [HTTPField.Name] = []
    private var answer = AnswerWriter()

    init(_ phase: ConnectionPhase) {
        self.phase = phase
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isRefused else { return }
        switch self.unwrapInboundIn(data) {
        case .head(let head): self.begin(head, context)
        case .body(let bytes):
            self.phase.bodyArrived(bytes.readableBytes)
            context.fireChannelRead(self.wrapInboundOut(.body(bytes)))
        case .end(let trailers):
            self.phase.requestEnded()
            let fields = trailers.map { HTTPFields($0, splitCookie: false) }
            context.fireChannelRead(self.wrapInboundOut(.end(fields)))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch self.unwrapOutboundIn(data) {
        case .head(let response):
            if let wish = response.headerFields.value(of: .connection), wish.lowercased() == "close" {
                self.answersLeft = 1
            }
            self.answer.begin(response, hasBody: self.unanswered.first != true)
        case .body(let bytes):
            if self.answer.takes(bytes) {
                self.answer.add(bytes)
            } else {
                context.write(self.wrapOutboundOut(self.answer.take(before: bytes)), promise: nil)
                context.write(self.wrapOutboundOut(bytes), promise: nil)
                self.answer.endPiece()
            }
        case .end(let trailers): return self.end(trailers, context, promise)
        }
        // Whoever waits for a part to be sent is not kept waiting for the next one.
        if let promise { context.write(self.wrapOutboundOut(self.answer.take()), promise: promise) }
    }

    func flush(context: ChannelHandlerContext) {
        self.writeOut(context, nil)
        context.flush()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let parserError = error as? HTTPParserError, parserError == .headerOverflow else {
            return context.fireErrorCaught(error)
        }
        self.refuse(context, .requestHeaderFieldsTooLarge)
    }

    /// A server that stops lets what has begun be answered.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        self.isShuttingDown = true
        if self.unanswered.isEmpty, self.phase.phase == .idle { context.close(promise: nil) }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let framing = RequestFraming(head)
        guard let path = framing.path, let method = try? HTTPRequest.Method(head.method) else {
            return self.refuse(context, .badRequest)
        }
        self.unanswered.append(method == .head)
        self.phase.headArrived()
        if !head.isKeepAlive, self.answersLeft == nil { self.answersLeft = self.unanswered.count }
        // Leave that would stand in the middle of another answer is not given; clients go on without it.
        if framing.awaitsContinue, self.unanswered.count == 1 {
            let interim = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            context.writeAndFlush(self.wrapOutboundOut(interim), promise: nil)
        }
        let request = HTTPRequest(
            method: method,
            scheme: "http",
            authority: framing.host,
            path: path,
            headerFields: self.fields(head.headers)
        )
        context.fireChannelRead(self.wrapInboundOut(.head(request)))
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

    private func end(_ trailers: HTTPFields?, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        self.answer.end(trailers)
        _ = self.unanswered.popFirst()
        self.phase.answerEnded()
        if let left = self.answersLeft { self.answersLeft = left - 1 }
        guard self.answersLeft == 0 || (self.isShuttingDown && self.unanswered.isEmpty) else {
            return self.writeOut(context, promise)
        }
        self.writeOut(context, promise)
        context.flush()
        context.close(promise: nil)
    }

    private func writeOut(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        guard self.answer.hasBytes || promise != nil else { return }
        context.write(self.wrapOutboundOut(self.answer.take()), promise: promise)
    }

    private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
        self.isRefused = true
        let text = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        self.writeOut(context, nil)
        context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.close(promise: nil)
    }
}
