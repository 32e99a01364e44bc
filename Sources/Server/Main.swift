import ArgumentParser
import Foundation

/// The program: one executable with a command for each thing an operator or integrator does.
@main
struct Llavero: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "llavero",
        abstract: "The credentials system of a payments platform, as one program.",
        discussion: """
            Start with `llavero sandbox` for a disposable server with everything in it, or `llavero serve` for one
            that keeps its data in ./data. An independent project, not affiliated with Mercado Pago.
            """,
        version: version,
        subcommands: [
            Serve.self, Sandbox.self, Inspect.self, Doctor.self, Scan.self, AccountCommand.self,
            ApplicationCommand.self,
            CredentialCommand.self, ShareCommand.self, TestAccountCommand.self, MemberCommand.self,
            AccessRequestCommand.self, GrantCommand.self, KeysCommand.self, Audit.self,
            ManagementTokenCommand.self, CheckConfiguration.self,
        ]
    )

    static func main() async {
        // A core dump would hold every key of the keyring.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        await self.main(nil)
    }
}
