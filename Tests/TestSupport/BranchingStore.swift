import Dispatch
package import Storage
import Synchronization

/// A database that can go back: everything happens in one transaction that is never committed, so that a test can try
/// many continuations of one state without building the state anew.
package final class BranchingStore: Store {
    private typealias Job = @Sendable ((any Transaction)?) -> Void

    /// Thrown into the transaction, so that nothing of it stays.
    private struct Undone: Error {}

    private let jobs = Mutex<[Job]>([])
    private let wakeUp = DispatchSemaphore(value: 0)
    private let isOver = Mutex(false)

    private init() {}

    /// Runs a test on a store in which all it does is undone at the end.
    package static func run(on base: any Store, _ test: (BranchingStore) async throws -> Void) async throws {
        let store = BranchingStore()
        let holding = Task {
            try? await base.write { transaction in
                store.serve(transaction)
                throw Undone()
            }
            // Whoever still waits after the transaction ended is told so.
            store.serve(nil)
        }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await test(store)) } catch { outcome = .failure(error) }
        await store.close()
        await holding.value
        try outcome.get()
    }

    /// Runs something, and then undoes all it wrote.
    package func branch(_ body: () async throws -> Void) async throws {
        try await self.perform { try $0.execute(migration: "SAVEPOINT branch") }
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
        try await self.perform { try $0.execute(migration: "ROLLBACK TO SAVEPOINT branch") }
        try await self.perform { try $0.execute(migration: "RELEASE SAVEPOINT branch") }
        try outcome.get()
    }

    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output {
        try await self.perform { try body($0) }
    }

    package func rows(_ query: Query) async throws -> [ResultRow] {
        try await self.perform { try $0.rows(query) }
    }

    package func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        try await self.perform { transaction in
            try transaction.execute(migration: "SAVEPOINT write")
            do {
                let output = try body(transaction)
                try transaction.execute(migration: "RELEASE SAVEPOINT write")
                return output
            } catch {
                try transaction.execute(migration: "ROLLBACK TO SAVEPOINT write")
                try transaction.execute(migration: "RELEASE SAVEPOINT write")
                throw error
            }
        }
    }

    /// What is undone cannot be followed: whoever works on a branch remembers nothing.
    package func observeCommits(_ observer: any CommitObserver) {}

    package func waitForChange(atMost limit: Duration) async { try? await Task.sleep(for: limit) }

    package func close() async {
        self.isOver.withLock { $0 = true }
        self.wakeUp.signal()
    }

    private func perform<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        try await withCheckedThrowingContinuation { continuation in
            self.jobs.withLock { jobs in
                jobs.append { transaction in
                    guard let transaction else {
                        continuation.resume(throwing: StorageFailure.unavailable("the transaction is over"))
                        return
                    }
                    continuation.resume(with: Result { try body(transaction) })
                }
            }
            self.wakeUp.signal()
        }
    }

    /// Does what is asked for until the store is closed; without a transaction it does only what already waits.
    private func serve(_ transaction: (any Transaction)?) {
        while true {
            if transaction != nil { self.wakeUp.wait() }
            let waiting = self.jobs.withLock { jobs in
                defer { jobs = [] }
                return jobs
            }
            for job in waiting { job(transaction) }
            if transaction == nil || self.isOver.withLock({ $0 }) { return }
        }
    }
}
