import ArgumentParser
import Domain
import Foundation
import Operations

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Accounts of owners.",
        subcommands: [CreateAccount.self]
    )
}

struct CreateAccount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Open an account; without --password-stdin a password is made and printed once."
    )

    @Option(help: "E-mail address to sign in with.")
    var email: String

    @Option(help: "Country: MLA, MLB, MLC, MCO, MLM, MPE or MLU.")
    var site: String

    @Option(help: "First name of the owner.")
    var firstName: String?

    @Option(help: "Last name of the owner.")
    var lastName: String?

    @Flag(help: "Read the password from standard input: one line of at least 15 characters.")
    var passwordStdin = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            guard let site = Site(rawValue: self.site.uppercased()) else { throw Failure(.siteUnknown) }
            let email = try EmailAddress(self.email)
            let given = self.passwordStdin ? readLine() ?? "" : nil
            let password = Secret(given ?? SystemRandom().password())
            try await withOperations(self.data, makesData: true) { operations in
                let account = try await operations.accounts.create(
                    email: email,
                    site: site,
                    password: password,
                    firstName: self.firstName,
                    lastName: self.lastName
                )
                self.show(account, generated: given == nil ? password : nil)
            }
        }
    }

    private func show(_ account: Account, generated: Secret?) {
        var members: [JSON.Member] = [
            .init("user_id", .id(account.id)), .init("email", .string(account.email.text)),
            .init("site_id", .string(account.site.rawValue)), .init("nickname", .string(account.nickname)),
        ]
        if let generated { members.append(.init("password", .string(generated.reveal()))) }
        self.output.show(.object(members)) {
            let password = generated.map { "\n  Password  \($0.reveal())  (printed this once)" } ?? ""
            return "Account \(account.id) in \(account.site.rawValue)\n  E-mail    \(account.email)\(password)"
        }
    }
}

/// Opens the database for one command and closes it after.
func withOperations(
    _ data: DataOptions,
    makesData: Bool = false,
    _ work: (Operations) async throws -> Void
) async throws {
    let configuration = try data.read()
    if !makesData { try configuration.requireData() }
    let assembly = try await Assembly(configuration)
    do {
        try await work(assembly.operations)
    } catch {
        await assembly.close()
        throw error
    }
    await assembly.close()
}
