import Domain
import Storage
import TestSupport
import Testing

@testable import Operations

/// Events about credentials: written with what they tell, and not without it (security P23).
struct EventTests {
    private struct World {
        let harness: Harness
        let owner: Account
        let issued: IssuedApplication
        let pair: PairReference

        init(_ harness: Harness) async throws {
            self.harness = harness
            self.owner = try await harness.account()
            self.issued = try await harness.application(of: self.owner)
            self.pair = PairReference(self.issued.application.id, .live, .keys)
        }

        /// What was told of credentials, in order.
        func told() async throws -> [String] {
            try await self.harness.store.read { transaction in
                try transaction.rows("SELECT kind, resource_id, mode FROM event ORDER BY id")
                    .map { "\(try $0.text(0)) \(try $0.text(1)) \(try $0.text(2))" }
                    .filter { $0.hasPrefix("credential.") }
            }
        }

        var number: String { self.issued.application.id.description }
    }

    @Test(arguments: Backend.allCases)
    func `a renewal is told, and the end of the pair before when it comes`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let renewals = harness.operations.renewals
            _ = try await renewals.renew(world.pair, overlap: .oneDay, as: .owner(world.owner.id))
            #expect(try await world.told() == ["credential.renewed \(world.number) live"])
            harness.time.advance(by: .seconds(1))
            _ = try await renewals.close(world.pair, as: .owner(world.owner.id))
            #expect(try await world.told().last == "credential.revoked \(world.number) live")
            harness.time.advance(by: .seconds(1))
            _ = try await renewals.renew(world.pair, overlap: .none, as: .owner(world.owner.id))
            let told = try await world.told().suffix(2)
            #expect(
                told.sorted() == ["credential.renewed \(world.number) live", "credential.revoked \(world.number) live"]
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `a pair that leaked is told as renewed and as revoked`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            _ = try await harness.operations.renewals.replaceLeaked(world.pair, as: .owner(world.owner.id))
            let told = try await world.told()
            #expect(
                told.sorted() == ["credential.renewed \(world.number) live", "credential.revoked \(world.number) live"]
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `a share's pair is told when it is issued and when it ends, and an offer never`(backend: Backend) async throws
    {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let agency = try await harness.account(email: "agency@dev.example")
            let shares = harness.operations.shares
            let terms = ShareTerms(
                applicationID: world.issued.application.id,
                mode: .test,
                permissions: nil,
                endsAt: nil
            )
            let refused = try await shares.offer(terms, to: agency.email, as: .owner(world.owner.id))
            _ = try await shares.cancel(refused.id, as: .owner(world.owner.id))
            #expect(try await world.told().isEmpty)
            let offer = try await shares.offer(terms, to: agency.email, as: .owner(world.owner.id))
            _ = try await shares.accept(offer.id, by: agency.id)
            #expect(try await world.told() == ["credential.shared \(offer.id) test"])
            harness.time.advance(by: .seconds(1))
            _ = try await shares.cancel(offer.id, as: .owner(agency.id))
            #expect(try await world.told().last == "credential.revoked \(offer.id) test")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a credential that was found elsewhere is told once`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let token = world.issued.credentials.main.accessToken
            for _ in 0..<2 { _ = try await harness.operations.leaks.report(token) }
            let caller = try await harness.operations.credentials
                .caller(accessToken: token.reveal())
            let id = try #require(caller?.credential.id)
            #expect(try await world.told() == ["credential.exposed \(id) live"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `what did not happen is not told`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let stranger = Actor.owner(try await harness.account(email: "stranger@shop.example").id)
            _ = try? await harness.operations.renewals.renew(world.pair, overlap: .oneDay, as: stranger)
            _ = try? await harness.operations.renewals.close(world.pair, as: .owner(world.owner.id))
            #expect(try await world.told().isEmpty)
        }
    }

    @Test func `ids in events are digits or in lower case, so that every reader of a signature agrees`() {
        let random = SeededRandom(seed: 7)
        for id in [random.shareID().text, random.applicationID().description, random.paymentID().description] {
            #expect(id == id.lowercased())
        }
    }
}
