import Domain
import Operations

/// A renewal without any secret.
enum RenewalView {
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
