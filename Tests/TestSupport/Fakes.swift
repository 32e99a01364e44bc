package import Domain
package import Operations
import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualTime: TimeSource {
    private let instant: Mutex<Timestamp>
    private let up = Mutex<UInt64>(1_000_000_000)

    package init(_ text: String = "2026-11-23T16:30:00.000-04:00") {
        guard let instant = WireDate.instant(text) else { preconditionFailure("\(text) is no instant") }
        self.instant = Mutex(instant)
    }

    package func now() -> Timestamp { self.instant.withLock { $0 } }

    package func uptime() -> UInt64 { self.up.withLock { $0 } }

    package func advance(by duration: Duration) {
        self.instant.withLock { $0 = $0.adding(duration) }
        self.up.withLock { $0 += UInt64(max(0, duration / .nanoseconds(1))) }
    }

    /// Sets the clock, also back.
    package func set(to instant: Timestamp) {
        self.instant.withLock { $0 = instant }
    }
}

/// Random bytes that are the same for the same seed (SplitMix64).
package final class SeededRandom: RandomSource, RandomNumberGenerator {
    private let state: Mutex<UInt64>

    package init(seed: UInt64) {
        self.state = Mutex(seed)
    }

    package func next() -> UInt64 {
        self.state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    package func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: self.next()) }
    }
}

/// Keeps the mails it is handed.
package final class RecordingSender: MailSender {
    private let taken = Mutex<[OutgoingMail]>([])

    package init() {}

    package var mails: [OutgoingMail] { self.taken.withLock { $0 } }

    package func send(_ mail: OutgoingMail) async throws {
        self.taken.withLock { $0.append(mail) }
    }
}
