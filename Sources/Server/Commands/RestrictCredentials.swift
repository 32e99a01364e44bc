import API
import ArgumentParser
import Domain
import Operations

/// The options that name a pair that may be restricted.
struct RestrictedPairOptions: ParsableArguments {
    @Option(help: "Client ID, which is the application's number.")
    var application: String

    @Option(help: "live or test.")
    var mode: Mode = .live

    @Option(help: "The share whose pair is meant; the application's own, when left out.")
    var share: String?

    /// - Throws: `application_not_found`.
    func pair() throws(Failure) -> RestrictedPair {
        RestrictedPair(
            try Application.ID(option: self.application),
            self.mode,
            share: self.share.map { Share.ID($0) }
        )
    }
}

struct RestrictCredentials: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restrict",
        abstract: "Set from where and how often a pair works; what is left out is not restricted.",
        discussion:
            "Secrets are bound to networks, the Public Key to the pages it is in. It holds from the next call on."
    )

    @OptionGroup var place: RestrictedPairOptions

    @Option(help: "A network from which its secrets work, as 203.0.113.0/24 or 2001:db8::/48; can be repeated.")
    var network: [String] = []

    @Option(help: "An origin of pages that may use its Public Key, as https://shop.example; can be repeated.")
    var origin: [String] = []

    @Option(help: "Calls in a minute for each of its credentials, counted by each server.")
    var callsPerMinute: Int64?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let pair = try self.place.pair()
            let restrictions = try Restrictions(
                networkTexts: self.network,
                originTexts: self.origin,
                callsPerMinute: self.callsPerMinute
            )
            try await withOperations(self.data) { operations in
                try await operations.restrictions.set(restrictions, of: pair, as: .operator)
                self.output.show(RestrictionsJSON.json(restrictions)) { RestrictionsView.text(restrictions) }
            }
        }
    }
}

struct ShowRestrictions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restrictions",
        abstract: "Show from where and how often a pair works."
    )

    @OptionGroup var place: RestrictedPairOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let pair = try self.place.pair()
            try await withOperations(self.data) { operations in
                let restrictions = try await operations.restrictions.restrictions(of: pair, as: .operator)
                self.output.show(RestrictionsJSON.json(restrictions)) { RestrictionsView.text(restrictions) }
            }
        }
    }
}

private enum RestrictionsView {
    static func text(_ restrictions: Restrictions) -> String {
        let networks = restrictions.networks.map(\.text).joined(separator: ", ")
        let origins = restrictions.origins.map(\.text).joined(separator: ", ")
        return """
            Secrets work from: \(networks.isEmpty ? "everywhere" : networks)
            The Public Key works in: \(origins.isEmpty ? "all pages" : origins)
            Calls in a minute: \(restrictions.callsPerMinute.map { String($0) } ?? "not bounded")
            """
    }
}
