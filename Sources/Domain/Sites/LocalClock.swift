extension Site {
    /// Minutes between UTC and the standard time of the site's capital; summer time is not followed, and the offset is
    /// named beside the time.
    package var clockOffsetMinutes: Int64 {
        switch self {
        case .argentina, .brazil, .uruguay: -180
        case .chile: -240
        case .colombia, .peru: -300
        case .mexico: -360
        }
    }

    /// An instant as people of the site read it.
    package func clockText(_ instant: Timestamp, _ language: Language) -> String {
        let time = CivilTime(instant, offsetMinutes: self.clockOffsetMinutes)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date =
            language == .english
            ? "\(time.year)-\(two(time.month))-\(two(time.day))" : "\(two(time.day))/\(two(time.month))/\(time.year)"
        return "\(date) \(two(time.hour)):\(two(time.minute)) (UTC−\(-self.clockOffsetMinutes / 60))"
    }
}
