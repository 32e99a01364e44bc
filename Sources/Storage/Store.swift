/// A database; a closure is a transaction, and transactions behave as if one ran after another.
package protocol Store: Sendable {
    /// Reads from one consistent state.
    /// - Throws: `StorageFailure`, or what the body throws.
    func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output

    /// Runs one query by itself: a single statement sees one state without a transaction around it.
    /// - Throws: `StorageFailure`.
    func rows(_ query: Query) async throws -> [ResultRow]

    /// Reads and writes; what the body wrote is durable when this returns, and undone when it throws.
    ///
    /// The body may run more than once and so must have no effect outside its transaction.
    /// - Throws: `StorageFailure`, or what the body throws.
    func write<Output: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Output) async throws -> Output

    /// Has an observer told of every commit of this store from now on; to be called once, before the first write.
    func observeCommits(_ observer: any CommitObserver)

    /// Waits until the journal may have grown, at most for a time; may return sooner without a reason.
    func waitForChange(atMost limit: Duration) async

    /// Closes all connections; calls after it fail with `StorageFailure.unavailable`.
    func close() async
}

/// What can be done inside a read; valid only while the closure that received it runs.
package protocol ReadTransaction {
    /// Runs a query that only reads and gives all its rows.
    func rows(_ query: Query) throws -> [ResultRow]
}

/// What can be done inside a write; valid only while the closure that received it runs.
package protocol Transaction: ReadTransaction {
    /// Runs a statement and gives the number of rows it changed.
    @discardableResult func execute(_ statement: Query) throws -> Int

    /// Runs migration text, which has no values.
    func execute(migration text: String) throws
}
