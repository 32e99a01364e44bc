import API
import ArgumentParser
import Domain
import Operations

struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Members: who belongs to an account, and as what.",
        subcommands: [InviteMemberCommand.self, ListMembers.self, ChangeMember.self, RemoveMemberCommand.self]
    )
}

extension Role: ExpressibleByArgument {}

struct InviteMemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Invite the account of an e-mail address; it accepts in the panel, within 7 days."
    )

    @Option(help: "User id of the account to belong to.")
    var account: String

    @Option(help: "E-mail address of whoever is invited.")
    var email: String

    @Option(help: "owner, developer or viewer.")
    var role: Role = .viewer

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Account.ID(option: self.account)
            let email = try EmailAddress(self.email)
            try await withOperations(self.data) { operations in
                let member = try await operations.members.invite(email, as: self.role, to: id, by: .operator)
                self.output.show(MembershipJSON.json(member, at: member.invitedAt)) {
                    "Invited \(member.email) as \(member.role.rawValue) (\(member.id))."
                }
            }
        }
    }
}

struct ListMembers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who belongs to an account, invitations included."
    )

    @Option(help: "User id of the account.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let members = try await operations.members.members(of: id, as: .operator)
                self.output.show(
                    .array(members.memberships.map { MembershipJSON.json($0, at: members.instant) })
                ) {
                    let lines = members.memberships.map { member in
                        "\(member.id)  \(member.email)  \(member.role.rawValue)  \(member.state(at: members.instant).rawValue)"
                    }
                    return (["\(members.owner.email.text)  owner of the account"] + lines).joined(separator: "\n")
                }
            }
        }
    }
}

struct ChangeMember: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "role", abstract: "Give a member another role.")

    @Argument(help: "Id of the membership.")
    var member: String

    @Option(help: "owner, developer or viewer.")
    var role: Role

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                try await operations.members.change(Membership.ID(self.member), to: self.role, by: .operator)
                self.output.show(["id": .string(self.member), "role": .string(self.role.rawValue)]) {
                    "\(self.member) is \(self.role.rawValue) now."
                }
            }
        }
    }
}

struct RemoveMemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a member, or take an invitation back."
    )

    @Argument(help: "Id of the membership.")
    var member: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                try await operations.members.remove(Membership.ID(self.member), by: .operator)
                self.output.show(["id": .string(self.member), "state": "ended"]) { "\(self.member) is removed." }
            }
        }
    }
}
