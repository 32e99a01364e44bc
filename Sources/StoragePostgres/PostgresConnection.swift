import CLibPQ
import Dispatch
import Foundation
import Storage

/// One connection and the queue that alone may touch it.
///
/// libpq blocks, so it never runs on a cooperative thread. The class is `@unchecked Sendable` because all state is
/// reached through `perform`, whose queue runs one closure at a time.
final class PostgresConnection: @unchecked Sendable {
    private let queue: DispatchQueue
    private let settings: PostgresSettings
    private var handle: OpaquePointer?
    private var preparedNames: [String: String] = [:]
    private var listensTo: String?

    /// Statements kept prepared; beyond that they are parsed each time.
    private static let preparedMax = 500

    init(settings: PostgresSettings, number: Int) {
        self.settings = settings
        self.queue = DispatchQueue(label: "postgres-\(number)")
    }

    deinit {
        if let handle { PQfinish(handle) }
    }

    /// Runs a closure on the connection's queue.
    func perform<Output: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Output
    ) async throws -> Output {
        try await withCheckedThrowingContinuation { continuation in
            self.queue.async { continuation.resume(with: Result { try body(self) }) }
        }
    }

    /// Ends the connection after what already waits on its queue.
    func close() async {
        _ = try? await self.perform { $0.disconnect() }
    }

    /// Makes sure that there is a working connection.
    /// - Throws: `StorageFailure.unavailable` when no host of the list takes it.
    func connect() throws {
        if let handle {
            if PQstatus(handle) == CONNECTION_OK { return }
            self.disconnect()
        }
        let opened = self.settings.withParameters { keys, values in PQconnectdbParams(keys, values, 1) }
        guard let opened else { throw StorageFailure.unavailable("libpq is out of memory") }
        self.handle = opened
        guard PQstatus(opened) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(opened))
            self.disconnect()
            throw StorageFailure.unavailable("cannot connect to PostgreSQL: \(reason)")
        }
        for statement in self.settings.sessionStatements { try self.run(statement) }
    }

    private func disconnect() {
        if let handle { PQfinish(handle) }
        self.handle = nil
        self.preparedNames = [:]
        self.listensTo = nil
    }

    /// Waits until something is notified on a channel, at most for a time.
    /// - Throws: `StorageFailure.unavailable` when the connection is lost.
    func waitForNotice(on channel: String, atMost limit: Duration) throws {
        if self.listensTo != channel {
            try self.run("LISTEN \(channel)")
            self.listensTo = channel
            // Whatever was notified before this is in the journal already.
            return
        }
        var descriptor = pollfd(fd: PQsocket(self.handle), events: Int16(POLLIN), revents: 0)
        let milliseconds = limit.components.seconds * 1_000 + limit.components.attoseconds / 1_000_000_000_000_000
        guard poll(&descriptor, 1, CInt(milliseconds)) > 0 else { return }
        guard PQconsumeInput(self.handle) == 1 else {
            self.disconnect()
            throw StorageFailure.unavailable("the connection that listens was lost")
        }
        while let notice = PQnotifies(self.handle) { PQfreemem(notice) }
    }

    /// Whether the session is encrypted.
    var isEncrypted: Bool { self.handle.map { PQsslInUse($0) == 1 } ?? false }

    /// Runs text without values, such as BEGIN.
    func run(_ text: String) throws {
        let result = PQexec(self.handle, text)
        defer { PQclear(result) }
        try self.check(result)
    }

    /// Runs a statement with its values and hands its result to `read`.
    func run<Output>(_ query: Query, _ read: (OpaquePointer) throws -> Output) throws -> Output {
        let text = query.text
        let values = PostgresValues(query.values)
        let result: OpaquePointer?
        if let name = try self.preparedName(for: text) {
            result = values.withPointers { PQexecPrepared(self.handle, name, $0, $1, $2, $3, 1) }
        } else {
            result = values.withPointers { PQexecParams(self.handle, text, $0, nil, $1, $2, $3, 1) }
        }
        defer { PQclear(result) }
        return try read(try self.check(result))
    }

    private func preparedName(for text: String) throws -> String? {
        if let name = self.preparedNames[text] { return name }
        guard self.preparedNames.count < Self.preparedMax else { return nil }
        let name = "s\(self.preparedNames.count)"
        let result = PQprepare(self.handle, name, text, 0, nil)
        defer { PQclear(result) }
        try self.check(result)
        self.preparedNames[text] = name
        return name
    }

    @discardableResult
    private func check(_ result: OpaquePointer?) throws -> OpaquePointer {
        guard let result else {
            throw StorageFailure.unavailable(self.handle.map { String(cString: PQerrorMessage($0)) } ?? "not connected")
        }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
        default:
            let isLost = self.handle.map { PQstatus($0) != CONNECTION_OK } ?? true
            throw StorageFailure(postgres: result, connectionIsLost: isLost)
        }
    }
}
