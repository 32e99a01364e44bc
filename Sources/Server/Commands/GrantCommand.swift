import API
import ArgumentParser
import Domain
import Operations

struct GrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Authorizations that sellers gave to applications through OAuth.",
        subcommands: [ListGrants.self, EndGrant.self]
    )
}

struct ListGrants: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who authorized an application, or what an account authorized, newest first, at most 200."
    )

    @Option(help: "Client ID of the application.")
    var application: String?

    @Option(help: "User id of the seller.")
    var account: String?

    @Option(help: "Go on after this authorization, the last of the list before.")
    var before: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (self.application == nil) != (self.account == nil) else {
            throw ValidationError("Give either --application or --account.")
        }
    }

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                let grants = try await self.grants(operations.grants)
                self.output.show(.array(grants.map { OAuthJSON.json($0) })) {
                    guard !grants.isEmpty else { return "No authorizations." }
                    return grants.map { Self.line($0) }.joined(separator: "\n")
                }
            }
        }
    }

    private func grants(_ operations: GrantOperations) async throws -> [Grant] {
        let before = self.before.map { Grant.ID($0) }
        if let application {
            let id = try Application.ID(option: application)
            return try await operations.received(by: id, before: before, as: .operator).map(\.grant)
        }
        let id = try Account.ID(option: self.account)
        return try await operations.given(by: id, before: before, as: .operator).map(\.grant)
    }

    private static func line(_ grant: Grant) -> String {
        let used = grant.lastUsedAt.map { WireDate.text($0) } ?? "never"
        return "\(grant.id)  \(grant.mode.rawValue)  application \(grant.applicationID)  seller \(grant.accountID)  "
            + "\(grant.permissions.scope)  since \(WireDate.text(grant.grantedAt))  last used \(used)"
    }
}

struct EndGrant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End an authorization; its tokens are refused from the next call on."
    )

    @Argument(help: "Id of the authorization.")
    var grant: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                try await operations.grants.end(Grant.ID(self.grant), as: .operator)
                self.output.show(["id": .string(self.grant), "ended": true]) { "Ended \(self.grant)." }
            }
        }
    }
}
