import Domain

/// What a gateway is answered: who calls, or why the request must not pass.
package struct GatewayReply: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    /// The provider's error envelope; empty when the request may pass.
    let body: [UInt8]

    /// Headers of every answer that lets a request pass; a gateway sets all of them on what it passes on, so that nobody
    /// can send them themselves.
    package static let identityNames = [
        "X-Llavero-Account", "X-Llavero-Site", "X-Llavero-Application", "X-Llavero-Mode", "X-Llavero-Permissions",
        "X-Llavero-Credential", "X-Llavero-Share", "X-Llavero-Grant",
    ]

    /// The header of a signed statement of the same.
    package static let assertionName = "X-Llavero-Assertion"

    /// - Parameter caller: Nil where the route asks for nobody.
    init(_ caller: Caller?) {
        self.status = 200
        self.body = []
        guard let caller else {
            self.headers = []
            return
        }
        let values = [
            caller.account.id.description, caller.site.rawValue, caller.application.id.description,
            caller.mode.rawValue, caller.permissions.scope, caller.credential.id.text,
            caller.credential.shareID?.text ?? "", caller.credential.oauth?.grantID?.text ?? "",
        ]
        self.headers = zip(Self.identityNames, values).filter { !$1.isEmpty }.map { ($0, $1) }
    }

    /// The metrics of the server.
    init(metrics text: String) {
        self.status = 200
        self.headers = [("Content-Type", MetricsText.type)]
        self.body = Array(text.utf8)
    }

    /// - Parameter problems: Makes the envelope that the provider's own answers have.
    init(_ failure: Failure, _ problems: ProblemWriter) {
        let problem = problems.envelope(of: failure)
        let text = problem.body.compact
        var headers = [("X-Llavero-Status", String(problem.status)), ("Content-Type", Answer.jsonType)]
        // nginx throws the body of a refusal away: what it may hand on is in a header too.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { headers.append(("X-Llavero-Problem", text)) }
        headers += problem.headers
        self.status = problem.status
        self.headers = headers
        self.body = Array(text.utf8)
    }
}
