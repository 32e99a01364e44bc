import Domain
import Synchronization

/// Counts the calls of credentials that may be used so often in a minute and not more; in memory, one per process.
package final class CallCounter: Sendable {
    private struct State {
        var minute: Int64 = 0
        var calls: [Credential.ID: Int64] = [:]
    }

    private static let minuteMilliseconds: Int64 = 60_000

    private let state = Mutex(State())

    package init() {}

    /// Counts one call.
    /// - Returns: Nil when it is one of those allowed; otherwise the seconds until calls are allowed again.
    func take(_ credential: Credential.ID, max: Int64, at now: Timestamp) -> Int? {
        let minute = now.milliseconds / Self.minuteMilliseconds
        let isTaken = self.state.withLock { state in
            // A clock that goes back begins a new minute too: it must not lock anybody out.
            if state.minute != minute { state = State(minute: minute) }
            let calls = state.calls[credential, default: 0]
            guard calls < max else { return false }
            state.calls[credential] = calls + 1
            return true
        }
        guard !isTaken else { return nil }
        let left = (minute + 1) * Self.minuteMilliseconds - now.milliseconds
        return Int((left + 999) / 1_000)
    }
}
