import Domain
import Operations
import Storage
import TestSupport
import Testing

/// Every interleaving of what can be done to a pair and its shares, against a second, simpler description of the rules.
struct LifeCycleTests {
    /// A pair in a mode, and how many steps deep it is explored.
    struct Exploration: CustomTestStringConvertible {
        let pair: CredentialPair
        let mode: Mode
        let depth: Int

        var testDescription: String { "\(self.mode.rawValue) \(self.pair.rawValue), \(self.depth) steps" }
    }

    /// Walks through all continuations of a state, undoing each before the next.
    private final class Walk {
        let life: LifeCycle
        let store: BranchingStore
        private let steps: [LifeStep]
        private var trace: [LifeStep] = []
        /// How many further steps a state was followed for, by the state and the step that led to it.
        private var followed: [String: Int] = [:]
        private(set) var stepsTaken = 0

        init(_ life: LifeCycle, _ store: BranchingStore) {
            self.life = life
            self.store = store
            self.steps = LifeStep.all(of: life.reference.pair)
        }

        func explore(_ model: LifeModel, depth: Int) async throws {
            let time = self.life.harness.time
            let start = time.now()
            for step in self.steps {
                self.trace.append(step)
                try await self.store.branch {
                    var next = model
                    let isRefused = try await self.life.take(step, &next, "\(self.trace)")
                    self.stepsTaken += 1
                    guard !isRefused, depth > 1, self.isNew(next, step, depth - 1) else { return }
                    try await self.explore(next, depth: depth - 1)
                }
                time.set(to: start)
                self.trace.removeLast()
            }
        }

        /// What was refused changed nothing, and equal states have equal futures: neither needs to be followed again.
        private func isNew(_ model: LifeModel, _ step: LifeStep, _ depth: Int) -> Bool {
            let key = model.state(at: self.life.harness.time.now())
            guard self.followed[key, default: 0] < depth else { return false }
            self.followed[key] = depth
            return true
        }
    }

    @Test(arguments: [
        Exploration(pair: .keys, mode: .live, depth: 5), Exploration(pair: .keys, mode: .test, depth: 4),
        Exploration(pair: .client, mode: .live, depth: 5), Exploration(pair: .client, mode: .test, depth: 4),
    ])
    func `P04, P36 no interleaving shows two current generations or a share that outlives its end`(
        _ exploration: Exploration
    ) async throws {
        try await Backend.sqlite.withStore { (base: any Store) async throws in
            try await BranchingStore.run(on: base) { (store: BranchingStore) async throws in
                let harness = try await Harness(store)
                let agency = try await harness.account(email: "agency@dev.example")
                let life = try await LifeCycle(exploration.pair, exploration.mode, harness, agency: agency)
                let walk = Walk(life, store)
                try await walk.explore(LifeModel(first: life.first), depth: exploration.depth)
                #expect(walk.stepsTaken > 300)
            }
        }
    }

    /// One application whose pairs and modes are changed in turns, committed as the server does.
    @Test(arguments: Backend.allCases)
    func `P04, P36 long random histories of all pairs of an application do what the model does`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let agency = try await harness.account(email: "agency@dev.example")
            var random = harness.random
            for _ in 0..<(backend == .sqlite ? 20 : 8) {
                let keys = try await LifeCycle(.keys, .live, harness, agency: agency)
                guard case .keys(let test) = keys.bystanders[0], case .client(let secret) = keys.bystanders[1] else {
                    Issue.record("the application lacks a pair")
                    return
                }
                let lives = [
                    LifeCycle(keys, .keys, .live, first: keys.first),
                    LifeCycle(keys, .keys, .test, first: .keys(test)),
                    LifeCycle(keys, .client, .live, first: .client(secret)),
                ]
                var models = lives.map { LifeModel(first: $0.first) }
                var trace: [String] = []
                for _ in 0..<25 {
                    let index = Int.random(in: 0..<lives.count, using: &random)
                    let steps = LifeStep.all(of: lives[index].reference.pair)
                    let step = steps.randomElement(using: &random) ?? .renew
                    trace.append("\(lives[index].reference.mode) \(lives[index].reference.pair) \(step)")
                    _ = try await lives[index].take(step, &models[index], "\(trace)")
                    // What was waited for comes for all of them.
                    for other in lives.indices where other != index {
                        if step == .waitSixDays { _ = models[other].apply(step, at: harness.time.now()) }
                        try await lives[other].check(models[other], "\(trace)")
                    }
                }
            }
        }
    }
}
