package import Domain
package import Operations

/// Renewals as JSON.
package enum RenewalJSON {
    /// Without any secret.
    package static func json(_ renewal: Renewal) -> JSON {
        [
            "id": .string(renewal.id.text), "client_id": .string(renewal.applicationID.description),
            "mode": .string(renewal.mode.rawValue), "pair": .string(renewal.pair.rawValue),
            "current_generation": .integer(renewal.currentGeneration),
            "retiring_generation": .integer(renewal.retiringGeneration),
            "overlap": .string(renewal.overlap.rawValue), "started_at": .date(renewal.startedAt),
            "ends_at": .date(renewal.endsAt), "undone_at": .date(renewal.undoneAt),
            "closed_at": .date(renewal.closedAt), "closing": .text(renewal.closing?.rawValue),
        ]
    }

    /// With the strings of the new generation in plain text, for whoever just made it.
    package static func json(_ renewal: Renewal, _ issued: IssuedPair) -> JSON {
        var members: [JSON.Member] = [.init("renewal", self.json(renewal))]
        switch issued {
        case .keys(let pair):
            members += [
                .init("public_key", .string(pair.publicKey)),
                .init("access_token", .string(pair.accessToken.reveal())),
            ]
        case .client(let secret):
            members += [
                .init("client_id", .string(renewal.applicationID.description)),
                .init("client_secret", .string(secret.reveal())),
            ]
        }
        return .object(members)
    }

    /// Who calls with a pair.
    package static func json(_ board: CallerBoard) -> JSON {
        [
            "current_generation": .integer(board.currentGeneration), "overlapping": .bool(board.isOverlapping),
            "renewal": board.renewal.map { self.json($0) } ?? nil, "since": .date(board.since),
            "calls": .integer(board.calls), "calls_not_listed": .integer(board.callsNotListed),
            "callers": .array(
                board.callers.map { caller in
                    [
                        "address": .string(caller.source.address), "sdk": .string(caller.source.sdk),
                        "route": .string(caller.source.route), "calls": .integer(caller.count),
                        "share_percent": .integer(board.share(of: caller)), "last_seen": .date(caller.lastAt),
                        "moved": .bool(caller.hasMoved(to: board.currentGeneration)),
                        "generations": .array(self.generations(of: caller)),
                    ]
                }
            ),
        ]
    }

    private static func generations(of caller: PairCaller) -> [JSON] {
        caller.generations.sorted { $0.key < $1.key }
            .map { generation, calls in
                [
                    "generation": .integer(generation), "calls": .integer(calls.count),
                    "last_seen": .date(calls.lastAt),
                ]
            }
    }
}
