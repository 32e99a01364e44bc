package import Storage
import Synchronization

/// Counts how often the database is asked.
package final class CountingStore: StoreAround {
    package let base: any Store
    private let count = Mutex(0)

    package init(_ base: any Store) {
        self.base = base
    }

    package var reads: Int { self.count.withLock { $0 } }

    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output {
        self.count.withLock { $0 += 1 }
        return try await self.base.read(body)
    }

    package func rows(_ query: Query) async throws -> [ResultRow] {
        self.count.withLock { $0 += 1 }
        return try await self.base.rows(query)
    }

    package func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        self.count.withLock { $0 += 1 }
        return try await self.base.write(body)
    }
}
