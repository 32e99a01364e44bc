import ArgumentParser
import Domain
import Foundation

/// The options by which every command finds its data.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: "Folder of the embedded database and the keyring.")
    var dataDirectory: String?

    @Option(help: "Where data is kept: sqlite, sqlite:PATH or postgres:CONNECTION.")
    var database: String?

    @Option(help: "File with the server's own keys.")
    var keyringFile: String?

    @Option(help: "JSON file with settings; options and LLAVERO_... variables win over it.")
    var configuration: String?

    var values: [String: String] {
        let pairs: [(Setting, String?)] = [
            (.dataDirectory, self.dataDirectory), (.database, self.database), (.keyringFile, self.keyringFile),
        ]
        return SettingValues.make(pairs)
    }

    /// The configuration with these options in front, and `more` before them.
    func read(_ more: [String: String] = [:]) throws -> ServerConfiguration {
        let options = self.values.merging(more) { $1 }
        let source = try SettingSource(
            options: options,
            environment: ProcessInfo.processInfo.environment,
            file: self.configuration
        )
        return try ServerConfiguration(source)
    }
}

/// The options by which a serving command is reached.
struct ListenOptions: ParsableArguments {
    @Option(help: "Address to listen at.")
    var host: String?

    @Option(help: "Port to listen at; 0 lets the system choose.")
    var port: Int?

    @Option(help: "Private listener for gateways: HOST:PORT or unix:PATH.")
    var gatewayListen: String?

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    @Option(help: "File that gets one line of JSON when the server is ready; it appears complete or not at all.")
    var readyFile: String?

    var values: [String: String] {
        SettingValues.make([
            (.host, self.host), (.port, self.port.map { String($0) }), (.logLevel, self.logLevel),
            (.gatewayListen, self.gatewayListen),
        ])
    }
}

/// The form of a command's output.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON.")
    var json = false

    /// Prints a result as JSON or as text.
    func show(_ value: JSON, text: () -> String) {
        print(self.json ? value.compact : text())
        // A program that reads the line must not wait for the process to end.
        fflush(nil)
    }
}

enum SettingValues {
    static func make(_ pairs: [(Setting, String?)]) -> [String: String] {
        var values: [String: String] = [:]
        for (setting, value) in pairs { values[setting.name] = value }
        return values
    }
}
