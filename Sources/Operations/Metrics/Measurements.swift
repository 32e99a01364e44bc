import Domain
package import Metrics
import Storage
import Synchronization

/// What is counted and timed while the server works.
package final class Measurements: Sendable {
    /// Where answers are sent.
    package enum Door: String, Sendable {
        case main
        case gateway
    }

    /// By the order of `Verification.Outcome.allCases`.
    private let verifications: [Counter]
    private let verificationTime: Timer
    let memoryHits: Counter
    let memoryMisses: Counter
    let reads: Timer
    let queries: Timer
    let writes: Timer
    let storeFailures: Counter
    private let answerTime: Timer
    private let factory: any MetricsFactory
    private let answers = Mutex<[Door: [Int: Counter]]>([:])

    /// - Parameter factory: Keeps the numbers; without one nothing is kept.
    package init(_ factory: any MetricsFactory = NOOPMetricsHandler.instance) {
        func counter(_ metric: Metric, _ dimensions: [(String, String)] = []) -> Counter {
            Counter(label: metric.rawValue, dimensions: dimensions, factory: factory)
        }
        func timer(_ metric: Metric, _ dimensions: [(String, String)] = []) -> Timer {
            Timer(label: metric.rawValue, dimensions: dimensions, factory: factory)
        }
        self.factory = factory
        self.verifications = Verification.Outcome.allCases.map { counter(.verifications, [("verdict", $0.rawValue)]) }
        self.verificationTime = timer(.verificationTime)
        self.memoryHits = counter(.memory, [("result", "hit")])
        self.memoryMisses = counter(.memory, [("result", "miss")])
        self.reads = timer(.storeTime, [("work", "read")])
        self.queries = timer(.storeTime, [("work", "query")])
        self.writes = timer(.storeTime, [("work", "write")])
        self.storeFailures = counter(.storeFailures)
        self.answerTime = timer(.answerTime)
    }

    /// Counts a verdict.
    func note(_ verdict: Verification, nanoseconds: UInt64) {
        self.verifications[verdict.outcome.index].increment()
        self.verificationTime.recordNanoseconds(Int64(clamping: nanoseconds))
    }

    /// Counts the answers of a status.
    package func answers(_ status: Int, at door: Door) -> Counter {
        if let known = self.answers.withLock({ $0[door]?[status] }) { return known }
        let counter = Counter(
            label: Metric.answers.rawValue,
            dimensions: [("door", door.rawValue), ("status", String(status))],
            factory: self.factory
        )
        self.answers.withLock { $0[door, default: [:]][status] = counter }
        return counter
    }

    /// Counts an answer at the main door.
    package func noteAnswer(_ status: Int, nanoseconds: Int64) {
        self.answers(status, at: .main).increment()
        self.answerTime.recordNanoseconds(nanoseconds)
    }
}

extension Verification.Outcome {
    fileprivate var index: Int {
        guard let index = Self.allCases.firstIndex(of: self) else { preconditionFailure("it is one of them") }
        return index
    }
}

extension OperationContext {
    /// What is read when somebody asks, and not counted on the way.
    package var readings: [(metric: Metric, value: Double)] {
        let ledger = self.verdicts.ledger
        let lag = ledger.newsAge.map { Double($0) / 1_000_000_000 }
        return [
            (.remembered, Double(self.verdicts.remembered.count)),
            (.rememberedBytes, Double(self.verdicts.remembered.bytes)),
            (.journalIsFollowed, ledger.isFollowed ? 1 : 0),
        ] + (lag.map { [(.journalLag, $0)] } ?? [])
    }
}
