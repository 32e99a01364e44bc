import API
import ArgumentParser
import Domain
import Operations

struct TestAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-account",
        abstract: "Test accounts: invented sellers, buyers and integrators of an account.",
        discussion: "Everything of theirs is for tests: the pairs of their applications begin with TEST-.",
        subcommands: [
            OpenTestAccountCommand.self, ListTestAccounts.self, ChangeTestAccount.self, RenewTestAccountCommand.self,
            DeleteTestAccountCommand.self,
        ]
    )
}

extension TestAccount.Kind: ExpressibleByArgument {}

struct OpenTestAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Open a test account.")

    @Option(help: "User id of the account that it belongs to.")
    var account: String

    @Option(help: "seller, buyer or integrator.")
    var kind: TestAccount.Kind = .seller

    @Option(help: "Country; the account's own, when left out.")
    var site: String?

    @Option(help: "What it is for, in up to 100 characters.")
    var description: String

    @Option(help: "Invented money it begins with, such as 1500.50.")
    var balance: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let owner = try await operations.accounts.account(id)
                let named = try self.site.map { text throws(Failure) in
                    guard let site = Site(rawValue: text.uppercased()) else { throw Failure(.siteUnknown) }
                    return site
                }
                let site = named ?? owner.site
                let opened = try await operations.testAccounts.open(
                    self.kind,
                    in: site,
                    description: self.description,
                    balance: try self.balance.map { try Money(option: $0, in: site) },
                    for: id,
                    as: .operator
                )
                self.output.show(TestAccountJSON.json(opened)) { opened.text }
            }
        }
    }
}

struct ListTestAccounts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the test accounts of an account, with their passwords."
    )

    @Option(help: "User id of the account that they belong to.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let found = try await operations.testAccounts.testAccounts(of: id, as: .operator)
                self.output.show(.array(found.map { TestAccountJSON.json($0) })) {
                    found.isEmpty ? "No test accounts." : found.map(\.text).joined(separator: "\n\n")
                }
            }
        }
    }
}

struct ChangeTestAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change the description of a test account, or add money."
    )

    @Option(help: "User id of the account that it belongs to.")
    var account: String

    @Argument(help: "User id of the test account.")
    var user: String

    @Option(help: "What it is for, in up to 100 characters.")
    var description: String?

    @Option(help: "Invented money to add, such as 100.")
    var addMoney: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let (owner, id) = (try Account.ID(option: self.account), try Account.ID(option: self.user))
            try await withOperations(self.data) { operations in
                let site = try await operations.accounts.account(id).site
                let amount = try self.addMoney.map { try Money(option: $0, in: site) }
                if let description {
                    try await operations.testAccounts.describe(id, description, for: owner, as: .operator)
                }
                if let amount { try await operations.testAccounts.add(amount, to: id, for: owner, as: .operator) }
                let found = try await operations.testAccounts.testAccounts(of: owner, as: .operator)
                guard let changed = found.first(where: { $0.testAccount.account.id == id }) else {
                    throw Failure(.testAccountNotFound)
                }
                self.output.show(TestAccountJSON.json(changed)) { changed.text }
            }
        }
    }
}

struct RenewTestAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Give a test account a new password."
    )

    @Option(help: "User id of the account that it belongs to.")
    var account: String

    @Argument(help: "User id of the test account.")
    var user: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let (owner, id) = (try Account.ID(option: self.account), try Account.ID(option: self.user))
            try await withOperations(self.data) { operations in
                let opened = try await operations.testAccounts.renewPassword(of: id, for: owner, as: .operator)
                self.output.show(TestAccountJSON.json(opened)) { opened.text }
            }
        }
    }
}

struct DeleteTestAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a test account with everything it owns, for good."
    )

    @Option(help: "User id of the account that it belongs to.")
    var account: String

    @Argument(help: "User id of the test account.")
    var user: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let (owner, id) = (try Account.ID(option: self.account), try Account.ID(option: self.user))
            try await withOperations(self.data) { operations in
                try await operations.testAccounts.delete(id, for: owner, as: .operator)
                self.output.show(["id": .id(id), "deleted": true]) { "Deleted test account \(id)." }
            }
        }
    }
}

extension Money {
    /// An amount on the command line.
    /// - Throws: `invalid_amount`.
    fileprivate init(option text: String, in site: Site) throws(Failure) {
        guard let money = Money(number: text, currency: site.currency) else {
            let decimals = site.currency.decimals
            throw Failure(.invalidAmount, field: "the amount", expected: "a number with at most \(decimals) decimals")
        }
        self = money
    }
}

extension OpenedTestAccount {
    fileprivate var text: String {
        let account = self.testAccount.account
        return """
            \(self.testAccount.kind.rawValue) in \(account.site.rawValue): \(self.testAccount.description)
              User id   \(account.id)
              User      \(account.nickname), \(account.email.text)
              Password  \(self.password.reveal())
              Balance   \(self.testAccount.balance.number) \(account.site.currency.rawValue)
            """
    }
}
