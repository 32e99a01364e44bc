package import Domain
package import Operations

/// Shares as JSON.
package enum ShareJSON {
    package static func json(_ share: Share, at now: Timestamp) -> JSON { .object(self.members(share, at: now)) }

    /// With the strings of its pair in plain text, for whoever just received it.
    package static func json(_ share: Share, _ pair: IssuedCredentials.Pair) -> JSON {
        .object(
            self.members(share, at: share.acceptedAt ?? share.offeredAt) + [
                .init("public_key", .string(pair.publicKey)),
                .init("access_token", .string(pair.accessToken.reveal())),
            ]
        )
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

/// Requests for access as JSON.
package enum AccessRequestJSON {
    package static func json(_ request: AccessRequest, at now: Timestamp) -> JSON {
        [
            "id": .string(request.id.text), "state": .string(request.state(at: now).rawValue),
            "requester_id": .id(request.requesterID), "owner_email": .string(request.ownerEmail.text),
            "requested_at": .date(request.requestedAt), "expires_at": .date(request.expiresAt),
            "decided_at": .date(request.decidedAt), "share_id": .text(request.shareID?.text),
        ]
    }
}
