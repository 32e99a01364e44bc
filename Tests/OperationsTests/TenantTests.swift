import Domain
import Operations
import Storage
import Synchronization
import TestSupport
import Testing

/// What belongs to others, what was taken away, and what is deleted: none of it comes back by another way.
struct TenantTests {
    @Test(arguments: Backend.allCases)
    func `M02 an audit filtered by somebody else's application or record shows nothing of theirs`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "stranger@shop.example")
            let theirs = try await harness.application(of: owner)
            let own = try await harness.application(of: stranger)
            let audit = harness.operations.audit
            for issued in [theirs, own, theirs] {
                let reference = PairReference(issued.application.id, .live, .keys)
                _ = try await harness.operations.renewals.replaceLeaked(reference, as: .operator)
                harness.time.advance(by: .seconds(1))
            }
            let actor = Actor.owner(stranger.id)
            #expect(try await audit.records(of: stranger.id, about: theirs.application.id, as: actor).isEmpty)
            #expect(try await audit.records(of: stranger.id, about: Application.ID(1), as: actor).isEmpty)
            let foreign = try await audit.records(of: owner.id, as: .owner(owner.id))
            #expect(foreign.count == 3)
            for record in foreign {
                let page = try await audit.records(of: stranger.id, before: record.id, as: actor)
                #expect(page.allSatisfy { $0.accountID == stranger.id })
            }
            await #expect(throws: Failure(.accountNotFound)) {
                try await audit.records(of: owner.id, about: own.application.id, as: actor)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `M02 lists and searches find nothing of another account or mode`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let theirs = try await harness.caller(email: "theirs@shop.example")
            let issued = try await harness.application(of: try await harness.account())
            let credentials = harness.operations.credentials
            let pairs = [issued.credentials.main, try #require(issued.credentials.test)]
            let id = try await harness.pay(try harness.pix(), key: "k", as: theirs)
            for pair in pairs {
                let caller = try await credentials.verify(accessToken: pair.accessToken.reveal(), from: .unknown)
                    .require()
                for search in [
                    PaymentSearch(), PaymentSearch(status: .pending), PaymentSearch(payerEmail: "buyer@testuser.com"),
                    PaymentSearch(order: .id, isAscending: true),
                ] {
                    let found = try await harness.operations.payments.search(search, as: caller)
                    #expect(found.total == 0 && found.elements.isEmpty)
                }
                await #expect(throws: Failure(.paymentNotFound)) {
                    _ = try await harness.operations.payments.payment(id, as: caller)
                }
            }
            let stranger = Actor.owner(issued.application.accountID)
            let lists: [() async throws -> Void] = [
                { _ = try await credentials.credentials(of: theirs.application.id, as: stranger) },
                { _ = try await credentials.lastUses(of: theirs.application.id, as: stranger) },
                { _ = try await harness.operations.shares.shares(of: theirs.application.id, as: stranger) },
                { _ = try await harness.operations.reveals.testKeys(of: theirs.application.id, as: stranger) },
            ]
            for list in lists { await #expect(throws: Failure(.applicationNotFound)) { try await list() } }
        }
    }

    @Test(arguments: Backend.allCases)
    func `M03 of a storm of verifications none that starts after the un-sharing is allowed`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let agency = try await harness.account(email: "agency@dev.example")
            let issued = try await harness.application(of: owner)
            let shares = harness.operations.shares
            let terms = ShareTerms(applicationID: issued.application.id, mode: .live)
            let offer = try await shares.offer(terms, to: agency.email, as: .owner(owner.id))
            let token = try await shares.accept(offer.id, by: agency.id).1.accessToken.reveal()
            let late = try await Self.storm(
                taking: { _ = try await shares.cancel(offer.id, as: .owner(owner.id)) },
                trying: {
                    let credentials = harness.operations.credentials
                    return (try? await credentials.verify(accessToken: token, from: .unknown).require()) != nil
                }
            )
            #expect(late.tried > 0 && late.allowed == 0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `M03 of a storm of reads none that starts after the member's removal is allowed`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let person = try await harness.account(email: "dev@shop.example")
            let id = try await harness.application(of: owner).application.id
            let members = harness.operations.members
            let membership = try await members.invite(person.email, as: .developer, to: owner.id, by: .owner(owner.id))
            try await members.accept(membership.id, by: person)
            let (_, token) = try await harness.signIn("dev@shop.example")
            let late = try await Self.storm(
                taking: { try await members.remove(membership.id, by: .owner(owner.id)) },
                trying: {
                    guard let actor = try? await harness.operations.sessions.signedIn(token)?.actor else {
                        return false
                    }
                    return (try? await harness.operations.applications.application(id, as: actor)) != nil
                }
            )
            #expect(late.tried > 0 && late.allowed == 0)
        }
    }

    /// Tries something a hundred times at once, again and again, while it is taken away.
    /// - Returns: How many tries began after it was taken, and how many of them were allowed.
    private static func storm(
        taking take: @escaping @Sendable () async throws -> Void,
        trying isAllowed: @escaping @Sendable () async -> Bool
    ) async throws -> (tried: Int, allowed: Int) {
        let state = StormState()
        #expect(await isAllowed())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    for _ in 0..<4 {
                        let isLate = state.isTaken
                        let isAllowed = await isAllowed()
                        if isLate { state.count(isAllowed) }
                    }
                }
                guard number == 50 else { continue }
                group.addTask {
                    try await take()
                    state.take()
                }
            }
            try await group.waitForAll()
        }
        state.count(await isAllowed())
        return state.counts
    }

    @Test(arguments: Backend.allCases)
    func `M04 the number of a deleted application is never given again`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "stranger@shop.example")
            let issued = try await harness.application(of: owner)
            let (applications, id) = (harness.operations.applications, issued.application.id)
            let token = issued.credentials.main.accessToken.reveal()
            let create = { @Sendable (account: Account.ID) async throws in
                _ = try await applications.create(
                    issued.application.profile,
                    settings: issued.application.settings,
                    for: account,
                    numbered: id,
                    as: .owner(account)
                )
            }
            _ = try await applications.delete(id, as: .owner(owner.id))
            for wait in [Duration.zero, .days(31), .days(400)] {
                harness.time.advance(by: wait)
                try await Upkeep(harness.context).runOnce()
                for account in [owner.id, stranger.id] {
                    await #expect(throws: Failure(.applicationExists)) { try await create(account) }
                }
                let verdict = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
                #expect(throws: (any Error).self) { try verdict.require() }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `F08 an account keeps its owner, whatever owners beside them do`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let second = try await harness.account(email: "second@shop.example")
            let members = harness.operations.members
            let membership = try await members.invite(second.email, as: .owner, to: owner.id, by: .owner(owner.id))
            try await members.accept(membership.id, by: second)
            let actor = try await harness.signedIn("second@shop.example").actor
            // Nobody's role or place but that of members can be named, and the owner's address is refused as one.
            for role in Role.allCases {
                await #expect(throws: Failure(.lastOwner)) {
                    _ = try await members.invite(owner.email, as: role, to: owner.id, by: actor)
                }
            }
            #expect(try await members.members(of: owner.id, as: actor).memberships.map(\.id) == [membership.id])
            #expect(try await members.places(of: owner).isEmpty)
            // The last member with the role of an owner goes; the account's own owner is still there.
            try await members.change(membership.id, to: .viewer, by: actor)
            let demoted = try await harness.signedIn("second@shop.example").actor
            await #expect(throws: Failure(.roleInsufficient)) {
                try await members.change(membership.id, to: .owner, by: demoted)
            }
            try await members.remove(membership.id, by: demoted)
            #expect(try await harness.signedIn().actor.administers(owner.id))
            #expect(try await members.members(of: owner.id, as: .owner(owner.id)).owner.id == owner.id)
        }
    }
}

/// Whether a thing was taken away, and what became of the tries that began afterwards.
private final class StormState: Sendable {
    private let state = Mutex((isTaken: false, tried: 0, allowed: 0))

    var isTaken: Bool { self.state.withLock(\.isTaken) }
    var counts: (tried: Int, allowed: Int) { self.state.withLock { ($0.tried, $0.allowed) } }

    func take() { self.state.withLock { $0.isTaken = true } }

    func count(_ isAllowed: Bool) {
        self.state.withLock { state in
            state.tried += 1
            if isAllowed { state.allowed += 1 }
        }
    }
}
