import Domain
import TestSupport
import Testing

@testable import Operations

/// Where and how often a pair works is what its owner says, for every credential of the pair and from the next call on.
struct RestrictionTests {
    private static let office = CallSource(address: "203.0.113.7", userAgent: nil, route: "GET /users/me")
    private static let elsewhere = CallSource(address: "198.51.100.1", userAgent: nil, route: "GET /users/me")

    private struct World {
        let harness: Harness
        let owner: Account
        let issued: IssuedApplication
        let pair: RestrictedPair

        init(_ harness: Harness) async throws {
            self.harness = harness
            self.owner = try await harness.account()
            self.issued = try await harness.application(of: self.owner, isActivated: true)
            self.pair = RestrictedPair(self.issued.application.id, .live)
        }

        var main: IssuedCredentials.Pair { self.issued.credentials.main }

        func restrict(
            _ networks: [String] = [],
            origins: [String] = [],
            calls: Int64? = nil,
            _ pair: RestrictedPair? = nil
        ) async throws {
            try await self.harness.operations.restrictions.set(
                try Restrictions(networkTexts: networks, originTexts: origins, callsPerMinute: calls),
                of: pair ?? self.pair,
                as: .owner(self.owner.id)
            )
        }

        func verdict(_ token: Secret? = nil, from source: CallSource) async throws -> Verification {
            try await self.harness.operations.credentials
                .verify(accessToken: (token ?? self.main.accessToken).reveal(), from: source)
        }

        func works(_ token: Secret? = nil, from source: CallSource) async throws -> Bool {
            if case .allowed = try await self.verdict(token, from: source) { return true }
            return false
        }
    }

    @Test(arguments: Backend.allCases)
    func `a token works from the networks its owner named, from the next call on`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            #expect(try await world.works(from: Self.elsewhere))
            try await world.restrict(["203.0.113.0/24"])
            #expect(try await world.works(from: Self.office))
            let refused = try await world.verdict(from: Self.elsewhere)
            #expect(refused == .denied(.addressNotAllowed("198.51.100.1")))
            try await world.restrict()
            #expect(try await world.works(from: Self.elsewhere))
        }
    }

    @Test(arguments: Backend.allCases)
    func `another process learns of restrictions by the journal`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let other = harness.context(store: nil)
            let follower = JournalFollower(other)
            let credentials = CredentialOperations(context: other)
            let token = world.main.accessToken.reveal()
            try await follower.follow()
            _ = try await credentials.verify(accessToken: token, from: Self.elsewhere).require()
            #expect(credentials.rememberedCaller(accessToken: token) != nil)
            try await world.restrict(["203.0.113.0/24"])
            try await follower.follow()
            #expect(credentials.rememberedCaller(accessToken: token) == nil)
            let verdict = try await credentials.verify(accessToken: token, from: Self.elsewhere)
            #expect(verdict == .denied(.addressNotAllowed("198.51.100.1")))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a Public Key works in the pages its owner named`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            try await world.restrict(origins: ["https://shop.example"])
            let verify = { (origin: String?) async throws in
                try await harness.operations.credentials.verify(publicKey: world.main.publicKey, in: origin)
            }
            #expect(try await verify("https://shop.example").isAllowed)
            #expect(try await verify("https://SHOP.example:443").isAllowed)
            for origin in ["https://other.example", "http://shop.example", "null", nil] {
                let verdict = try await verify(origin)
                #expect(verdict == .denied(.originNotAllowed(origin)))
            }
            #expect(try await world.works(from: Self.elsewhere))
        }
    }

    @Test(arguments: Backend.allCases)
    func `calls beyond those of a minute are refused until the next one`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            try await world.restrict(calls: 3)
            for _ in 0..<3 { #expect(try await world.works(from: Self.office)) }
            guard case .denied(.tooManyCalls(3, let seconds)) = try await world.verdict(from: Self.office) else {
                Issue.record("the fourth call is allowed")
                return
            }
            #expect((1...60).contains(seconds))
            harness.time.advance(by: .seconds(seconds))
            #expect(try await world.works(from: Self.office))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a renewed pair stays restricted, a share and the other mode are apart`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let agency = try await harness.account(email: "agency@dev.example")
            let terms = ShareTerms(applicationID: world.issued.application.id, mode: .live)
            let offer = try await harness.operations.shares
                .offer(terms, to: agency.email, as: .owner(world.owner.id))
            let (share, shared) = try await harness.operations.shares.accept(offer.id, by: agency.id)
            try await world.restrict(["203.0.113.0/24"])
            let test = try #require(world.issued.credentials.test)
            #expect(try await world.works(test.accessToken, from: Self.elsewhere))
            #expect(try await world.works(shared.accessToken, from: Self.elsewhere))
            let reference = RestrictedPair(world.issued.application.id, .live, share: share.id)
            try await world.restrict(["192.0.2.0/24"], reference)
            #expect(try await !world.works(shared.accessToken, from: Self.elsewhere))
            #expect(try await world.works(from: Self.office))

            let (_, next) = try await harness.operations.renewals
                .renew(PairReference(world.issued.application.id, .live, .keys), overlap: .none, as: .operator)
            guard case .keys(let renewed) = next else {
                Issue.record("the renewal of keys gives keys")
                return
            }
            #expect(try await world.works(renewed.accessToken, from: Self.office))
            #expect(try await !world.works(renewed.accessToken, from: Self.elsewhere))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a client's secret is bound to the same networks`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            try await world.restrict(["203.0.113.0/24"])
            let secret = world.issued.credentials.clientSecret
            let prove = { (source: CallSource) async throws in
                var proof = ClientProof()
                proof.clientID = world.issued.application.id.description
                proof.secret = secret
                return try await ClientAuthenticator(context: harness.context).prove(proof, from: source, audiences: [])
            }
            _ = try await prove(Self.office)
            await #expect(throws: Failure(.credentialAddressNotAllowed)) { _ = try await prove(Self.elsewhere) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `nobody but an owner restricts, and only pairs there are`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let stranger = try await harness.account(email: "stranger@shop.example")
            let restrictions = harness.operations.restrictions
            await #expect(throws: Failure(.applicationNotFound)) {
                try await restrictions.set(.none, of: world.pair, as: .owner(stranger.id))
            }
            await #expect(throws: Failure(.applicationNotFound)) {
                _ = try await restrictions.restrictions(of: world.pair, as: .owner(stranger.id))
            }
            let unknown = RestrictedPair(world.issued.application.id, .live, share: Share.ID("0"))
            await #expect(throws: Failure(.shareNotFound)) {
                try await restrictions.set(.none, of: unknown, as: .owner(world.owner.id))
            }
        }
    }
}
