import Domain

/// What a gateway is answered: who calls, or why the request must not pass.
package struct GatewayReply: Sendable {
    let status: Int
    let headers: [(name: String, value: String)]
    /// The provider's error envelope; empty when the request may pass.
    let body: [UInt8]

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
        var headers: [(String, String)] = []
        Self.identity(of: caller) { headers.append(($0, $1)) }
        self.headers = headers
    }

    /// Eight lines, of names with at most 24 bytes and ids with at most 64.
    static let identityBytesMax = 1_024

    /// Gives the headers that say who calls; a gateway sets all of them on what it passes on, so that nobody can send
    /// them themselves.
    static func identity(of caller: Caller, _ take: (_ name: String, _ value: String) -> Void) {
        let credential = caller.credential
        take("X-Llavero-Account", caller.account.id.description)
        take("X-Llavero-Site", caller.site.rawValue)
        take("X-Llavero-Application", caller.application.id.description)
        take("X-Llavero-Mode", caller.mode.rawValue)
        take("X-Llavero-Permissions", caller.permissions.scope)
        take("X-Llavero-Credential", credential.id.text)
        if let share = credential.shareID { take("X-Llavero-Share", share.text) }
        if let grant = credential.oauth?.grantID { take("X-Llavero-Grant", grant.text) }
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
