import API
import ArgumentParser
import Domain
import Operations

struct ShareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Shares: pairs of their own for accounts that integrate an application.",
        discussion: "A share never holds the owner's secret: cancelling it ends its own pair and nothing else.",
        subcommands: [OfferShare.self, ListShares.self, AcceptShare.self, RefuseShare.self, CancelShare.self]
    )
}

/// The options that bound a share.
struct ShareTermsOptions: ParsableArguments {
    @Option(help: "Client ID, which is the application's number.")
    var application: String

    @Option(help: "live or test.")
    var mode: Mode = .live

    @Option(
        help: "What it permits: read, write or offline_access; can be repeated. All the application may, when left out."
    )
    var permission: [Permission] = []

    @Option(help: "When it ends, as 2027-01-31T18:00:00Z; never, when left out.")
    var end: WireInstant?

    /// - Throws: `application_not_found`.
    func terms() throws(Failure) -> ShareTerms {
        let id = try Application.ID(option: self.application)
        return ShareTerms(
            applicationID: id,
            mode: self.mode,
            permissions: self.permission.isEmpty ? nil : Set(self.permission),
            endsAt: self.end?.instant
        )
    }
}

/// An instant on the command line.
struct WireInstant: ExpressibleByArgument {
    let instant: Timestamp

    init?(argument: String) {
        guard let instant = WireDate.instant(argument) else { return nil }
        self.instant = instant
    }
}

extension Permission: ExpressibleByArgument {}

struct OfferShare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer",
        abstract: "Offer a share; it is accepted by the account with the given address, within 7 days."
    )

    @Option(help: "E-mail address of the account to share with.")
    var email: String

    @OptionGroup var terms: ShareTermsOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let terms = try self.terms.terms()
            let email = try EmailAddress(self.email)
            try await withOperations(self.data) { operations in
                let share = try await operations.shares.offer(terms, to: email, as: .operator)
                self.output.show(ShareJSON.json(share, at: share.offeredAt)) {
                    """
                    Offered \(share.id) to \(share.email) until \(WireDate.text(share.offerEndsAt)).
                    It is accepted with: llavero share accept \(share.id) --account USER_ID
                    """
                }
            }
        }
    }
}

struct ListShares: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the shares of an application, or those offered to an account."
    )

    @Option(help: "Client ID of the application that is shared.")
    var application: String?

    @Option(help: "User id of the account it is shared with.")
    var account: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (self.application == nil) != (self.account == nil) else {
            throw ValidationError("Give either --application or --account.")
        }
    }

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                let (shares, now) = try await self.shares(operations.shares)
                self.output.show(.array(shares.map { ShareJSON.json($0, at: now) })) {
                    guard !shares.isEmpty else { return "No shares." }
                    return shares.map { ShareView.line($0, at: now) }.joined(separator: "\n")
                }
            }
        }
    }

    private func shares(_ operations: ShareOperations) async throws -> (shares: [Share], at: Timestamp) {
        if let application {
            let id = try Application.ID(option: application)
            return try await operations.shares(of: id, as: .operator)
        }
        return try await operations.shares(with: try Account.ID(option: self.account))
    }
}

struct AcceptShare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept an offered share and print its pair once."
    )

    @Argument(help: "Id of the share.")
    var share: String

    @Option(help: "User id of the account it was offered to.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let (share, pair) = try await operations.shares.accept(Share.ID(self.share), by: account)
                self.output.show(ShareJSON.json(share, pair)) { ShareView.text(share, pair) }
            }
        }
    }
}

struct RefuseShare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "refuse", abstract: "Refuse an offered share.")

    @Argument(help: "Id of the share.")
    var share: String

    @Option(help: "User id of the account it was offered to.")
    var account: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let share = try await operations.shares.refuse(Share.ID(self.share), by: account)
                self.output.show(ShareJSON.json(share, at: share.refusedAt ?? share.offeredAt)) {
                    "Refused \(share.id)."
                }
            }
        }
    }
}

struct CancelShare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End an offer or a share; its pair is refused from the next call on."
    )

    @Argument(help: "Id of the share.")
    var share: String

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            try await withOperations(self.data) { operations in
                let share = try await operations.shares.cancel(Share.ID(self.share), as: .operator)
                self.output.show(ShareJSON.json(share, at: share.cancelledAt ?? share.offeredAt)) {
                    "Cancelled \(share.id): its pair works no longer."
                }
            }
        }
    }
}
