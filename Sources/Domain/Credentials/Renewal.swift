/// The replacement of a pair by its next generation, and the overlap in which both work.
package struct Renewal: Equatable, Sendable {
    package typealias ID = TextID<Renewal>

    /// Why an overlap ended before its time.
    package enum Closing: String, CaseIterable, Sendable {
        /// Somebody ended it.
        case requested
        /// Nobody had used the retiring generation for long enough.
        case unused
        /// A secret had leaked.
        case leaked
    }

    package let id: ID
    package let applicationID: Application.ID
    package let accountID: Account.ID
    package let mode: Mode
    package let pair: CredentialPair
    package let replacedGeneration: Int64
    package let issuedGeneration: Int64
    package let startedAt: Timestamp
    package private(set) var overlap: Overlap
    /// When the retiring generation ends at the latest.
    package private(set) var endsAt: Timestamp
    package private(set) var undoneAt: Timestamp?
    package private(set) var closedAt: Timestamp?
    package private(set) var closing: Closing?

    package init(
        id: ID,
        applicationID: Application.ID,
        accountID: Account.ID,
        mode: Mode,
        pair: CredentialPair,
        replacedGeneration: Int64,
        issuedGeneration: Int64,
        overlap: Overlap,
        startedAt: Timestamp,
        endsAt: Timestamp? = nil,
        undoneAt: Timestamp? = nil,
        closedAt: Timestamp? = nil,
        closing: Closing? = nil
    ) {
        self.id = id
        self.applicationID = applicationID
        self.accountID = accountID
        self.mode = mode
        self.pair = pair
        self.replacedGeneration = replacedGeneration
        self.issuedGeneration = issuedGeneration
        self.overlap = overlap
        self.startedAt = startedAt
        self.endsAt = endsAt ?? startedAt.adding(overlap.longest)
        self.undoneAt = undoneAt
        self.closedAt = closedAt
        self.closing = closing
    }

    /// The generation that stays.
    package var currentGeneration: Int64 {
        self.undoneAt == nil ? self.issuedGeneration : self.replacedGeneration
    }

    /// The generation that ends with the overlap.
    package var retiringGeneration: Int64 {
        self.undoneAt == nil ? self.replacedGeneration : self.issuedGeneration
    }

    /// Whether both generations work.
    package func isOpen(at now: Timestamp) -> Bool { self.closedAt == nil && now < self.endsAt }

    /// Makes the generation before the current one again; the new one keeps working for the same overlap.
    /// - Throws: `renewal_closed` or `renewal_already_undone`.
    package mutating func undo(at now: Timestamp) throws(Failure) {
        guard self.isOpen(at: now) else { throw Failure(.renewalClosed) }
        guard self.undoneAt == nil else { throw Failure(.renewalAlreadyUndone) }
        self.undoneAt = now
        self.endsAt = now.adding(self.overlap.longest)
    }

    /// Whether an overlap would give the retiring generation more time.
    package func canExtend(to overlap: Overlap, at now: Timestamp) -> Bool {
        var copy = self
        return (try? copy.extend(to: overlap, at: now)) != nil
    }

    /// Gives the retiring generation more time, counted from now.
    /// - Throws: `renewal_closed`, or `overlap_not_longer` when the end would not be later or too late.
    package mutating func extend(to overlap: Overlap, at now: Timestamp) throws(Failure) {
        guard self.isOpen(at: now) else { throw Failure(.renewalClosed) }
        let latest = (self.undoneAt ?? self.startedAt).adding(Limits.overlapMax)
        let end = min(now.adding(overlap.longest), latest)
        guard end > self.endsAt || (overlap == .untilUnused && self.overlap != .untilUnused) else {
            throw Failure(.overlapNotLonger)
        }
        self.overlap = overlap
        self.endsAt = max(end, self.endsAt)
    }

    /// Ends the overlap.
    /// - Throws: `renewal_closed`.
    package mutating func close(_ closing: Closing, at now: Timestamp) throws(Failure) {
        guard self.isOpen(at: now) else { throw Failure(.renewalClosed) }
        self.closedAt = now
        self.closing = closing
    }

    /// Whether an overlap that lasts until nobody uses the retiring generation has come to that point.
    /// - Parameter lastUse: The last recorded use of the retiring generation.
    package func isUnused(since lastUse: Timestamp?, at now: Timestamp) -> Bool {
        guard self.overlap == .untilUnused, self.isOpen(at: now) else { return false }
        let quietSince = max(lastUse ?? self.startedAt, self.undoneAt ?? self.startedAt)
        return quietSince.adding(Limits.overlapQuiet) <= now
    }
}
