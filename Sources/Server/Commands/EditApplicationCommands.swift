import API
import ArgumentParser
import Domain
import Operations

struct EditApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change an application; what is not named stays, and an empty text removes."
    )

    @Argument(help: "Client ID, which is the application's number.")
    var clientID: String

    @Option(help: "Name, up to 50 characters.")
    var name: String?

    @Option(help: "Short name: letters and digits, up to 30.")
    var shortName: String?

    @Option(help: "Description, up to 150 characters.")
    var description: String?

    @Option(help: "Industry.")
    var industry: String?

    @Option(help: "Website in production, https.")
    var website: String?

    @Option(help: "Redirect URL for OAuth; can be repeated up to 10 times, and replaces all there are.")
    var redirectURL: [String] = []

    @Flag(help: "Remove all redirect URLs.")
    var noRedirectURLs = false

    @Flag(inversion: .prefixedNo, help: "Whether authorization requests must carry a code challenge.")
    var pkce: Bool?

    @Option(help: "Permission: read, write or offline_access; can be repeated, and replaces all there are.")
    var permission: [Permission] = []

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if self.noRedirectURLs, !self.redirectURL.isEmpty {
            throw ValidationError("Give either --redirect-url or --no-redirect-urls.")
        }
    }

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.clientID)
            try await withOperations(self.data) { operations in
                let application = try await operations.applications.edit(id, as: .operator) { before throws(Failure) in
                    (try self.profile(before.profile), try self.settings(before.settings))
                }
                self.output.show(ApplicationJSON.json(application)) { ApplicationSummary.text(application) }
            }
        }
    }

    private func profile(_ before: ApplicationProfile) throws(Failure) -> ApplicationProfile {
        try ApplicationProfile(
            name: self.name ?? before.name,
            shortName: Self.changed(self.shortName, before.shortName),
            description: Self.changed(self.description, before.description),
            industry: try CommandValues.industry(Self.changed(self.industry, before.industry?.rawValue)),
            website: try CommandValues.website(Self.changed(self.website, before.website?.text)),
            product: before.product,
            platform: before.platform,
            integrationModels: before.integrationModels
        )
    }

    private func settings(_ before: ApplicationSettings) throws(Failure) -> ApplicationSettings {
        let given = try self.redirectURL.map { text throws(Failure) in try RedirectURL(text) }
        let kept = self.noRedirectURLs ? [] : before.redirectURLs
        return try ApplicationSettings(
            redirectURLs: given.isEmpty ? kept : given,
            requiresPKCE: self.pkce ?? before.requiresPKCE,
            allowedFlows: before.allowedFlows,
            permissions: self.permission.isEmpty ? before.permissions : Set(self.permission)
        )
    }

    private static func changed(_ given: String?, _ before: String?) -> String? {
        guard let given else { return before }
        return given.isEmpty ? nil : given
    }
}

struct ActivateApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: "Make an application's production credentials work."
    )

    @Argument(help: "Client ID, which is the application's number.")
    var clientID: String

    @Option(help: "Industry.")
    var industry: String

    @Option(help: "Website in production, https.")
    var website: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.clientID)
            guard let industry = try CommandValues.industry(self.industry),
                let website = try CommandValues.website(self.website)
            else { throw Failure(.activationIncomplete) }
            try await withOperations(self.data) { operations in
                let application = try await operations.applications
                    .activate(id, industry: industry, website: website, as: .operator)
                self.output.show(ApplicationJSON.json(application)) { ApplicationSummary.text(application) }
            }
        }
    }
}

struct DeleteApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Put an application into the bin: off at once, and restorable for 30 days."
    )

    @Argument(help: "Client ID, which is the application's number.")
    var clientID: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.clientID)
            try await withOperations(self.data) { operations in
                let application = try await operations.applications.delete(id, as: .operator)
                self.output.show(ApplicationJSON.json(application)) {
                    let end = application.restorableUntil.map { WireDate.text($0) } ?? ""
                    return """
                        \(application.profile.name) is off. Until \(end) it can be restored with:
                          llavero application restore \(application.id)
                        """
                }
            }
        }
    }
}

struct RestoreApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Take an application out of the bin; its credentials work as before."
    )

    @Argument(help: "Client ID, which is the application's number.")
    var clientID: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.clientID)
            try await withOperations(self.data) { operations in
                let application = try await operations.applications.restore(id, as: .operator)
                self.output.show(ApplicationJSON.json(application)) { ApplicationSummary.text(application) }
            }
        }
    }
}
