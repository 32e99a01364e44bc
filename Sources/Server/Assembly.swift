import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore
import Operations
import ServiceLifecycle
import Storage
import StoragePostgres
import StorageSQLite
import UnixSignals
import Web

/// The composition root: everything is made here, in this order, and handed on.
struct Assembly: Sendable {
    let configuration: ServerConfiguration
    let store: any Store
    let context: OperationContext
    let operations: Operations
    let logger: Logger
    private let registry: MetricsRegistry

    /// Opens the database, brings it to the newest schema, and binds the keyring.
    /// - Parameter simulatesLive: Whether production payments are simulated too, as in a sandbox.
    init(_ configuration: ServerConfiguration, simulatesLive: Bool = false) async throws {
        self.configuration = configuration
        self.logger = Self.logger(configuration.logLevel)
        let time = SystemTime()
        let random = SystemRandom()
        let registry = MetricsRegistry(help: ProcessReadings.help.merging(Metric.help) { first, _ in first })
        let measurements = Measurements(registry)
        let (opened, dialect) = try await Self.openStore(configuration)
        let store = MeasuredStore(opened, measurements, time)
        self.registry = registry
        self.store = store
        do {
            try await Migrator().run(on: store, dialect: dialect, at: time.now().milliseconds)
            let keyring = try await KeyringFile(path: configuration.keyringFile)
                .open(for: store, random, at: time.now())
            self.context = OperationContext(
                store: store,
                time: time,
                random: random,
                keyring: keyring,
                hasher: PasswordHasher(keyring: keyring, random: random, cost: configuration.passwordCost),
                processors: Processors(test: Simulator(), live: simulatesLive ? Simulator() : nil),
                oauth: configuration.oauth,
                verdicts: Verdicts(time: time, entriesMax: configuration.rememberedCredentials),
                measurements: measurements,
                gatewayRules: configuration.gateway.rules,
                isSignUpOpen: configuration.isSignUpOpen,
                sharesPerApplication: configuration.sharesPerApplication,
                logger: self.logger
            )
            self.operations = Operations(self.context)
            store.observeCommits(self.context.verdicts.ledger)
        } catch {
            await store.close()
            throw error
        }
    }

    /// Where a running server is reached.
    struct Addresses: Sendable {
        let base: String
        /// Where gateways ask; nil without a listener for them.
        let gateway: String?
    }

    /// Serves until a signal asks to stop; `onReady` gets the addresses once the ports are open.
    func serve(isSandbox: Bool, onReady: @escaping @Sendable (Addresses) async throws -> Void) async throws {
        let host = self.configuration.host
        let address = PublicAddress(self.configuration.baseURL ?? Self.address(host, self.configuration.port))
        let baseURL = self.configuration.baseURL
        let failure = StartFailure()
        let assertions = self.configuration.gateway.audience
            .map { CallerAssertions(self.operations.signing, address, audience: $0, time: self.context.time) }
        let (lane, gatewayAddress) = self.fastLane(address, assertions, isSandbox: isSandbox)
        let upstream = self.upstream(address, isSandbox: isSandbox)
        let (router, _) = try ServerRoutes.router(
            self.operations,
            address,
            isSignUpOpen: self.configuration.isSignUpOpen,
            gatewaySecret: self.configuration.gateway.secret,
            assertions: assertions,
            upstream: upstream,
            clientAddress: ClientAddress(trusting: self.configuration.trustedProxies),
            isSandbox: isSandbox
        )
        let responder = router.buildResponder()
        let edge = Edge(time: self.context.time, logger: self.logger) {
            try await responder.respond(to: $0, context: $1)
        }
        let application = Application(
            responder: responder,
            server: .guarded(edge),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: self.configuration.port),
                availableConnectionsDelegate: EdgeLimits.openConnections()
            ),
            services: self.services(address) + (lane.map { [$0] } ?? []),
            onServerRunning: { channel in
                if baseURL == nil { address.settle(Self.address(host, channel.localAddress?.port ?? 0)) }
                do {
                    let gateway = await gatewayAddress.first { _ in true }
                    try await onReady(Addresses(base: address.base, gateway: gateway))
                } catch {
                    failure.set(error)
                    kill(getpid(), SIGTERM)
                }
            },
            logger: self.logger
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // What is begun first is stopped last.
                services: (upstream.map { [$0] } ?? []) + [application],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: self.logger
            )
        )
        try await group.run()
        try failure.check()
    }

    private func services(_ address: PublicAddress) -> [any Service] {
        [
            JournalFollower(self.context), Upkeep(self.context), UsageFlusher(self.context),
            MailDispatcher(self.context, sender: self.configuration.mail.sender, base: { address.base }),
        ]
    }

    /// What live calls are passed on to; nothing in a sandbox can move money.
    private func upstream(_ address: PublicAddress, isSandbox: Bool) -> Upstream? {
        guard let place = self.configuration.upstream, !isSandbox else { return nil }
        return Upstream(
            place.base,
            seconds: place.seconds,
            self.operations.gateway,
            address,
            logger: Logger(label: "llavero.upstream") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// The listener for gateways, and where its address comes once it is open; nothing comes without one.
    private func fastLane(
        _ address: PublicAddress,
        _ assertions: CallerAssertions?,
        isSandbox: Bool
    ) -> (FastLane?, AsyncStream<String>) {
        let (stream, opened) = AsyncStream.makeStream(of: String.self)
        guard let place = self.configuration.gateway.place else {
            opened.finish()
            return (nil, stream)
        }
        let lane = FastLane(
            self.operations,
            ProblemWriter(address: address),
            time: self.context.time,
            at: place,
            isSandbox: isSandbox,
            assertions: assertions,
            metrics: { self.metrics() },
            logger: self.logger,
            onReady: { opened.yield($0) }
        )
        return (lane, stream)
    }

    private func metrics() -> String {
        let readings = self.context.readings.map { ($0.metric.rawValue, $0.value) }
        return self.registry.text(with: readings + ProcessReadings.now())
    }

    func close() async {
        await self.store.close()
    }

    /// The address of a server on this machine; "every address" is reached through loopback.
    private static func address(_ host: String, _ port: Int) -> String {
        let name = ["0.0.0.0", "::"].contains(host) ? "127.0.0.1" : host
        return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    }

    private static func openStore(_ configuration: ServerConfiguration) async throws -> (any Store, Dialect) {
        try FileManager.default.createDirectory(
            atPath: configuration.dataDirectory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        switch configuration.database {
        case .sqlite(let path): return (try SQLiteStore(path: path), .sqlite)
        case .postgres(let settings): return (try await PostgresStore(settings: settings), .postgres)
        }
    }

    private static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "llavero") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
