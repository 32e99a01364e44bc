import ArgumentParser
import Domain
import Operations

struct ManagementTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "management-token",
        abstract: "Tokens by which programs use the management API.",
        subcommands: [CreateManagementToken.self, ListManagementTokens.self, RevokeManagementToken.self]
    )
}

struct CreateManagementToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Issue a token and print it once; without --account it may do everything."
    )

    @Option(help: "What the token is for, up to 50 characters.")
    var name: String

    @Option(help: "User id of the one account it may administer.")
    var account: String?

    @Option(help: "Days after which it ends, 1 to 3650; without it, it has no end.")
    var days: Int?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let days, !(1...3_650).contains(days) { throw ValidationError("--days takes 1 to 3650.") }
    }

    func run() async throws {
        try await reporting(self.output) {
            let account = try self.account.map { try Account.ID(option: $0) }
            try await withOperations(self.data) { operations in
                let life = self.days.map { Duration.days($0) }
                let (token, text) = try await operations.managementTokens
                    .issue(named: self.name, for: account, life: life)
                let shown: JSON = ["id": .string(token.id.text), "management_token": .string(text.reveal())]
                self.output.show(shown) { "\(token.id)\n  \(text.reveal())  (printed this once)" }
            }
        }
    }
}

struct ListManagementTokens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tokens.")

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                let (tokens, now) = try await operations.managementTokens.tokens()
                self.output.show(.array(tokens.map { Self.json($0, at: now) })) {
                    tokens.isEmpty ? "No token yet." : tokens.map { Self.line($0, at: now) }.joined(separator: "\n")
                }
            }
        }
    }

    private static func json(_ token: ManagementToken, at now: Timestamp) -> JSON {
        [
            "id": .string(token.id.text), "name": .string(token.name), "usable": .bool(token.isUsable(at: now)),
            "account_id": token.accountID.map { .id($0) } ?? nil, "created_at": .date(token.createdAt),
            "expires_at": .date(token.expiresAt), "revoked_at": .date(token.revokedAt),
        ]
    }

    private static func line(_ token: ManagementToken, at now: Timestamp) -> String {
        let scope = token.accountID.map { "account \($0)" } ?? "everything"
        let end = token.expiresAt.map { "until \(WireDate.text($0))" } ?? "without end"
        return "\(token.id)  \(token.isUsable(at: now) ? "works" : "over")  \(token.name)  (\(scope), \(end))"
    }
}

struct RevokeManagementToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "End a token at once.")

    @Argument(help: "Id of the token.")
    var id: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                try await operations.managementTokens.revoke(ManagementToken.ID(self.id))
                self.output.show(["id": .string(self.id), "revoked": true]) { "\(self.id) ended." }
            }
        }
    }
}
