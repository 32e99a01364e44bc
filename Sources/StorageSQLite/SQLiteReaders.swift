import GRDB
import Synchronization

/// The read-only connections that nobody uses at the moment.
///
/// The library's own pool asks for the schema's version at every read and hands connections out through a queue;
/// together that costs more than reading a row. Here a read takes a free connection, or opens one more.
final class SQLiteReaders: Sendable {
    private struct State {
        var free: [DatabaseQueue] = []
        var isClosed = false
    }

    private let path: String
    private let configuration: Configuration
    private let state = Mutex(State())

    /// Connections kept open for later reads.
    private static let freeMax = 16

    init(path: String, configuration: Configuration) {
        var configuration = configuration
        configuration.readonly = true
        self.path = path
        self.configuration = configuration
    }

    /// Runs a body on the calling thread with a connection that is its own until it returns.
    func read<Output>(_ body: (Database) throws -> Output) throws -> Output {
        let reader = try self.take()
        do {
            let output = try reader.unsafeRead(body)
            self.giveBack(reader)
            return output
        } catch {
            // A transaction that could not be rolled back must not reach the next read.
            if reader.unsafeRead(\.isInsideTransaction) { try? reader.close() } else { self.giveBack(reader) }
            throw error
        }
    }

    func close() {
        let free = self.state.withLock { state in
            defer { state.free = [] }
            state.isClosed = true
            return state.free
        }
        for reader in free { try? reader.close() }
    }

    private func take() throws -> DatabaseQueue {
        let (reader, isClosed) = self.state.withLock { state in (state.free.popLast(), state.isClosed) }
        guard !isClosed else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the database is closed") }
        return try reader ?? DatabaseQueue(path: self.path, configuration: self.configuration)
    }

    private func giveBack(_ reader: DatabaseQueue) {
        let isKept = self.state.withLock { state in
            guard !state.isClosed, state.free.count < Self.freeMax else { return false }
            state.free.append(reader)
            return true
        }
        if !isKept { try? reader.close() }
    }
}
