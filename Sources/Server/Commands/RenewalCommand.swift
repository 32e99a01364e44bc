import API
import ArgumentParser
import Domain
import Operations

struct RenewalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renewal",
        abstract: "The overlap after a renewal: give it more time, end it, or undo the renewal.",
        subcommands: [ExtendRenewal.self, CloseRenewal.self, UndoRenewal.self]
    )
}

struct ExtendRenewal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Give the retiring generation more time, counted from now."
    )

    @OptionGroup var pair: PairOptions

    @Option(help: "How long the retiring generation works from now on.")
    var overlap: Overlap

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let reference = try self.pair.reference()
            try await withOperations(self.data) { operations in
                let renewal = try await operations.renewals.extend(reference, to: self.overlap, as: .operator)
                self.output.show(RenewalJSON.json(renewal)) { RenewalView.text(renewal) }
            }
        }
    }
}

struct CloseRenewal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "End the retiring generation now."
    )

    @OptionGroup var pair: PairOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let reference = try self.pair.reference()
            try await withOperations(self.data) { operations in
                let renewal = try await operations.renewals.close(reference, as: .operator)
                self.output.show(RenewalJSON.json(renewal)) { RenewalView.text(renewal) }
            }
        }
    }
}

struct UndoRenewal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Make the generation before the current one again; the new one works on for the same overlap."
    )

    @OptionGroup var pair: PairOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let reference = try self.pair.reference()
            try await withOperations(self.data) { operations in
                let renewal = try await operations.renewals.undo(reference, as: .operator)
                self.output.show(RenewalJSON.json(renewal)) { RenewalView.text(renewal) }
            }
        }
    }
}
