import API
import ArgumentParser
import Domain
import Operations

struct CredentialCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Credentials of an application.",
        subcommands: [
            ListCredentials.self, ListCallers.self, RestrictCredentials.self, ShowRestrictions.self,
            RenewCredentials.self, RenewalCommand.self,
        ]
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
            let id = try Application.ID(option: self.application)
            try await withOperations(self.data) { operations in
                let credentials = try await operations.credentials.credentials(of: id, as: .operator)
                let uses = try await operations.credentials.lastUses(of: id, as: .operator)
                self.output.show(.array(credentials.map { CredentialJSON.json($0, uses[$0.id]) })) {
                    credentials.map { Self.line($0, uses[$0.id]) }.joined(separator: "\n")
                }
            }
        }
    }

    private static func line(_ credential: Credential, _ lastUse: Timestamp?) -> String {
        let kind = credential.kind.rawValue.padding(toLength: 13)
        let state = [
            "generation \(credential.generation)", credential.expiresAt.map { "until \(WireDate.text($0))" },
            credential.revokedAt.map { "ended \(WireDate.text($0))" },
            credential.exposedAt.map { "REPORTED AS LEAKED \(WireDate.text($0))" },
            credential.shareID.map { "of share \($0)" },
            lastUse.map { "last used \(WireDate.text($0))" } ?? "never used",
        ]
        let details = state.compactMap { $0 }.joined(separator: ", ")
        return "\(credential.mode.rawValue)  \(kind)  \(credential.shown)  (\(details))"
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - self.count))
    }
}
