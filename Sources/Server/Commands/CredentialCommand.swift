import ArgumentParser
import Domain
import Operations

struct CredentialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Credentials of an application.",
        subcommands: [ListCredentials.self]
    )
}

struct ListCredentials: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List an application's credentials, masked."
    )

    @Option(help: "Client ID, which is the application's number.")
    var application: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            guard let id = Application.ID(text: self.application) else { throw Failure(.applicationNotFound) }
            try await withOperations(self.data) { operations in
                let credentials = try await operations.credentials.credentials(of: id)
                self.output.show(.array(credentials.map { Self.json($0) })) {
                    credentials.map { Self.line($0) }.joined(separator: "\n")
                }
            }
        }
    }

    private static func json(_ credential: Credential) -> JSON {
        [
            "id": .string(credential.id.text), "mode": .string(credential.mode.rawValue),
            "kind": .string(credential.kind.rawValue), "generation": .integer(credential.generation),
            "shown": .string(credential.shown), "created_at": .date(credential.createdAt),
            "expires_at": .date(credential.expiresAt), "revoked_at": .date(credential.revokedAt),
        ]
    }

    private static func line(_ credential: Credential) -> String {
        let state = credential.revokedAt == nil ? "generation \(credential.generation)" : "revoked"
        let kind = credential.kind.rawValue.padding(toLength: 13)
        return "\(credential.mode.rawValue)  \(kind)  \(credential.shown)  (\(state))"
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - self.count))
    }
}
