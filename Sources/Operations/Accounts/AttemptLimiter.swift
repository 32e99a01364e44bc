import Domain
import Foundation
import Synchronization

/// Counts attempts by whom they are about and where they come from; bounded, in memory, one per process.
package final class AttemptLimiter: Sendable {
    /// How many attempts are had in a span of time.
    package struct Rule: Sendable {
        package let max: Int
        package let span: Duration
        /// What is answered to one too many.
        let code: Failure.Code

        init(max: Int, span: Duration, code: Failure.Code = .tooManyAttempts) {
            self.max = max
            self.span = span
            self.code = code
        }

        /// Wrong passwords and codes of one account.
        static let ofAccount = Rule(max: 10, span: .seconds(30 * 60))
        /// Wrong passwords from one address.
        static let ofAddress = Rule(max: 100, span: .seconds(30 * 60))
        /// Texts that are examined, and leaks that are reported, from one address.
        static let questionsOfAddress = Rule(max: 600, span: .seconds(10 * 60), code: .rateLimited)
        /// Refusals of one client from one address: whoever guesses there locks nobody else behind it.
        static let refusalsOfClient = Rule(max: 100, span: .seconds(30 * 60), code: .rateLimited)
        /// Clients that were refused, from one address.
        static let clientsOfAddress = Rule(max: 2_000, span: .seconds(30 * 60), code: .rateLimited)
        /// Mails to one address.
        static let mailsToAddress = Rule(max: 3, span: .hours(1))
        /// Mails asked for from one address.
        static let mailsFromAddress = Rule(max: 30, span: .hours(1))
    }

    private struct Count {
        var began: Timestamp
        var ends: Timestamp
        var attempts: Int
    }

    private let counts = Mutex<[String: Count]>([:])
    /// Whether anything was ever counted, so that a limiter nobody runs into costs nothing.
    private let isUsed = Atomic(false)
    private let keysMax: Int

    /// - Parameter keysMax: Keys counted at once; at most 64 MiB with the longest ones.
    package init(keysMax: Int = 100_000) {
        self.keysMax = keysMax
    }

    /// How many keys are counted now.
    var keysCounted: Int { self.counts.withLock(\.count) }

    /// Counts an attempt before it is made, so that many at once are not more than one after another.
    /// - Throws: `too_many_attempts`.
    func take(_ key: String, _ rule: Rule, at now: Timestamp) throws(Failure) {
        self.isUsed.store(true, ordering: .releasing)
        let isTaken = self.counts.withLock { counts in
            if let known = counts[key], known.ends <= now { counts[key] = nil }
            // A clock that was set back a little forgives nothing; one that was far ahead locks nobody for long.
            if let known = counts[key], now < known.began {
                let isFar = now.adding(rule.span) < known.began
                counts[key] =
                    isFar ? nil : Count(began: now, ends: now.adding(rule.span), attempts: known.attempts)
            }
            if counts[key] == nil, counts.count >= self.keysMax { Self.makeRoom(in: &counts, at: now) }
            var count = counts[key] ?? Count(began: now, ends: now.adding(rule.span), attempts: 0)
            guard count.attempts < rule.max else { return false }
            count.attempts += 1
            counts[key] = count
            return true
        }
        guard isTaken else { throw Self.refusal(rule) }
    }

    private static func refusal(_ rule: Rule) -> Failure {
        let seconds = Int(rule.span.components.seconds)
        return Failure(rule.code, expected: "\(rule.max) in \(seconds / 60) minutes", retryAfterSeconds: seconds)
    }

    /// Refuses when no attempt is left, without counting one: for what many do at once and rightly.
    /// - Throws: the failure of the rule.
    func check(_ key: @autoclosure () -> String, _ rule: Rule, at now: Timestamp) throws(Failure) {
        guard self.isUsed.load(ordering: .acquiring) else { return }
        let key = key()
        let isFull = self.counts.withLock { counts in
            counts[key].map { now < $0.ends && $0.attempts >= rule.max } ?? false
        }
        if isFull { throw Self.refusal(rule) }
    }

    /// Takes back one attempt, because it succeeded.
    func giveBack(_ key: String) {
        self.counts.withLock { $0[key]?.attempts -= 1 }
    }

    /// Forgets all attempts, because whoever it is about has proved who they are.
    func clear(_ key: String) {
        self.counts.withLock { $0[key] = nil }
    }

    private static func makeRoom(in counts: inout [String: Count], at now: Timestamp) {
        let before = counts.count
        counts = counts.filter { now < $0.value.ends }
        // Under attack from very many addresses the oldest half is forgotten rather than memory spent.
        guard counts.count > before / 2 else { return }
        let middle = counts.values.map(\.began).sorted()[counts.count / 2]
        counts = counts.filter { $0.value.began > middle }
    }
}

/// Where somebody's browser is.
package struct Visitor: Sendable {
    package let address: String
    package let userAgent: String?

    package init(address: String, userAgent: String?) {
        self.address = address
        self.userAgent = userAgent
    }

    /// The address by which attempts are counted: of IPv6 the first half, which one customer has whole.
    var network: String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard self.address.contains(":"), inet_pton(AF_INET6, self.address, &bytes) == 1 else { return self.address }
        return Hexadecimal.text(Array(bytes.prefix(8))) + "/64"
    }
}
