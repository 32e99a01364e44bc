import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore
import Storage
import StorageSQLite

/// The floors that measurements are held against: a bare framework route, a bare responder, and bare durable rows.
@main
struct Bench {
    static func main() async throws {
        switch CommandLine.arguments.dropFirst().first {
        case "route": try await Self.serveBareRoute()
        case "responder": try await BareResponder.serve()
        case "rows": try await Self.writeBareRows()
        default:
            FileHandle.standardError.write(
                Data("usage: llavero-bench route | responder | rows DIRECTORY SECONDS WRITERS\n".utf8)
            )
        }
    }

    /// Serves `GET /hello` on a free port, with nothing of the product around it, and prints the port.
    private static func serveBareRoute() async throws {
        let router = Router()
        router.get("hello") { _, _ in "hello" }
        router.post("hello") { request, _ in
            _ = try await request.body.collect(upTo: 65_536)
            return "hello"
        }
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                print(channel.localAddress?.port ?? 0)
                fflush(nil)
            },
            logger: logger
        )
        try await application.runService()
    }

    /// Writes one small row a transaction through the product's writer, from many tasks at once, and prints rows a second.
    private static func writeBareRows() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let seconds = Int(arguments[3]), let writers = Int(arguments[4]) else { return }
        let store = try SQLiteStore(path: "\(arguments[2])/rows.sqlite")
        try await store.write { transaction in
            try transaction.execute(
                migration: "CREATE TABLE thing (id INTEGER NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT"
            )
        }
        let end = ContinuousClock.now + .seconds(seconds)
        let rows = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        let id = Int64(writer) << 40 | Int64(count)
                        try await store.write { transaction in
                            _ = try transaction.execute(
                                "INSERT INTO thing (id, text) VALUES (\(id), 'a small durable row')"
                            )
                        }
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        print(rows / seconds)
        await store.close()
    }
}
