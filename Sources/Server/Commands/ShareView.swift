import Domain
import Operations

/// A share, and its pair for whoever just received it.
enum ShareView {
    static func line(_ share: Share, at now: Timestamp) -> String {
        let names = share.permissions.map(\.rawValue).sorted().joined(separator: ", ")
        let end = share.endsAt.map { "until \(WireDate.text($0))" } ?? "without end"
        return """
            \(share.id)  \(share.state(at: now).rawValue)  \(share.mode.rawValue)  application \(share.applicationID)  \
            \(share.email)  (\(names); \(end))
            """
    }

    static func text(_ share: Share, _ pair: IssuedCredentials.Pair) -> String {
        [
            self.line(share, at: share.acceptedAt ?? share.offeredAt), "  Public Key     \(pair.publicKey)",
            "  Access Token   \(pair.accessToken.reveal())", "", "This is the only time they are printed.",
        ]
        .joined(separator: "\n")
    }
}
