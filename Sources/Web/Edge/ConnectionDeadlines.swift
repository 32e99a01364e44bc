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
    private var isAnswered = false
    private var nextHasBegun = false

    /// Bytes that arrive while an answer is being made belong to a request that waits behind it.
    func bytesArrived() {
        switch self.phase {
        case .idle:
            self.enter(.readingHead)
            self.requestStart = self.phaseStart
        case .answering: self.nextHasBegun = true
        case .readingHead, .readingBody: break
        }
    }

    func headArrived() {
        let isNew = self.phase != .readingHead
        self.bodyBytes = 0
        self.isAnswered = false
        self.nextHasBegun = false
        self.enter(.readingBody)
        if isNew { self.requestStart = self.phaseStart }
    }

    func bodyArrived(_ count: Int) { self.bodyBytes += Int64(count) }

    func requestEnded() { self.enter(self.isAnswered ? .idle : .answering) }

    /// An answer sent before its request has ended leaves the rest of the body to be read.
    func answerEnded() {
        guard self.phase == .answering else {
            self.isAnswered = true
            return
        }
        self.enter(self.nextHasBegun ? .readingHead : .idle)
        self.requestStart = self.phaseStart
        self.nextHasBegun = false
    }

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
