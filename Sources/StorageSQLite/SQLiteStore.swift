import Foundation
import GRDB
package import Storage

/// The embedded database: one file, WAL, every commit on disk before it is answered.
package final class SQLiteStore: Store {
    private let database: DatabaseQueue
    private let writer: GroupCommitWriter
    private let readers: SQLiteReaders

    /// WAL pages after which a commit moves them into the database file.
    private static let checkpointPages = 4_000
    private static let lookInterval = Duration.milliseconds(50)

    /// Opens or creates the file, with mode 0600, and checks that commits are durable.
    /// - Throws: `StorageFailure.unavailable` when the file cannot be opened or would not be durable.
    package init(path: String) throws {
        try Self.createPrivately(path)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(5)
        // Bound values can be secrets; they have no place in an error's text.
        configuration.publicStatementArguments = false
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        do {
            self.database = try DatabaseQueue(path: path, configuration: configuration)
            try Self.makeDurable(self.database)
        } catch let error as DatabaseError {
            throw StorageFailure(error)
        }
        self.writer = GroupCommitWriter(database: self.database)
        self.readers = SQLiteReaders(path: path, configuration: configuration)
    }

    // Both read on the calling thread: a row from the page cache costs less than two thread switches.

    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> Output
    ) async throws -> Output {
        do {
            return try self.readers.read { database in try Self.consistently(database, body) }
        } catch let error as DatabaseError {
            throw StorageFailure(error)
        }
    }

    package func rows(_ query: Query) async throws -> [ResultRow] {
        do {
            return try self.readers.read { database in try SQLiteTransaction(database).rows(query) }
        } catch let error as DatabaseError {
            throw StorageFailure(error)
        }
    }

    /// Runs a body in a transaction, so that all its queries see one state; the two statements stay prepared.
    private static func consistently<Output>(
        _ database: Database,
        _ body: (any ReadTransaction) throws -> Output
    ) throws -> Output {
        try database.cachedStatement(sql: "BEGIN DEFERRED TRANSACTION").execute()
        do {
            let output = try body(SQLiteTransaction(database))
            try database.cachedStatement(sql: "COMMIT TRANSACTION").execute()
            return output
        } catch {
            if database.isInsideTransaction { try database.rollback() }
            throw error
        }
    }

    package func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Output
    ) async throws -> Output {
        try await self.writer.write(body)
    }

    package func observeCommits(_ observer: any CommitObserver) { self.writer.observe(observer) }

    /// Nothing tells of other processes' commits: whoever follows them looks often.
    package func waitForChange(atMost limit: Duration) async {
        try? await Task.sleep(for: min(limit, Self.lookInterval))
    }

    package func close() async {
        await self.writer.close()
        self.readers.close()
        try? self.database.close()
    }

    private static func createPrivately(_ path: String) throws {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StorageFailure.unavailable("cannot open \(path): \(String(cString: strerror(errno)))")
        }
        _ = Foundation.close(descriptor)
    }

    /// The library sets `synchronous = NORMAL` after its configuration ran, which loses commits in a power cut.
    private static func makeDurable(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.checkpointPages)")
            let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
            let foreignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
            guard synchronous == 2, journal == "wal", foreignKeys == 1 else {
                throw StorageFailure.unavailable(
                    "the database would not be durable: synchronous \(synchronous ?? -1), journal \(journal ?? "?")"
                )
            }
        }
    }
}
