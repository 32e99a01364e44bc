import API
import ArgumentParser
import Domain
import Operations

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what was done to an account's credentials, newest first."
    )

    @Option(help: "User id of the account.")
    var account: String

    @Option(help: "Only records before the one with this id; for the next page.")
    var before: String?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting(self.output) {
            let account = try Account.ID(option: self.account)
            try await withOperations(self.data) { operations in
                let records = try await operations.audit.records(
                    of: account,
                    before: self.before.map { AuditRecord.ID($0) },
                    as: .operator
                )
                self.output.show(.array(records.map { AuditJSON.json($0) })) {
                    records.isEmpty ? "Nothing on the audit." : records.map { Self.line($0) }.joined(separator: "\n")
                }
            }
        }
    }

    private static func line(_ record: AuditRecord) -> String {
        let unnamed = record.action == .credentialExposed ? "a report" : "the server or its operator"
        let actor = record.actorID.map { "account \($0)" } ?? unnamed
        let application = record.applicationID.map { "  application \($0)" } ?? ""
        return """
            \(record.id)  \(WireDate.text(record.occurredAt))  \(record.action.rawValue)\(application)  by \(actor)  (\(record.detail.text))
            """
    }
}
