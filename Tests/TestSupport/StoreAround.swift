package import Storage

/// A store in front of another; a test says what is different about it.
package protocol StoreAround: Store {
    var base: any Store { get }
}

extension StoreAround {
    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output {
        try await self.base.read(body)
    }

    package func rows(_ query: Query) async throws -> [ResultRow] { try await self.base.rows(query) }

    package func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        try await self.base.write(body)
    }

    package func observeCommits(_ observer: any CommitObserver) { self.base.observeCommits(observer) }

    package func waitForChange(atMost limit: Duration) async { await self.base.waitForChange(atMost: limit) }

    package func close() async { await self.base.close() }
}
