import API
import ArgumentParser
import Domain
import Operations

struct ApplicationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "application",
        abstract: "Applications and their credentials.",
        subcommands: [
            CreateApplication.self, ListApplications.self, ShowApplication.self, EditApplication.self,
            ActivateApplication.self, DeleteApplication.self, RestoreApplication.self,
            SealApplication.self, SetApplicationLogo.self,
        ]
    )
}

struct CreateApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create an application and print its credentials once."
    )

    @Option(help: "User id of the owner.")
    var account: String

    @Option(help: "Name, up to 50 characters.")
    var name: String

    @Option(help: "Product: \(Product.allCases.map(\.rawValue).joined(separator: ", ")).")
    var product: String

    @Option(help: "Short name: letters and digits, up to 30.")
    var shortName: String?

    @Option(help: "Description, up to 150 characters.")
    var description: String?

    @Option(help: "Industry; with a website it activates production.")
    var industry: String?

    @Option(help: "Website in production, https.")
    var website: String?

    @Option(help: "Shop platform: \(Platform.allCases.map(\.rawValue).joined(separator: ", ")).")
    var platform: String?

    @Option(help: "Integration model of an in-person product; can be repeated.")
    var integrationModel: [String] = []

    @Option(help: "Redirect URL for OAuth; can be repeated up to 10 times.")
    var redirectURL: [String] = []

    @Flag(inversion: .prefixedNo, help: "Whether authorization requests must carry a code challenge.")
    var pkce = true

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let owner = try Account.ID(option: self.account)
            let profile = try self.profile()
            let settings = try ApplicationSettings(
                redirectURLs: try self.redirectURL.map { try RedirectURL($0) },
                requiresPKCE: self.pkce
            )
            try await withOperations(self.data) { operations in
                let issued = try await operations.applications.create(
                    profile,
                    settings: settings,
                    for: owner,
                    as: .operator
                )
                self.output.show(ApplicationJSON.json(issued)) { IssuedApplicationView.text(issued) }
            }
        }
    }

    private func profile() throws(Failure) -> ApplicationProfile {
        guard let product = Product(rawValue: self.product) else {
            throw Failure(.productUnknown, expected: CommandValues.names(Product.self))
        }
        var models: [IntegrationModel] = []
        for text in self.integrationModel {
            guard let model = IntegrationModel(rawValue: text) else {
                throw Failure(.integrationModelUnknown, expected: CommandValues.names(IntegrationModel.self))
            }
            models.append(model)
        }
        return try ApplicationProfile(
            name: self.name,
            shortName: self.shortName,
            description: self.description,
            industry: try CommandValues.industry(self.industry),
            website: try CommandValues.website(self.website),
            product: product,
            platform: try CommandValues.named(self.platform, .platformUnknown),
            integrationModels: models
        )
    }
}

struct ListApplications: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List an account's applications.")

    @Option(help: "User id of the owner.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let owner = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let applications = try await operations.applications.applications(of: owner, as: .operator)
                self.output.show(.array(applications.map { ApplicationJSON.json($0) })) {
                    guard !applications.isEmpty else {
                        return "No applications yet: make one with llavero application create."
                    }
                    return applications.map { ApplicationSummary.line($0) }.joined(separator: "\n")
                }
            }
        }
    }
}

struct ShowApplication: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an application.")

    @Argument(help: "Client ID, which is the application's number.")
    var clientID: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let id = try Application.ID(option: self.clientID)
            try await withOperations(self.data) { operations in
                let application = try await operations.applications.application(id)
                self.output.show(ApplicationJSON.json(application)) { ApplicationSummary.text(application) }
            }
        }
    }
}
