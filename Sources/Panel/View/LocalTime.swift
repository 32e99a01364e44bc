import Domain

/// An instant as people of a site read it.
struct LocalTime {
    /// For machines, as `<time datetime>` has it.
    let iso: String
    let text: String

    init(_ instant: Timestamp, _ view: View) {
        self.iso = WireDate.text(instant)
        self.text = view.site.clockText(instant, view.language)
    }

    /// Nil for nil, so that a template can say "never".
    init?(_ instant: Timestamp?, _ view: View) {
        guard let instant else { return nil }
        self.init(instant, view)
    }
}
