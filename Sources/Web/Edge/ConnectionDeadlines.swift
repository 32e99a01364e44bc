import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What a connection is doing, and since when; shared by the two handlers of one connection, on its event loop.
final class ConnectionPhase {
    enum Phase {
        case idle
        case readingHead
        case readingBody
        case answering
    }

    private(set) var phase = Phase.idle
    private var phaseStart = NIODeadline.now()
    private var requestStart = NIODeadline.now()
    private var bodyBytes: Int64 = 0

    func bytesArrived() {
        guard self.phase == .idle else { return }
        self.requestStart = NIODeadline.now()
        self.enter(.readingHead)
    }

    func headArrived() {
        self.bodyBytes = 0
        self.enter(.readingBody)
    }

    func bodyArrived(_ count: Int) { self.bodyBytes += Int64(count) }

    func requestEnded() { self.enter(.answering) }

    /// An answer sent before its request has ended leaves the rest of the body to be read.
    func answerEnded() { if self.phase == .answering { self.enter(.idle) } }

    private func enter(_ phase: Phase) {
        self.phase = phase
        self.phaseStart = NIODeadline.now()
    }

    /// Whether the connection has used up the time of what it is doing.
    func isOverdue(at now: NIODeadline) -> Bool {
        let inPhase = (now - self.phaseStart).nanoseconds / 1_000_000_000
        let inRequest = (now - self.requestStart).nanoseconds / 1_000_000_000
        switch self.phase {
        case .idle: return inPhase >= EdgeLimits.keepAliveSecondsMax
        case .readingHead: return inRequest >= EdgeLimits.headSecondsMax
        case .readingBody:
            let isSlow =
                inPhase > EdgeLimits.bodyRateGraceSeconds && self.bodyBytes / inPhase < EdgeLimits.bodyBytesPerSecondMin
            return isSlow || inRequest >= EdgeLimits.requestSecondsMax
        case .answering: return inPhase >= EdgeLimits.answerSecondsMax
        }
    }
}

/// Sees the first bytes of each request, before they are parsed, and closes connections that are overdue.
///
/// The framework's own idle time-out is renewed by every byte, so one byte a second would hold a connection for ever.
final class DeadlineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let phase: ConnectionPhase
    private var timer: RepeatedTask?

    init(phase: ConnectionPhase) {
        self.phase = phase
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        let phase = NIOLoopBound(self.phase, eventLoop: context.eventLoop)
        self.timer = context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            if phase.value.isOverdue(at: .now()) { channel.close(promise: nil) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.timer?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        self.phase.bytesArrived()
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.timer?.cancel()
        context.fireChannelInactive()
    }
}

/// Sees where requests and answers begin and end.
final class PhaseHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    let phase = ConnectionPhase()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head: self.phase.headArrived()
        case .body(let bytes): self.phase.bodyArrived(bytes.readableBytes)
        case .end: self.phase.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = self.unwrapOutboundIn(data) { self.phase.answerEnded() }
        context.write(data, promise: promise)
    }
}
