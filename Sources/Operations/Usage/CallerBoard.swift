package import Domain
import Storage

/// Who calls with a pair, and the overlap in which they move from one generation to the next.
package struct CallerBoard: Sendable {
    /// The newest renewal; nil when the pair was never renewed.
    package let renewal: Renewal?
    /// Whether two generations work.
    package let isOverlapping: Bool
    package let currentGeneration: Int64
    /// The callers of the last days: first those that have not moved, then the busiest.
    package let callers: [PairCaller]
    /// All calls of the last days, those of callers that are not listed included.
    package let calls: Int64
    /// From when on calls are counted.
    package let since: Timestamp

    /// Its part of all calls, from 0 to 100.
    package func share(of caller: PairCaller) -> Int64 {
        self.calls == 0 ? 0 : (caller.count * 100 + self.calls / 2) / self.calls
    }

    /// Calls of callers beyond those listed.
    package var callsNotListed: Int64 {
        self.callers.reduce(self.calls) { $0 - $1.count }
    }
}

extension RenewalOperations {
    /// Days of calls a board looks back.
    package static let boardDays = 7

    /// Who called with a pair in the last days: to be seen before a renewal, and while callers move.
    /// - Throws: `application_not_found` or `pair_not_issued`.
    package func board(_ reference: PairReference, as actor: Actor) async throws -> CallerBoard {
        let now = self.context.time.now()
        // What this process has counted belongs on the board; other processes flush on their own.
        try await self.context.usage.flush(to: self.context.store)
        return try await self.context.store.read { transaction in
            let application = try transaction.application(reference.applicationID, for: actor, .view)
            let (mode, pair) = (reference.mode, reference.pair)
            guard let current = try transaction.currentGeneration(of: application.id, mode, pair.kinds[0]) else {
                throw Failure(.pairNotIssued)
            }
            let renewal = try transaction.latestRenewal(of: application.id, mode, pair)
            let since = now.subtracting(.days(Self.boardDays)).hour
            let rows = try transaction.callers(
                of: application.id,
                mode,
                pair,
                since: since,
                limit: Limits.rowsShownMax
            )
            return CallerBoard(
                renewal: renewal,
                isOverlapping: renewal?.isOpen(at: now) ?? false,
                currentGeneration: current,
                callers: Self.grouped(rows, current),
                calls: try transaction.calls(of: application.id, mode, pair, since: since),
                since: since
            )
        }
    }

    private static func grouped(
        _ rows: [(source: CallSource, generation: Int64, calls: PairCaller.Calls)],
        _ current: Int64
    ) -> [PairCaller] {
        var bySource: [CallSource: [Int64: PairCaller.Calls]] = [:]
        for row in rows { bySource[row.source, default: [:]][row.generation] = row.calls }
        return bySource.map { PairCaller(source: $0.key, generations: $0.value) }
            .sorted { left, right in
                let (leftMoved, rightMoved) = (left.hasMoved(to: current), right.hasMoved(to: current))
                if leftMoved != rightMoved { return rightMoved }
                return (right.count, left.source.address, left.source.sdk, left.source.route)
                    < (left.count, right.source.address, right.source.sdk, right.source.route)
            }
    }
}
