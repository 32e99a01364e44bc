/// An instant in milliseconds since 1970-01-01T00:00:00Z; the only time type of the product.
package struct Timestamp: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func adding(_ duration: Duration) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds + duration.wholeMilliseconds)
    }

    /// The start of the hour it lies in.
    package var hour: Timestamp {
        Timestamp(milliseconds: self.milliseconds - self.milliseconds % Duration.hours(1).wholeMilliseconds)
    }

    package func subtracting(_ duration: Duration) -> Timestamp {
        Timestamp(milliseconds: self.milliseconds - duration.wholeMilliseconds)
    }
}

extension Duration {
    /// A day of 24 hours.
    package static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
    /// An hour of 60 minutes.
    package static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }

    /// The duration in milliseconds, rounded towards zero.
    package var wholeMilliseconds: Int64 {
        self.components.seconds * 1_000 + self.components.attoseconds / 1_000_000_000_000_000
    }
}
