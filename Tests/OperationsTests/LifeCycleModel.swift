import Domain
import Operations

/// What can be done to a pair of an application and to a share of it, and the time between.
enum LifeStep: Hashable, CaseIterable {
    case renew
    case renewUntilUnused
    case leak
    case undo
    case extend
    case extendUntilUnused
    case close
    /// Somebody calls with the generation that ends; without one, with the current one.
    case use
    case offer
    /// Offers a share of two hours.
    case offerBriefly
    case accept
    case refuse
    case cancel
    /// The other side ends what it was given.
    case giveBack
    case waitAnHour
    case waitTillMorning
    /// Six days, after which the upkeep does what is due.
    case waitSixDays

    var isOfShare: Bool { [.offer, .offerBriefly, .accept, .refuse, .cancel, .giveBack].contains(self) }

    static func all(of pair: CredentialPair) -> [LifeStep] {
        // Only keys are shared, and nothing counts the uses of a Client Secret.
        pair == .keys ? self.allCases : self.allCases.filter { !$0.isOfShare && $0 != .use }
    }
}

/// The rules once more and simpler, as lists of generations and shares with their ends.
struct LifeModel {
    struct Generation {
        let strings: IssuedPair
        var end: Timestamp?

        func works(at now: Timestamp) -> Bool { self.end.map { now < $0 } ?? true }
    }

    struct Overlapping {
        var current: Int
        var retiring: Int
        var overlap: Overlap
        var since: Timestamp
        var isUndone = false
        var lastUse: Timestamp?
    }

    struct Offer {
        let offerEnd: Timestamp
        let end: Timestamp?
        var id: Share.ID?
        var pair: IssuedCredentials.Pair?
        var isAccepted = false
        var isRefused = false
        var isCancelled = false

        func works(at now: Timestamp) -> Bool { self.pair != nil && self.stands(at: now) }

        /// Whether it is active, or can still be accepted.
        func stands(at now: Timestamp) -> Bool {
            if self.isRefused || self.isCancelled || self.end.map({ $0 <= now }) ?? false { return false }
            return self.isAccepted || now < self.offerEnd
        }
    }

    private(set) var generations: [Generation]
    private(set) var offers: [Offer] = []
    private var current = 0
    private var overlap: Overlapping?
    private var wasRenewed = false

    init(first: IssuedPair) {
        self.generations = [Generation(strings: first)]
    }

    /// Remembers the strings of the generation that the last step issued.
    mutating func learn(_ issued: IssuedPair) {
        self.generations.append(Generation(strings: issued))
    }

    /// Remembers the share that was offered.
    mutating func learn(_ id: Share.ID) {
        self.offers[self.offers.count - 1].id = id
    }

    /// Remembers the strings of the share that was accepted.
    mutating func learn(_ pair: IssuedCredentials.Pair) {
        self.offers[self.offers.count - 1].pair = pair
    }

    /// The generation whose use is to be seen.
    func used(at now: Timestamp) -> IssuedPair {
        self.generations[self.open(at: now)?.retiring ?? self.current].strings
    }

    /// What must come of a step: its failure, or nil.
    /// - Parameter now: The instant of the step; of waiting, the one it ends at.
    mutating func apply(_ step: LifeStep, at now: Timestamp) -> Failure.Code? {
        switch step {
        case .waitAnHour, .waitTillMorning: return nil
        case .waitSixDays:
            if let open = self.open(at: now), open.overlap == .untilUnused,
                max(open.lastUse ?? open.since, open.since).adding(.days(7)) <= now
            {
                self.end(open, at: now)
            }
            return nil
        case .use:
            if self.open(at: now) != nil { self.overlap?.lastUse = now }
            return nil
        case .renew: return self.renew(.twelveHours, at: now)
        case .renewUntilUnused: return self.renew(.untilUnused, at: now)
        case .leak:
            if let open = self.open(at: now) { self.end(open, at: now) }
            self.generations[self.current].end = now
            self.overlap = nil
            self.current = self.generations.count
            self.wasRenewed = true
            return nil
        case .undo, .extend, .extendUntilUnused, .close:
            guard self.wasRenewed else { return .renewalNone }
            guard let open = self.open(at: now) else { return .renewalClosed }
            return self.change(open, step, at: now)
        default: return self.share(step, at: now)
        }
    }

    private mutating func renew(_ overlap: Overlap, at now: Timestamp) -> Failure.Code? {
        guard self.open(at: now) == nil else { return .renewalInOverlap }
        self.generations[self.current].end = now.adding(overlap.longest)
        let next = self.generations.count
        self.overlap = Overlapping(current: next, retiring: self.current, overlap: overlap, since: now)
        self.current = next
        self.wasRenewed = true
        return nil
    }

    private mutating func change(_ before: Overlapping, _ step: LifeStep, at now: Timestamp) -> Failure.Code? {
        var open = before
        switch step {
        case .undo:
            if open.isUndone { return .renewalAlreadyUndone }
            swap(&open.current, &open.retiring)
            open.isUndone = true
            open.since = now
            open.lastUse = nil
            self.current = open.current
            self.generations[open.current].end = nil
            self.generations[open.retiring].end = now.adding(open.overlap.longest)
        case .extend, .extendUntilUnused:
            let asked: Overlap = step == .extend ? .sevenDays : .untilUnused
            let end = min(now.adding(asked.longest), open.since.adding(.days(30)))
            guard let old = self.generations[open.retiring].end else { return .internalError }
            let waitsFromNow = asked == .untilUnused && open.overlap != .untilUnused
            guard end > old || waitsFromNow else { return .overlapNotLonger }
            self.generations[open.retiring].end = max(end, old)
            open.overlap = asked
        default:
            self.end(open, at: now)
            return nil
        }
        self.overlap = open
        return nil
    }

    private mutating func share(_ step: LifeStep, at now: Timestamp) -> Failure.Code? {
        if step == .offer || step == .offerBriefly {
            guard !(self.offers.last?.stands(at: now) ?? false) else { return .shareDuplicate }
            let end = step == .offer ? nil : now.adding(.hours(2))
            self.offers.append(Offer(offerEnd: now.adding(.days(7)), end: end))
            return nil
        }
        guard var offer = self.offers.popLast() else { return .shareNotFound }
        defer { self.offers.append(offer) }
        switch step {
        case .accept, .refuse:
            guard offer.stands(at: now), !offer.isAccepted else { return .shareNotOffered }
            if step == .accept { offer.isAccepted = true } else { offer.isRefused = true }
        default:
            // Who has not accepted has nothing to give back.
            guard step == .cancel || offer.isAccepted else { return .shareNotFound }
            guard offer.stands(at: now) else { return .shareEnded }
            offer.isCancelled = true
        }
        return nil
    }

    private func open(at now: Timestamp) -> Overlapping? {
        guard let overlap, self.generations[overlap.retiring].works(at: now) else { return nil }
        return overlap
    }

    private mutating func end(_ open: Overlapping, at now: Timestamp) {
        self.generations[open.retiring].end = now
        self.overlap = nil
    }

    /// Everything on which the outcome of later steps depends; equal texts have equal futures.
    func state(at now: Timestamp) -> String {
        func distance(_ instant: Timestamp?) -> String {
            instant.map { String($0.milliseconds - now.milliseconds) } ?? "-"
        }
        var words = ["\(self.wasRenewed)"]
        if let open = self.open(at: now) {
            let end = self.generations[open.retiring].end
            words += [open.overlap.rawValue, "\(open.isUndone)", distance(open.since), distance(end)]
            words.append(distance(open.lastUse))
        }
        if let offer = self.offers.last {
            words.append("\(offer.isAccepted)")
            words += offer.stands(at: now) ? [distance(offer.offerEnd), distance(offer.end)] : ["ended"]
        }
        return words.joined(separator: " ")
    }
}
