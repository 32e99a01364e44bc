package import Metrics
import Synchronization

/// Keeps the numbers of a server and writes them as Prometheus reads them (text format 0.0.4).
///
/// No library here does; what it takes is counters, last values, and times in fixed buckets.
package final class MetricsRegistry: MetricsFactory {
    private enum Value {
        case counter(CountedNumber)
        case gauge(LastNumber)
        case histogram(TimeBuckets)

        var type: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    /// Rows of numbers kept at most; those beyond are not counted.
    private static let seriesMax = 1_000

    /// Sentences by name.
    private let help: [String: String]
    /// By name, then by labels as they are written.
    private let families = Mutex<[String: [String: Value]]>([:])

    package init(help: [String: String]) {
        self.help = help
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        guard case .counter(let number)? = self.value(label, dimensions, { .counter(CountedNumber()) }) else {
            return NOOPMetricsHandler.instance
        }
        return number
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        guard case .gauge(let number)? = self.value(label, dimensions, { .gauge(LastNumber()) }) else {
            return NOOPMetricsHandler.instance
        }
        return number
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        guard case .histogram(let buckets)? = self.value(label, dimensions, { .histogram(TimeBuckets()) }) else {
            return NOOPMetricsHandler.instance
        }
        return buckets
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// What is kept under a name and labels, made when it is asked for the first time; nil when there is too much already.
    private func value(_ name: String, _ dimensions: [(String, String)], _ make: () -> Value) -> Value? {
        let labels = MetricsText.labels(dimensions)
        let new = make()
        return self.families.withLock { families in
            if let known = families[name]?[labels] { return known }
            guard families.values.reduce(0, { $0 + $1.count }) < Self.seriesMax else { return nil }
            families[name, default: [:]][labels] = new
            return new
        }
    }

    /// Everything kept, and what was read just now.
    /// - Parameter readings: Last values, by name.
    package func text(with readings: [(name: String, value: Double)]) -> String {
        var text = MetricsText()
        let families = self.families.withLock { $0 }
        for (name, series) in families.sorted(by: { $0.key < $1.key }) {
            guard let type = series.first?.value.type else { continue }
            text.begin(name, type, self.help[name])
            for (labels, value) in series.sorted(by: { $0.key < $1.key }) {
                switch value {
                case .counter(let number): text.add(name, labels, Double(number.value))
                case .gauge(let number): text.add(name, labels, number.value)
                case .histogram(let buckets): text.add(name, labels, buckets.snapshot)
                }
            }
        }
        for (name, value) in readings.sorted(by: { $0.name < $1.name }) {
            text.begin(name, name.hasSuffix("_total") ? "counter" : "gauge", self.help[name])
            text.add(name, "", value)
        }
        return text.text
    }
}

/// A number that only grows.
private final class CountedNumber: CounterHandler {
    private let number = Atomic<Int64>(0)

    var value: Int64 { self.number.load(ordering: .relaxed) }

    func increment(by amount: Int64) { self.number.add(amount, ordering: .relaxed) }
    func reset() { self.number.store(0, ordering: .relaxed) }
}

/// The last of the numbers that were told.
private final class LastNumber: RecorderHandler {
    private let number = Mutex(0.0)

    var value: Double { self.number.withLock { $0 } }

    func record(_ value: Int64) { self.record(Double(value)) }
    func record(_ value: Double) { self.number.withLock { $0 = value } }
}

/// How many times were how long.
final class TimeBuckets: TimerHandler {
    struct Snapshot {
        /// How many were in each bucket; the last one has no upper end.
        var counts = [Int64](repeating: 0, count: TimeBuckets.ends.count + 1)
        var nanoseconds: Int64 = 0
    }

    /// Upper ends in nanoseconds: from what memory takes to what a database in trouble takes.
    static let ends: [Int64] = [
        2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
        25_000_000, 50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000,
        10_000_000_000,
    ]

    private let state = Mutex(Snapshot())

    var snapshot: Snapshot { self.state.withLock { $0 } }

    func recordNanoseconds(_ duration: Int64) {
        let bucket = Self.ends.firstIndex { duration <= $0 } ?? Self.ends.count
        self.state.withLock { state in
            state.counts[bucket] += 1
            state.nanoseconds &+= max(0, duration)
        }
    }
}
