import API
import ArgumentParser
import Domain
import Operations

struct AccessRequestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access-request",
        abstract: "Requests for access: an account asks an owner for a share.",
        subcommands: [
            CreateAccessRequest.self, ListAccessRequests.self, GrantAccessRequest.self, RefuseAccessRequest.self,
        ]
    )
}

struct CreateAccessRequest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Ask an owner for a share; the owner decides within 7 days."
    )

    @Option(help: "User id of the account that asks.")
    var account: String

    @Option(help: "E-mail address of the owner.")
    var email: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            let email = try EmailAddress(self.email)
            try await withOperations(self.data) { operations in
                let request = try await operations.accessRequests.request(from: email, by: account)
                self.output.show(AccessRequestJSON.json(request, at: request.requestedAt)) {
                    AccessRequestView.line(request, at: request.requestedAt)
                }
            }
        }
    }
}

struct ListAccessRequests: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the requests an account made and those it received."
    )

    @Option(help: "User id of the account.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let (made, received, now) = try await operations.accessRequests.requests(of: account)
                let json: JSON = [
                    "made": .array(made.map { AccessRequestJSON.json($0, at: now) }),
                    "received": .array(received.map { AccessRequestJSON.json($0, at: now) }),
                ]
                self.output.show(json) {
                    let lines =
                        made.map { "made      \(AccessRequestView.line($0, at: now))" }
                        + received.map { "received  \(AccessRequestView.line($0, at: now))" }
                    return lines.isEmpty ? "No requests for access." : lines.joined(separator: "\n")
                }
            }
        }
    }
}

struct GrantAccessRequest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Grant a request with a share of an application, and print its pair once."
    )

    @Argument(help: "Id of the request.")
    var request: String

    @Option(help: "User id of the owner who is asked.")
    var account: String

    @OptionGroup var terms: ShareTermsOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            let terms = try self.terms.terms()
            try await withOperations(self.data) { operations in
                let (share, pair) = try await operations.accessRequests
                    .grant(AccessRequest.ID(self.request), terms, of: account, as: .operator)
                self.output.show(ShareJSON.json(share, pair)) { ShareView.text(share, pair) }
            }
        }
    }
}

struct RefuseAccessRequest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "refuse", abstract: "Refuse a request.")

    @Argument(help: "Id of the request.")
    var request: String

    @Option(help: "User id of the owner who is asked.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let request = try await operations.accessRequests.refuse(
                    AccessRequest.ID(self.request),
                    of: account,
                    as: .operator
                )
                self.output.show(AccessRequestJSON.json(request, at: request.requestedAt)) {
                    "Refused \(request.id)."
                }
            }
        }
    }
}

enum AccessRequestView {
    static func line(_ request: AccessRequest, at now: Timestamp) -> String {
        """
        \(request.id)  \(request.state(at: now).rawValue)  account \(request.requesterID) asks \(request.ownerEmail) \
        until \(WireDate.text(request.expiresAt))
        """
    }
}
