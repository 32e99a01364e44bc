package import Domain
import Synchronization

/// Something made once for each caller; a remembered caller is one object, so it is found by that.
struct ByCaller<Value> {
    private static var callersMax: Int { 10_000 }

    private var values: [ObjectIdentifier: (caller: Caller, value: Value)] = [:]

    subscript(caller: Caller) -> Value? { self.values[ObjectIdentifier(caller)]?.value }

    mutating func keep(_ value: Value, for caller: Caller) {
        if self.values.count >= Self.callersMax { self.values.removeAll(keepingCapacity: true) }
        self.values[ObjectIdentifier(caller)] = (caller, value)
    }
}

/// Answers made once for each caller, for every thread.
package final class AnswersByCaller: Sendable {
    private let answers = Mutex(ByCaller<Answer>())

    package init() {}

    package func answer(to caller: Caller, make: () -> Answer) -> Answer {
        if let known = self.answers.withLock({ $0[caller] }) { return known }
        let answer = make()
        self.answers.withLock { $0.keep(answer, for: caller) }
        return answer
    }
}
