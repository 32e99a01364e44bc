import Foundation
import Operations
import Testing

@testable import Server

struct ConfigurationTests {
    private static func read(
        options: [String: String] = [:],
        environment: [String: String] = [:],
        file: String? = nil
    ) throws -> ServerConfiguration {
        var path: String?
        if let file {
            let url = FileManager.default.temporaryDirectory.appending(path: "llavero-\(UUID().uuidString).json")
            try file.write(to: url, atomically: true, encoding: .utf8)
            path = url.path
        }
        defer { if let path { try? FileManager.default.removeItem(atPath: path) } }
        return try ServerConfiguration(try SettingSource(options: options, environment: environment, file: path))
    }

    @Test func `defaults serve on loopback from a data folder`() throws {
        let configuration = try Self.read()
        #expect((configuration.host, configuration.port) == ("127.0.0.1", 8_420))
        guard case .sqlite("./data/llavero.sqlite") = configuration.database else {
            Issue.record("no sqlite")
            return
        }
        #expect(configuration.keyringFile == "./data/keyring.json")
        #expect(configuration.passwordCost == .standard)
    }

    @Test func `options win over the environment and the environment over the file`() throws {
        let file = #"{"http":{"port":1,"host":"file"},"data":{"directory":"/file"}}"#
        let environment = ["LLAVERO_HTTP_PORT": "2", "LLAVERO_HTTP_HOST": "environment", "PATH": "/bin"]
        let configuration = try Self.read(options: ["http.port": "3"], environment: environment, file: file)
        #expect(configuration.port == 3)
        #expect(configuration.host == "environment")
        #expect(configuration.dataDirectory == "/file")
    }

    @Test(arguments: [
        ("http.port", "65536"), ("http.port", "x"), ("log.level", "loud"), ("password.hashing", "none"),
        ("base.url", "keys.example"), ("base.url", "https://keys.example/"), ("database", "mysql:x"),
        ("database", "postgres:"),
        ("postgres.schema", "a;b"), ("postgres.connections", "0"),
    ])
    func `a value that cannot be used stops the start and names its setting`(name: String, value: String) throws {
        let error = #expect(throws: ConfigurationFailure.self) { try Self.read(options: [name: value]) }
        #expect(error?.description.contains(name) == true)
    }

    @Test func `a secret value is not quoted`() {
        let error = #expect(throws: ConfigurationFailure.self) {
            try Self.read(options: ["database": "mysql://root:hunter2@db"])
        }
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func `a name that is no setting stops the start`() {
        #expect(throws: ConfigurationFailure.self) { try Self.read(environment: ["LLAVERO_HTTP_PROT": "1"]) }
        #expect(throws: ConfigurationFailure.self) { try Self.read(file: #"{"http":{"prot":1}}"#) }
        #expect(throws: ConfigurationFailure.self) { try Self.read(file: #"{"http":{"port":1,"port":2}}"#) }
        #expect(throws: ConfigurationFailure.self) { try Self.read(file: "nonsense") }
    }
}
