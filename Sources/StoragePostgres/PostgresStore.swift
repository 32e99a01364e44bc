import Dispatch
import Foundation
package import Storage
import Synchronization

/// PostgreSQL through libpq: a bounded pool of connections, every write SERIALIZABLE and retried when it lost.
package final class PostgresStore: Store {
    private struct Pool {
        var idle: [PostgresConnection] = []
        var opened = 0
        var waiting: [CheckedContinuation<PostgresConnection, any Error>] = []
        var isClosed = false
    }

    /// Callers that may wait for a connection; one more is refused as unavailable.
    private static let waitingMax = 2_000
    /// How long a transaction that lost against a concurrent one is tried again.
    private static let contentionMax: Duration = .seconds(10)
    /// What the schema's triggers notify.
    private static let changeChannel = "llavero_change"

    private let settings: PostgresSettings
    private let pool = Mutex(Pool())
    private let observer = Mutex<(any CommitObserver)?>(nil)
    /// Hears of changes; apart from the pool, so that no caller keeps it busy.
    private let listener: PostgresConnection

    /// Connects once, so that a wrong address is known at start.
    /// - Throws: `StorageFailure.unavailable`.
    package init(settings: PostgresSettings) async throws {
        self.settings = settings
        self.listener = PostgresConnection(settings: settings, number: 0)
        try await self.withConnection { connection in try connection.connect() }
    }

    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output {
        try await self.withConnection { connection in
            try Self.transaction(on: connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { try body($0) }
        }
    }

    package func rows(_ query: Query) async throws -> [ResultRow] {
        try await self.withConnection { connection in
            try connection.connect()
            do {
                return try PostgresTransaction(connection: connection).rows(query)
            } catch StorageFailure.unavailable {
                // The connection may have died while it was idle; a read can be asked again.
                try connection.connect()
                return try PostgresTransaction(connection: connection).rows(query)
            }
        }
    }

    package func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        let observer = self.observer.withLock { $0 }
        return try await self.withConnection { connection in
            let start = ContinuousClock.now
            var attempt = 1
            while true {
                do {
                    let output = try Self.transaction(on: connection, "BEGIN ISOLATION LEVEL SERIALIZABLE") {
                        try body($0)
                    }
                    observer?.committed(PostgresTransaction(connection: connection))
                    return output
                } catch StorageFailure.contention(let reason) {
                    guard ContinuousClock.now - start < Self.contentionMax else {
                        throw StorageFailure.contention(reason)
                    }
                    // The thread is the connection's own: it may sleep. The wait grows, so that rivals spread out.
                    usleep(UInt32.random(in: 0...UInt32(min(attempt, 20) * 1_000)))
                    attempt += 1
                }
            }
        }
    }

    package func observeCommits(_ observer: any CommitObserver) { self.observer.withLock { $0 = observer } }

    package func waitForChange(atMost limit: Duration) async {
        do {
            try await self.listener.perform { connection in
                try connection.connect()
                try connection.waitForNotice(on: Self.changeChannel, atMost: limit)
            }
        } catch {
            // The journal itself is what counts: without news it is read at regular times.
            try? await Task.sleep(for: limit)
        }
    }

    package func close() async {
        let (idle, waiting) = self.pool.withLock { pool in
            pool.isClosed = true
            defer {
                pool.idle = []
                pool.waiting = []
            }
            return (pool.idle, pool.waiting)
        }
        for continuation in waiting {
            continuation.resume(throwing: StorageFailure.unavailable("the database is closed"))
        }
        for connection in idle { await connection.close() }
        await self.listener.close()
    }

    /// Whether sessions are encrypted.
    package func isEncrypted() async throws -> Bool {
        try await self.withConnection { connection in
            try connection.connect()
            return connection.isEncrypted
        }
    }

    private static func transaction<Output>(
        on connection: PostgresConnection,
        _ begin: String,
        _ body: (PostgresTransaction) throws -> Output
    ) throws -> Output {
        try self.begin(begin, on: connection)
        do {
            let output = try body(PostgresTransaction(connection: connection))
            try connection.run("COMMIT")
            return output
        } catch {
            // On a lost connection the server rolls back by itself.
            try? connection.run("ROLLBACK")
            throw error
        }
    }

    /// Begins on a connection that may have died while it was idle; nothing was done yet, so once more is safe.
    private static func begin(_ text: String, on connection: PostgresConnection) throws {
        try connection.connect()
        do {
            try connection.run(text)
        } catch StorageFailure.unavailable {
            try connection.connect()
            try connection.run(text)
        }
    }

    private func withConnection<Output: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Output
    ) async throws -> Output {
        let connection = try await self.borrow()
        do {
            let output = try await connection.perform(body)
            await self.giveBack(connection)
            return output
        } catch {
            await self.giveBack(connection)
            throw error
        }
    }

    private func borrow() async throws -> PostgresConnection {
        try await withCheckedThrowingContinuation { continuation in
            let answer: Result<PostgresConnection, any Error>? = self.pool.withLock { pool in
                if pool.isClosed { return .failure(StorageFailure.unavailable("the database is closed")) }
                if let connection = pool.idle.popLast() { return .success(connection) }
                if pool.opened < self.settings.connectionsMax {
                    pool.opened += 1
                    return .success(PostgresConnection(settings: self.settings, number: pool.opened))
                }
                guard pool.waiting.count < Self.waitingMax else {
                    return .failure(StorageFailure.unavailable("too many callers wait for a connection"))
                }
                pool.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(with: answer) }
        }
    }

    private func giveBack(_ connection: PostgresConnection) async {
        let (next, isClosed) = self.pool.withLock {
            pool -> (CheckedContinuation<PostgresConnection, any Error>?, Bool) in
            if pool.isClosed { return (nil, true) }
            if !pool.waiting.isEmpty { return (pool.waiting.removeFirst(), false) }
            pool.idle.append(connection)
            return (nil, false)
        }
        if isClosed { await connection.close() }
        next?.resume(returning: connection)
    }
}
