import Domain
import Foundation
import Testing
import Web

@testable import Server

/// The tables of the documentation are compared with the code; `WRITE_DOCS=1` writes them anew.
struct DocumentationTests {
    private static func compare(_ text: String, _ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/\(name)")
        if ProcessInfo.processInfo.environment["WRITE_DOCS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: file, encoding: .utf8)
        #expect(
            written == text,
            "docs/\(name) differs from the code: WRITE_DOCS=1 swift test --filter DocumentationTests"
        )
    }

    @Test func `docs errors md lists every code as the code has it`() throws {
        var lines = [
            "# Errors", "",
            "Every refusal is the provider's envelope (`message`, `error`, `status`, `cause`) with three fields more:",
            "`llavero_code` names the cause and never changes, `llavero_hint` says what to do, `llavero_docs` links to the",
            "code's page on the server itself (`GET /llavero/v1/errors/<code>`). SDKs read the provider's fields; write your",
            "own handling against `llavero_code`. \"The field\" and \"what the refusal names\" stand for what an answer fills in.",
            "",
            "This table is made from the code and compared with it by a test.", "",
            "| code | status | error | cause | message | hint |", "| --- | --- | --- | --- | --- | --- |",
        ]
        for code in Failure.Code.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
            let problem = ProviderProblem(code)
            let failure = Failure(code, field: "The field", expected: "what the refusal names")
            let cause = problem.causeJSON.isNull ? "" : "`\(problem.causeJSON.compact)`"
            lines.append(
                "| `\(code.rawValue)` | \(problem.status) | `\(problem.error)` | \(cause) | \(failure.message) | \(failure.hint) |"
            )
        }
        try Self.compare(lines.joined(separator: "\n") + "\n", "errors.md")
    }

    @Test func `docs configuration md lists every setting as the code has it`() throws {
        var lines = [
            "# Configuration", "",
            "A setting is taken from the first of these that has it: an option of the command line, the environment variable,",
            "the JSON file named with `--configuration` (nested by the dots of the name), the default. An unknown variable that",
            "begins with `LLAVERO_`, an unknown name in the file and a value that cannot be used stop the start with a sentence",
            "that says what to do; `llavero check-configuration` shows what would be used without opening anything.",
            "",
            "This table is made from the code and compared with it by a test.", "",
            "| setting | variable | meaning | values | default | secret |", "| --- | --- | --- | --- | --- | --- |",
        ]
        for setting in Setting.all {
            lines.append(
                "| `\(setting.name)` | `\(setting.variable)` | \(setting.meaning) | \(setting.values) | \(setting.byDefault) | \(setting.isSecret ? "yes" : "no") |"
            )
        }
        try Self.compare(lines.joined(separator: "\n") + "\n", "configuration.md")
    }

    @Test func `docs doctor md explains every diagnosis`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/doctor.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for code in Diagnosis.Code.allCases { #expect(text.contains("`\(code.rawValue)`"), "\(code.rawValue)") }
    }
}
