import Domain
import Operations

/// A renewal without any secret.
enum RenewalView {
    static func json(_ renewal: Renewal) -> JSON {
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

    /// Until when the retiring generation works, in words.
    static func end(_ renewal: Renewal) -> String {
        let end = WireDate.text(renewal.endsAt)
        return renewal.overlap == .untilUnused
            ? "until nobody has used it for 7 days, at the latest until \(end)" : "until \(end)"
    }

    static func text(_ renewal: Renewal) -> String {
        let end =
            if let closedAt = renewal.closedAt {
                "ended at \(WireDate.text(closedAt))"
            } else {
                "works \(self.end(renewal))"
            }
        return "Generation \(renewal.currentGeneration) is current; generation \(renewal.retiringGeneration) \(end)."
    }
}

/// Who calls with a pair.
enum CallerBoardView {
    static func json(_ board: CallerBoard) -> JSON {
        [
            "current_generation": .integer(board.currentGeneration), "overlapping": .bool(board.isOverlapping),
            "renewal": board.renewal.map { RenewalView.json($0) } ?? nil, "since": .date(board.since),
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

    static func text(_ board: CallerBoard) -> String {
        var lines: [String] = []
        if let renewal = board.renewal, board.isOverlapping { lines += [RenewalView.text(renewal), ""] }
        guard !board.callers.isEmpty else {
            return (lines + ["Nobody called with this pair since \(WireDate.text(board.since))."])
                .joined(separator: "\n")
        }
        lines += board.callers.map { caller in
            let state = caller.hasMoved(to: board.currentGeneration) ? "" : "  STILL ON AN OLD GENERATION"
            let last = caller.lastAt.map { WireDate.text($0) } ?? "never"
            return """
                \(board.share(of: caller)) %  \(caller.count) \(caller.count == 1 ? "call" : "calls")  \(caller.source.address)  \(caller.source.sdk)  \
                \(caller.source.route)  last \(last)\(state)
                """
        }
        if board.callsNotListed > 0 { lines.append("and \(board.callsNotListed) calls of callers not listed") }
        return lines.joined(separator: "\n")
    }
}
