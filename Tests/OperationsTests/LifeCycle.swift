import Domain
import Storage
import TestSupport
import Testing

@testable import Operations

/// An application whose pair and shares go through their life, beside the model of what must come of it.
struct LifeCycle {
    let harness: Harness
    let owner: Account
    let agency: Account
    let application: Application.ID
    let reference: PairReference
    /// What belongs to the application's other pairs and must never change.
    let bystanders: [IssuedPair]
    let first: IssuedPair
    /// The same product, whose verifications count as no use of what they verify.
    let checks: CredentialOperations

    /// A pair of a new application; the Client Secret of tests is one of a test account.
    init(_ pair: CredentialPair, _ mode: Mode, _ harness: Harness, agency: Account) async throws {
        let number = harness.random.bytes(4).reduce(0) { $0 << 8 | Int($1) }
        let person = try await harness.account(email: "owner\(number)@shop.example")
        let isTestAccount = pair == .client && mode == .test
        self.owner =
            isTestAccount
            ? try await harness.operations.testAccounts
                .open(
                    .seller,
                    in: nil,
                    description: "Seller",
                    balance: nil,
                    for: person.id,
                    as: .owner(person.id)
                )
                .testAccount.account : person
        let issued = try await harness.application(of: self.owner)
        let all: [(CredentialPair, Mode, IssuedPair?)] = [
            (.keys, isTestAccount ? .test : .live, .keys(issued.credentials.main)),
            (.keys, .test, issued.credentials.test.map { .keys($0) }),
            (.client, isTestAccount ? .test : .live, .client(issued.credentials.clientSecret)),
        ]
        self.first = try #require(all.first { $0.0 == pair && $0.1 == mode }?.2)
        self.bystanders = all.filter { $0.0 != pair || $0.1 != mode }.compactMap(\.2)
        self.harness = harness
        self.agency = agency
        self.application = issued.application.id
        self.reference = PairReference(issued.application.id, mode, pair)
        self.checks = Self.checks(harness)
    }

    /// Another pair of an application that is known.
    init(_ other: LifeCycle, _ pair: CredentialPair, _ mode: Mode, first: IssuedPair) {
        self.harness = other.harness
        self.owner = other.owner
        self.agency = other.agency
        self.application = other.application
        self.reference = PairReference(other.application, mode, pair)
        self.bystanders = []
        self.first = first
        self.checks = other.checks
    }

    private static func checks(_ harness: Harness) -> CredentialOperations {
        CredentialOperations(
            context: OperationContext(
                store: harness.store,
                time: harness.time,
                random: harness.random,
                keyring: harness.keyring,
                hasher: harness.context.hasher,
                processors: harness.context.processors,
                logger: harness.context.logger
            )
        )
    }

    /// Takes a step, and compares what comes of it with the model.
    /// - Returns: Whether it was refused.
    func take(_ step: LifeStep, _ model: inout LifeModel, _ comment: @autoclosure () -> String) async throws -> Bool {
        switch step {
        case .waitAnHour: self.harness.time.advance(by: .hours(1))
        case .waitTillMorning: self.harness.time.advance(by: .hours(13))
        case .waitSixDays: self.harness.time.advance(by: .days(6))
        default: break
        }
        let expected = model.apply(step, at: self.harness.time.now())
        var found: Failure.Code?
        do { try await self.run(step, &model) } catch let failure as Failure { found = failure.code }
        #expect(found == expected, Comment(rawValue: comment()))
        try await self.check(model, comment())
        return found != nil
    }

    private func run(_ step: LifeStep, _ model: inout LifeModel) async throws {
        let (renewals, actor) = (self.harness.operations.renewals, Actor.owner(self.owner.id))
        switch step {
        case .waitAnHour, .waitTillMorning: return
        case .waitSixDays: try await Upkeep(self.harness.context).runOnce()
        case .use:
            guard case .keys(let pair) = model.used(at: self.harness.time.now()) else { return }
            let token = pair.accessToken.reveal()
            _ = try await self.harness.operations.credentials.verify(accessToken: token, from: .unknown).require()
            try await self.harness.context.usage.flush(to: self.harness.store)
        case .renew: try model.learn(await renewals.renew(self.reference, overlap: .twelveHours, as: actor).1)
        case .renewUntilUnused:
            try model.learn(await renewals.renew(self.reference, overlap: .untilUnused, as: actor).1)
        case .leak: try model.learn(await renewals.replaceLeaked(self.reference, as: actor).1)
        case .undo: _ = try await renewals.undo(self.reference, as: actor)
        case .extend: _ = try await renewals.extend(self.reference, to: .sevenDays, as: actor)
        case .extendUntilUnused: _ = try await renewals.extend(self.reference, to: .untilUnused, as: actor)
        case .close: _ = try await renewals.close(self.reference, as: actor)
        default: try await self.share(step, &model)
        }
    }

    private func share(_ step: LifeStep, _ model: inout LifeModel) async throws {
        let (shares, now) = (self.harness.operations.shares, self.harness.time.now())
        if step == .offer || step == .offerBriefly {
            let end = step == .offer ? nil : now.adding(.hours(2))
            let terms = ShareTerms(applicationID: self.application, mode: self.reference.mode, endsAt: end)
            model.learn(try await shares.offer(terms, to: self.agency.email, as: .owner(self.owner.id)).id)
            return
        }
        guard let id = model.offers.last?.id else { throw Failure(.shareNotFound) }
        switch step {
        case .accept: model.learn(try await shares.accept(id, by: self.agency.id).1)
        case .refuse: _ = try await shares.refuse(id, by: self.agency.id)
        case .cancel: _ = try await shares.cancel(id, as: .owner(self.owner.id))
        default: _ = try await shares.cancel(id, as: .owner(self.agency.id))
        }
    }

    /// Compares everything there is with the model.
    func check(_ model: LifeModel, _ comment: String) async throws {
        let (now, comment) = (self.harness.time.now(), Comment(rawValue: comment))
        for generation in model.generations {
            try await self.expect(generation.strings, generation.works(at: now), comment)
        }
        for offer in model.offers {
            guard let pair = offer.pair else { continue }
            try await self.expect(.keys(pair), offer.works(at: now), comment)
        }
        for bystander in self.bystanders { try await self.expect(bystander, true, comment) }
        let credentials = try await self.checks.credentials(of: self.application, as: .operator)
        let places = Dictionary(grouping: credentials) { Place($0) }
        for (place, credentials) in places {
            let current = credentials.filter(\.isCurrent).count
            #expect(place.share == nil ? current == 1 : current <= 1, comment)
        }
        #expect(Set(credentials.map { Numbered($0) }).count == credentials.count, comment)
    }

    private func expect(_ strings: IssuedPair, _ works: Bool, _ comment: Comment) async throws {
        switch strings {
        case .keys(let pair):
            let byToken = try await self.checks.verify(accessToken: pair.accessToken.reveal(), from: .unknown)
            let byKey = try await self.checks.verify(publicKey: pair.publicKey, in: nil)
            #expect(byToken.isAllowed == works, comment)
            #expect(byKey.isAllowed == works, comment)
        case .client(let secret):
            let caller = try #require(try await self.checks.caller(.clientSecret, secret.reveal()))
            #expect(Verification.judge(caller, at: self.harness.time.now()).isAllowed == works, comment)
        }
    }

    /// Where at most one credential can be current.
    private struct Place: Hashable {
        let kind: Credential.Kind
        let mode: Mode
        let share: Share.ID?

        init(_ credential: Credential) {
            (self.kind, self.mode, self.share) = (credential.kind, credential.mode, credential.shareID)
        }
    }

    /// What no two credentials of an application have in common.
    private struct Numbered: Hashable {
        let kind: Credential.Kind
        let mode: Mode
        let generation: Int64

        init(_ credential: Credential) {
            (self.kind, self.mode, self.generation) = (credential.kind, credential.mode, credential.generation)
        }
    }
}

extension Verification {
    var isAllowed: Bool {
        if case .allowed = self { true } else { false }
    }
}
