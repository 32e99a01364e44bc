package import Domain
import Foundation

/// Tells the time; the only way the product learns it.
package protocol TimeSource: Sendable {
    func now() -> Timestamp

    /// Nanoseconds on a clock that never goes back and counts the time the machine or the process was suspended.
    func uptime() -> UInt64
}

/// The machine's clock.
package struct SystemTime: TimeSource {
    package init() {}

    package func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package func uptime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
