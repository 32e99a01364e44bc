import Domain
import Operations

/// A share, and its pair for whoever just received it.
enum ShareView {
    static func json(_ share: Share, at now: Timestamp) -> JSON { .object(self.members(share, at: now)) }

    static func json(_ share: Share, _ pair: IssuedCredentials.Pair) -> JSON {
        .object(
            self.members(share, at: share.acceptedAt ?? share.offeredAt) + [
                .init("public_key", .string(pair.publicKey)),
                .init("access_token", .string(pair.accessToken.reveal())),
            ]
        )
    }

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

    private static func members(_ share: Share, at now: Timestamp) -> [JSON.Member] {
        [
            .init("id", .string(share.id.text)), .init("state", .string(share.state(at: now).rawValue)),
            .init("client_id", .string(share.applicationID.description)), .init("owner_id", .id(share.ownerID)),
            .init("mode", .string(share.mode.rawValue)), .init("email", .string(share.email.text)),
            .init("account_id", share.accountID.map { .id($0) } ?? nil),
            .init("permissions", .array(share.permissions.map(\.rawValue).sorted().map { .string($0) })),
            .init("offered_at", .date(share.offeredAt)), .init("offer_ends_at", .date(share.offerEndsAt)),
            .init("accepted_at", .date(share.acceptedAt)), .init("refused_at", .date(share.refusedAt)),
            .init("ends_at", .date(share.endsAt)), .init("cancelled_at", .date(share.cancelledAt)),
            .init("cancelled_by", share.cancelledBy.map { .id($0) } ?? nil),
        ]
    }
}
