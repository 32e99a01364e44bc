import ArgumentParser
import Domain
import Logging
import Operations
import StoragePostgres

struct CheckConfiguration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-configuration",
        abstract: "Read every setting as the server would and tell what it would use; nothing is opened or made."
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let configuration = try self.data.read()
            let rows: [(String, String)] = [
                (Setting.dataDirectory.name, configuration.dataDirectory),
                (Setting.database.name, Self.database(configuration.database)),
                (Setting.keyringFile.name, configuration.keyringFile), (Setting.host.name, configuration.host),
                (Setting.port.name, String(configuration.port)),
                (Setting.baseURL.name, configuration.baseURL ?? "http://\(configuration.host):\(configuration.port)"),
                (Setting.logLevel.name, configuration.logLevel.rawValue),
                (Setting.passwordHashing.name, configuration.passwordCost.rawValue),
            ]
            self.output.show(.object(rows.map { JSON.Member($0.0, .string($0.1)) })) {
                (rows.map { "\($0.0) = \($0.1)" } + ["The configuration can be used."]).joined(separator: "\n")
            }
        }
    }

    /// A connection string can hold a password, so it is not shown.
    private static func database(_ location: ServerConfiguration.DatabaseLocation) -> String {
        switch location {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let settings): "postgres: (hidden), at most \(settings.connectionsMax) connections"
        }
    }
}
