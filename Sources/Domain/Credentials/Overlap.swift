/// How long the generation before still works after a renewal.
package enum Overlap: String, CaseIterable, Sendable {
    case none
    case oneHour = "1h"
    case twelveHours = "12h"
    case oneDay = "24h"
    case sevenDays = "7d"
    /// Until it was not used for seven days, at most thirty.
    case untilUnused = "until_unused"

    /// What a renewal gets when nothing is said: the provider's own documented time.
    package static let standard = Overlap.twelveHours

    /// The time after which the generation before ends at the latest.
    package var longest: Duration {
        switch self {
        case .none: .zero
        case .oneHour: .hours(1)
        case .twelveHours: .hours(12)
        case .oneDay: .hours(24)
        case .sevenDays: .days(7)
        case .untilUnused: Limits.overlapMax
        }
    }
}
