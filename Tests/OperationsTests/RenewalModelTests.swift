import Domain
import Operations
import Storage
import TestSupport
import Testing

/// Every interleaving of what can be done to a pair, against a second, simpler description of the rules.
struct RenewalModelTests {
    enum Step: CaseIterable {
        case renew
        case leak
        case undo
        case extend
        case close
        case waitAnHour
        case waitTillMorning
    }

    @Test func `all interleavings of four steps do what the model does`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let owner = try await harness.account()
            for first in Step.allCases {
                for second in Step.allCases {
                    for third in Step.allCases {
                        for fourth in Step.allCases {
                            try await Self.play([first, second, third, fourth], owner, harness)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `long random histories do what the model does`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            var random = harness.random
            for _ in 0..<30 {
                let steps = (0..<12).map { _ in Step.allCases.randomElement(using: &random) ?? .renew }
                try await Self.play(steps, owner, harness)
            }
        }
    }

    private static func play(_ steps: [Step], _ owner: Account, _ harness: Harness) async throws {
        let issued = try await harness.application(of: owner)
        let reference = PairReference(issued.application.id, .live, .keys)
        var model = Model(first: issued.credentials.main)
        for (index, step) in steps.enumerated() {
            let now = harness.time.now()
            let expected = model.apply(step, at: now)
            let found = try await Self.failure { try await Self.run(step, reference, owner, harness, &model) }
            #expect(found == expected, "step \(index) of \(steps)")
            try await Self.check(model, issued.application.id, harness, "after step \(index) of \(steps)")
        }
    }

    private static func run(
        _ step: Step,
        _ reference: PairReference,
        _ owner: Account,
        _ harness: Harness,
        _ model: inout Model
    ) async throws {
        let renewals = harness.operations.renewals
        let actor = Actor.owner(owner.id)
        switch step {
        case .renew: try model.learn(await renewals.renew(reference, overlap: .twelveHours, as: actor).1)
        case .leak: try model.learn(await renewals.replaceLeaked(reference, as: actor).1)
        case .undo: _ = try await renewals.undo(reference, as: actor)
        case .extend: _ = try await renewals.extend(reference, to: .sevenDays, as: actor)
        case .close: _ = try await renewals.close(reference, as: actor)
        case .waitAnHour: harness.time.advance(by: .hours(1))
        case .waitTillMorning: harness.time.advance(by: .hours(13))
        }
    }

    private static func check(
        _ model: Model,
        _ application: Application.ID,
        _ harness: Harness,
        _ comment: String
    ) async throws {
        let now = harness.time.now()
        for generation in model.generations {
            let byToken = try await harness.operations.credentials
                .verify(accessToken: generation.pair.accessToken.reveal(), from: .unknown)
            let byKey = try await harness.operations.credentials
                .verify(publicKey: generation.pair.publicKey)
            #expect(byToken.isAllowed == generation.works(at: now), Comment(rawValue: comment))
            #expect(byKey.isAllowed == generation.works(at: now), Comment(rawValue: comment))
        }
        let credentials = try await harness.operations.credentials.credentials(of: application, as: .operator)
        for kind in CredentialPair.keys.kinds {
            let current = credentials.filter {
                $0.kind == kind && $0.mode == .live && $0.expiresAt == nil && $0.revokedAt == nil
            }
            #expect(current.count == 1, Comment(rawValue: comment))
        }
    }

    private static func failure(_ body: () async throws -> Void) async throws -> Failure.Code? {
        do {
            try await body()
            return nil
        } catch let failure as Failure {
            return failure.code
        }
    }
}

/// The rules once more, as a list of generations with their ends.
private struct Model {
    struct Generation {
        let pair: IssuedCredentials.Pair
        var end: Timestamp?

        func works(at now: Timestamp) -> Bool { self.end.map { now < $0 } ?? true }
    }

    private struct Overlapping {
        var current: Int
        var retiring: Int
        var duration: Duration
        var since: Timestamp
        var isUndone = false
    }

    private(set) var generations: [Generation]
    private var current = 0
    private var overlap: Overlapping?
    private var wasRenewed = false

    init(first: IssuedCredentials.Pair) {
        self.generations = [Generation(pair: first)]
    }

    /// Remembers the strings of the generation that the last step issued.
    mutating func learn(_ issued: IssuedPair) throws {
        self.generations.append(Generation(pair: try issued.keys()))
    }

    /// What must come of a step: its failure, or nil.
    mutating func apply(_ step: RenewalModelTests.Step, at now: Timestamp) -> Failure.Code? {
        switch step {
        case .waitAnHour, .waitTillMorning: return nil
        case .renew: return self.renew(at: now)
        case .leak:
            if let open = self.open(at: now) { self.generations[open.retiring].end = now }
            self.generations[self.current].end = now
            self.overlap = nil
            self.current = self.generations.count
            self.wasRenewed = true
            return nil
        case .undo, .extend, .close:
            guard self.wasRenewed else { return .renewalNone }
            guard var open = self.open(at: now) else { return .renewalClosed }
            let failure = self.change(&open, step, at: now)
            if failure == nil, step != .close { self.overlap = open }
            return failure
        }
    }

    private mutating func renew(at now: Timestamp) -> Failure.Code? {
        guard self.open(at: now) == nil else { return .renewalInOverlap }
        self.generations[self.current].end = now.adding(.hours(12))
        self.overlap = Overlapping(
            current: self.generations.count,
            retiring: self.current,
            duration: .hours(12),
            since: now
        )
        self.current = self.generations.count
        self.wasRenewed = true
        return nil
    }

    private mutating func change(
        _ open: inout Overlapping,
        _ step: RenewalModelTests.Step,
        at now: Timestamp
    ) -> Failure.Code? {
        switch step {
        case .undo:
            if open.isUndone { return .renewalAlreadyUndone }
            swap(&open.current, &open.retiring)
            open.isUndone = true
            open.since = now
            self.current = open.current
            self.generations[open.current].end = nil
            self.generations[open.retiring].end = now.adding(open.duration)
        case .extend:
            let end = min(now.adding(.days(7)), open.since.adding(.days(30)))
            guard let before = self.generations[open.retiring].end, end > before else { return .overlapNotLonger }
            self.generations[open.retiring].end = end
            open.duration = .days(7)
        default:
            self.generations[open.retiring].end = now
            self.overlap = nil
        }
        return nil
    }

    private func open(at now: Timestamp) -> Overlapping? {
        guard let overlap, self.generations[overlap.retiring].works(at: now) else { return nil }
        return overlap
    }
}

extension Verification {
    fileprivate var isAllowed: Bool {
        if case .allowed = self { true } else { false }
    }
}
