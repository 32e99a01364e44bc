/// Lines in the text format of Prometheus, version 0.0.4.
struct MetricsText {
    static let type = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Labels as they are written, with their braces; empty without any.
    static func labels(_ dimensions: [(String, String)]) -> String {
        guard !dimensions.isEmpty else { return "" }
        let pairs = dimensions.map { name, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\(name)=\"\(escaped)\""
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    mutating func begin(_ name: String, _ type: String, _ help: String?) {
        if let help { self.text += "# HELP \(name) \(help)\n" }
        self.text += "# TYPE \(name) \(type)\n"
    }

    mutating func add(_ name: String, _ labels: String, _ value: Double) {
        self.text += "\(name)\(labels) \(Self.number(value))\n"
    }

    mutating func add(_ name: String, _ labels: String, _ times: TimeBuckets.Snapshot) {
        var sum: Int64 = 0
        for (end, count) in zip(TimeBuckets.ends, times.counts) {
            sum += count
            self.add("\(name)_bucket", Self.labels(labels, Self.number(Double(end) / 1_000_000_000)), Double(sum))
        }
        let all = times.counts.reduce(0, +)
        self.add("\(name)_bucket", Self.labels(labels, "+Inf"), Double(all))
        self.add("\(name)_sum", labels, Double(times.nanoseconds) / 1_000_000_000)
        self.add("\(name)_count", labels, Double(all))
    }

    private static func labels(_ labels: String, _ end: String) -> String {
        labels.isEmpty ? "{le=\"\(end)\"}" : "\(labels.dropLast()),le=\"\(end)\"}"
    }

    private static func number(_ value: Double) -> String {
        guard let whole = Int64(exactly: value) else { return "\(value)" }
        return String(whole)
    }
}
