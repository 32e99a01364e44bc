import Metrics
package import Storage

/// A store whose time and failures are measured.
package struct MeasuredStore: Store {
    private let base: any Store
    private let measurements: Measurements
    private let time: any TimeSource

    package init(_ base: any Store, _ measurements: Measurements, _ time: any TimeSource) {
        self.base = base
        self.measurements = measurements
        self.time = time
    }

    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output {
        try await self.measured(self.measurements.reads) { try await self.base.read(body) }
    }

    package func rows(_ query: Query) async throws -> [ResultRow] {
        try await self.measured(self.measurements.queries) { try await self.base.rows(query) }
    }

    package func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        try await self.measured(self.measurements.writes) { try await self.base.write(body) }
    }

    package func observeCommits(_ observer: any CommitObserver) { self.base.observeCommits(observer) }

    package func waitForChange(atMost limit: Duration) async { await self.base.waitForChange(atMost: limit) }

    package func close() async { await self.base.close() }

    /// Rules that say no throw too: only what the database itself could not do is a failure of it.
    private func measured<Output>(_ timer: Timer, _ work: () async throws -> Output) async throws -> Output {
        let began = self.time.uptime()
        defer { timer.recordNanoseconds(self.time.uptime() - began) }
        do {
            return try await work()
        } catch let failure as StorageFailure {
            self.measurements.storeFailures.increment()
            throw failure
        }
    }
}
