import Domain
import HTTPTypes
import Operations
import Web

/// Takes a report of leaked credentials; open to everybody who holds the whole string.
struct ReportLeak: OpenEndpoint {
    static let route = Route(.post, "/llavero/v1/leaks")

    let leaks: LeakOperations

    func handle(_ call: Call) async throws -> Answer {
        let text = try Fields(try await call.json()).pastedText()
        return Answer(
            status: .accepted,
            json: LeakReportView.json(try await self.leaks.report(text, from: call.source.address))
        )
    }
}

/// A report of leaked credentials, without any secret.
private enum LeakReportView {
    static func json(_ report: LeakReport) -> JSON {
        [
            "secrets": .array(
                report.secrets.map { ["masked": .string($0.masked), "issued_here": .bool($0.isKnown)] }
            )
        ]
    }
}
