import Domain

/// An instant as people of a site read it.
struct LocalTime {
    /// For machines, as `<time datetime>` has it.
    let iso: String
    let text: String

    init(_ instant: Timestamp, _ view: View) {
        let offset = view.site.clockOffsetMinutes
        let time = CivilTime(instant, offsetMinutes: offset)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date =
            view.language == .english
            ? "\(time.year)-\(two(time.month))-\(two(time.day))" : "\(two(time.day))/\(two(time.month))/\(time.year)"
        self.iso = WireDate.text(instant)
        self.text = "\(date) \(two(time.hour)):\(two(time.minute)) (UTC−\(-offset / 60))"
    }

    /// Nil for nil, so that a template can say "never".
    init?(_ instant: Timestamp?, _ view: View) {
        guard let instant else { return nil }
        self.init(instant, view)
    }
}

extension Site {
    /// Minutes between UTC and the standard time of the site's capital; summer time is not followed, and pages name the
    /// offset beside the time.
    var clockOffsetMinutes: Int64 {
        switch self {
        case .argentina, .brazil, .uruguay: -180
        case .chile: -240
        case .colombia, .peru: -300
        case .mexico: -360
        }
    }
}
