import Domain
import Foundation
package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
package import Operations
import ServiceLifecycle
import Synchronization

/// Where the private listener for gateways is.
package enum GatewayPlace: Sendable, Equatable {
    case address(host: String, port: Int)
    case socket(path: String)
}

/// The listener that answers gateways without the framework; private, so whoever reaches it may ask (decision 0023).
package struct FastLane: Service {
    let gateway: GatewayOperations
    let problems: ProblemWriter
    let time: any TimeSource
    let isSandbox: Bool
    let assertions: CallerAssertions?
    let measurements: Measurements
    /// Writes the metrics of the server.
    let metrics: @Sendable () -> String
    private let place: GatewayPlace
    private let logger: Logger
    private let onReady: @Sendable (String) -> Void

    static let metricsPath = "/metrics"

    /// - Parameters:
    ///   - assertions: Signs who calls; nil signs nothing.
    ///   - metrics: Writes the metrics of the server.
    ///   - onReady: Gets the address once the listener is open.
    package init(
        _ operations: Operations,
        _ problems: ProblemWriter,
        time: any TimeSource,
        at place: GatewayPlace,
        isSandbox: Bool,
        assertions: CallerAssertions?,
        metrics: @escaping @Sendable () -> String,
        logger: Logger,
        onReady: @escaping @Sendable (String) -> Void
    ) {
        self.gateway = operations.gateway
        self.problems = problems
        self.time = time
        self.place = place
        self.isSandbox = isSandbox
        self.assertions = assertions
        self.measurements = operations.measurements
        self.metrics = metrics
        self.logger = logger
        self.onReady = onReady
    }

    package func run() async throws {
        let connections = OpenConnections(max: EdgeLimits.connectionsMax)
        let answers = AnswersOfLoops(self)
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.configure(channel, connections, answers) }
            }
            .childChannelOption(.maxMessagesPerRead, value: 1)
        let channel: any Channel
        switch self.place {
        case .address(let host, let port):
            channel = try await bootstrap.bind(host: host, port: port).get()
            let name = host.contains(":") ? "[\(host)]" : host
            self.onReady("http://\(name):\(channel.localAddress?.port ?? port)\(GatewayRoutes.path)")
        case .socket(let path):
            channel = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
            // The gateway runs as somebody else of the same group; nobody else may ask.
            try Self.setMode(0o660, of: path)
            self.onReady("unix:\(path)")
        }
        try? await gracefulShutdown()
        try? await channel.close()
        connections.closeAll()
    }

    private static func setMode(_ mode: mode_t, of path: String) throws {
        guard chmod(path, mode) == 0 else {
            throw IOError(errnoCode: errno, reason: "the mode of \(path) cannot be set")
        }
    }

    /// What is not remembered goes the way of every other verification.
    func answer(to question: GatewayQuestion) async -> FastLaneReply {
        do {
            return .caller(try await self.gateway.answer(question))
        } catch {
            return .failure(ProblemWriter.failure(of: error, self.logger))
        }
    }

    private func configure(
        _ channel: any Channel,
        _ connections: OpenConnections,
        _ answers: AnswersOfLoops
    ) throws {
        guard connections.add(channel) else { return channel.close(promise: nil) }
        let pipeline = channel.pipeline.syncOperations
        let phase = ConnectionPhase()
        try pipeline.addHandler(DeadlineHandler(phase: phase))
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: EdgeLimits.ofHeads)))
        let peer = channel.remoteAddress?.ipAddress ?? "local"
        try pipeline.addHandler(FastLaneHandler(self, answers.of(channel.eventLoop), phase, peer: peer))
    }
}

/// The answers of each event loop, which that loop alone touches.
private struct AnswersOfLoops: Sendable {
    private let boxes: [ObjectIdentifier: NIOLoopBoundBox<FastLaneAnswers?>]
    private let lane: FastLane

    init(_ lane: FastLane) {
        var boxes: [ObjectIdentifier: NIOLoopBoundBox<FastLaneAnswers?>] = [:]
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() {
            boxes[ObjectIdentifier(loop)] = .makeEmptyBox(valueType: FastLaneAnswers.self, eventLoop: loop)
        }
        self.boxes = boxes
        self.lane = lane
    }

    /// To be called on the loop.
    func of(_ loop: any EventLoop) -> FastLaneAnswers {
        guard let box = self.boxes[ObjectIdentifier(loop)] else { return FastLaneAnswers(self.lane) }
        if let answers = box.value { return answers }
        let answers = FastLaneAnswers(self.lane)
        box.value = answers
        return answers
    }
}

/// The connections of the listener, counted and closed together.
final class OpenConnections: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let max: Int

    init(max: Int) {
        self.max = max
    }

    /// False when there are too many already.
    func add(_ channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let isTaken = self.channels.withLock { channels in
            guard channels.count < self.max else { return false }
            channels[id] = channel
            return true
        }
        if isTaken {
            channel.closeFuture.whenComplete { _ in self.channels.withLock { channels in channels[id] = nil } }
        }
        return isTaken
    }

    func closeAll() {
        for channel in self.channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    }
}
