import ArgumentParser
import Domain
import Operations

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve until stopped, keeping data in a folder or in PostgreSQL.",
        discussion: "The first start makes the data folder, the database and the keyring."
    )

    @OptionGroup var data: DataOptions
    @OptionGroup var listen: ListenOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "The platform's own API, which gets live calls with headers that say who calls.")
    var upstream: String?

    func run() async throws {
        try await reporting(self.output) {
            let assembly = try await Assembly(try self.data.read(self.values))
            do {
                try await assembly.serve(isSandbox: false) { addresses in
                    let code = try await assembly.operations.accounts.makeFirstOwnerLink()
                    try self.announce(addresses, code, outbox: assembly.configuration.mail.folder)
                }
            } catch {
                await assembly.close()
                throw error
            }
            await assembly.close()
        }
    }

    private var values: [String: String] {
        self.listen.values.merging(SettingValues.make([(.upstream, self.upstream)])) { first, _ in first }
    }

    /// - Parameters:
    ///   - code: What the link for the first owner ends in; nil once there is an account.
    ///   - outbox: The folder that gets mails as files; nil when a submission server takes them.
    private func announce(_ addresses: Assembly.Addresses, _ code: Secret?, outbox: String?) throws {
        let address = addresses.base
        let link = code.map { "\(address)/start/\($0.reveal())" }
        var members: [JSON.Member] = [
            .init("base_url", .string(address)), .init("panel_url", .string("\(address)/developers/panel/app")),
        ]
        if let gateway = addresses.gateway { members.append(.init("gateway_url", .string(gateway))) }
        if let link { members.append(.init("first_owner_url", .string(link))) }
        if let outbox { members.append(.init("outbox", .string(outbox))) }
        let ready = JSON.object(members)
        if let path = self.listen.readyFile { try ReadyFile.write(ready, to: path) }
        self.output.show(ready) {
            var lines = ["Llavero serves at \(address); Ctrl-C stops it."]
            if let gateway = addresses.gateway { lines.append("Gateways ask at \(gateway).") }
            if let link {
                lines.append("Open the first account within 24 hours, with this link that works once:\n  \(link)")
            }
            if let outbox { lines.append("Mails are written as files into \(outbox); set mail.server to send them.") }
            return lines.joined(separator: "\n")
        }
    }
}
