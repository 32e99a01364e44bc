import API
import Domain
import Operations

/// The account of a sandbox and its applications, one for each product of the site.
struct SandboxContents: Sendable {
    private let site: Site
    private let account: Account
    private let password: Secret
    private let applications: [IssuedApplication]

    static func make(for site: Site, _ operations: Operations) async throws -> SandboxContents {
        let password = Secret(SystemRandom().password())
        let account = try await operations.accounts.create(
            email: try EmailAddress("owner@sandbox.example"),
            site: site,
            password: password
        )
        var applications: [IssuedApplication] = []
        for product in site.products {
            let name = "Sandbox \(product.name(in: site)[site.language])"
            let profile = try ApplicationProfile(
                name: name,
                description: "Made by llavero sandbox",
                industry: .software,
                website: WebAddress("https://sandbox.example"),
                product: product
            )
            applications.append(
                try await operations.applications.create(
                    profile,
                    settings: try ApplicationSettings(),
                    for: account.id,
                    as: .operator
                )
            )
        }
        return SandboxContents(site: site, account: account, password: password, applications: applications)
    }

    /// The contract with other programs: fields are added, never renamed or removed.
    func json(_ addresses: Assembly.Addresses) -> JSON {
        let address = addresses.base
        let main = self.applications.first { $0.application.profile.product == .checkoutAPIPayments }
        var members: [JSON.Member] = [
            .init("base_url", .string(address)), .init("panel_url", .string("\(address)/developers/panel/app")),
            .init("site_id", .string(self.site.rawValue)), .init("user_id", .id(self.account.id)),
            .init("email", .string(self.account.email.text)), .init("password", .string(self.password.reveal())),
        ]
        if let gateway = addresses.gateway { members.append(.init("gateway_url", .string(gateway))) }
        if let main { members += ApplicationJSON.credentials(main.credentials) }
        members.append(.init("applications", .array(self.applications.map { ApplicationJSON.json($0) })))
        return .object(members)
    }
}
