import ArgumentParser
import Domain
import Operations

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The server's own keys, which are in the keyring's file.",
        subcommands: [ListKeys.self, RotateSigningKey.self]
    )
}

struct ListKeys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the keys by name, purpose and state; never the keys themselves."
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let configuration = try self.data.read()
            let keys = try KeyringFile(path: configuration.keyringFile).keys()
            let json = keys.map { key -> JSON in
                ["id": .string(key.id), "purpose": .string(key.purpose.rawValue), "state": .string(key.state.rawValue)]
            }
            self.output.show(.array(json)) {
                keys.map { "\($0.purpose.rawValue)  \($0.state.rawValue)  \($0.id)" }.joined(separator: "\n")
            }
        }
    }
}

struct RotateSigningKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-signing",
        abstract: "Make a new key to sign with; the ones before stay published for what they signed.",
        discussion: "A running server signs with the new key after its next start."
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let configuration = try self.data.read()
            let keyring = try KeyringFile(path: configuration.keyringFile).rotate(.signing, SystemRandom())
            let id = keyring.active(.signing).id
            self.output.show(["id": .string(id)]) { "\(id) signs after the next start." }
        }
    }
}
