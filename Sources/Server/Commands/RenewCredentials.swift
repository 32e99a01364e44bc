import API
import ArgumentParser
import Domain
import Operations

struct RenewCredentials: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Issue the next generation of a pair and print it once.",
        discussion: """
            The generation before works on for the overlap, so that integrations can move without an interruption. See \
            who still calls with it with: llavero credential callers. Inside the overlap a renewal can be undone.
            """
    )

    @OptionGroup var pair: PairOptions

    @Option(help: "How long the generation before works on. (default: \(Overlap.standard.rawValue))")
    var overlap: Overlap?

    @Flag(
        help:
            "The pair leaked: end it at once, and an open overlap too. Shares have pairs of their own: end one with share cancel."
    )
    var leaked = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if self.leaked, self.overlap ?? .none != .none {
            throw ValidationError("A leaked pair ends at once: leave out --overlap.")
        }
    }

    func run() async throws {
        try await reporting(self.output) {
            let reference = try self.pair.reference()
            try await withOperations(self.data) { operations in
                let (renewal, issued) =
                    self.leaked
                    ? try await operations.renewals.replaceLeaked(reference, as: .operator)
                    : try await operations.renewals.renew(reference, overlap: self.overlap ?? .standard, as: .operator)
                self.output.show(RenewalJSON.json(renewal, issued)) { Self.text(renewal, issued) }
            }
        }
    }

    private static func text(_ renewal: Renewal, _ issued: IssuedPair) -> String {
        let strings =
            switch issued {
            case .keys(let pair):
                ["  Public Key     \(pair.publicKey)", "  Access Token   \(pair.accessToken.reveal())"]
            case .client(let secret):
                ["  Client ID      \(renewal.applicationID)", "  Client Secret  \(secret.reveal())"]
            }
        let before =
            renewal.overlap == .none
            ? "The generation before ended just now." : "The generation before works \(RenewalView.end(renewal))."
        return
            (["Generation \(renewal.issuedGeneration)"] + strings + [
                "", before, "This is the only time they are printed.",
            ])
            .joined(separator: "\n")
    }
}

struct ListCallers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callers",
        abstract: "Show who called with a pair in the last \(RenewalOperations.boardDays) days, and who has moved."
    )

    @OptionGroup var pair: PairOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let reference = try self.pair.reference()
            try await withOperations(self.data) { operations in
                let board = try await operations.renewals.board(reference, as: .operator)
                self.output.show(RenewalJSON.json(board)) { CallerBoardView.text(board) }
            }
        }
    }
}
