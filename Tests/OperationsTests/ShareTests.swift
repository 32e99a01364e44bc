import Domain
import Operations
import Storage
import TestSupport
import Testing

struct ShareTests {
    /// An owner with an application, and an agency it can share with.
    private struct World {
        let harness: Harness
        let owner: Account
        let agency: Account
        let issued: IssuedApplication

        init(_ harness: Harness, isActivated: Bool = true) async throws {
            self.harness = harness
            self.owner = try await harness.account()
            self.agency = try await harness.account(email: "Agency@dev.example")
            self.issued = try await harness.application(of: self.owner, isActivated: isActivated)
        }

        var shares: ShareOperations { self.harness.operations.shares }

        func terms(
            _ mode: Mode = .live,
            _ permissions: Set<Permission>? = nil,
            endsIn duration: Duration? = nil
        ) -> ShareTerms {
            ShareTerms(
                applicationID: self.issued.application.id,
                mode: mode,
                permissions: permissions,
                endsAt: duration.map { self.harness.time.now().adding($0) }
            )
        }

        func offer(_ terms: ShareTerms? = nil, to email: String = "agency@dev.example") async throws -> Share {
            try await self.shares.offer(
                terms ?? self.terms(),
                to: try EmailAddress(email),
                as: .owner(self.owner.id)
            )
        }

        func verify(_ pair: IssuedCredentials.Pair) async throws -> Verification {
            try await self.harness.operations.credentials
                .verify(accessToken: pair.accessToken.reveal(), from: .unknown)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a share is a pair of its own that ends in the owner's number`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let (share, pair) = try await world.shares.accept(try await world.offer().id, by: world.agency.id)
            #expect(share.state(at: harness.time.now()) == .active)
            #expect(pair.accessToken.reveal().hasSuffix("-\(world.owner.id)"))
            #expect(pair.accessToken.reveal() != world.issued.credentials.main.accessToken.reveal())
            let caller = try await world.verify(pair).require()
            #expect(caller.account.id == world.owner.id && caller.credential.shareID == share.id)
            let key = try await harness.operations.credentials.verify(publicKey: pair.publicKey, in: nil)
            #expect(try key.require().credential.shareID == share.id)
        }
    }

    @Test(arguments: Backend.allCases)
    func `cancelling from either side ends the share's pair and nothing else`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            for side in [world.owner.id, world.agency.id] {
                let (share, pair) = try await world.shares.accept(try await world.offer().id, by: world.agency.id)
                _ = try await world.shares.cancel(share.id, as: .owner(side))
                #expect(try await world.verify(pair) == .denied(.shareEnded))
                _ = try await world.verify(world.issued.credentials.main).require()
                await #expect(throws: Failure(.shareEnded)) {
                    try await world.shares.cancel(share.id, as: .owner(side))
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `renewing or losing the owner's pair leaves a share as it is`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let (_, pair) = try await world.shares.accept(try await world.offer().id, by: world.agency.id)
            let reference = PairReference(world.issued.application.id, .live, .keys)
            let renewals = harness.operations.renewals
            let (renewal, _) = try await renewals.renew(reference, overlap: .oneHour, as: .operator)
            #expect(renewal.replacedGeneration == 1)
            _ = try await world.verify(pair).require()
            _ = try await renewals.undo(reference, as: .operator)
            _ = try await world.verify(world.issued.credentials.main).require()
            _ = try await renewals.replaceLeaked(reference, as: .operator)
            _ = try await world.verify(pair).require()
            #expect(try await world.verify(world.issued.credentials.main) == .denied(.revoked(.accessToken, .live)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a share can do less than its application, never more`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let offer = try await world.offer(world.terms(.live, [.read]))
            let (_, pair) = try await world.shares.accept(offer.id, by: world.agency.id)
            let caller = try await world.verify(pair).require()
            try caller.require(.read)
            #expect(throws: Failure(.insufficientScope)) { try caller.require(.write) }
            await #expect(throws: Failure(.sharePermissionsInvalid)) {
                try await world.offer(world.terms(.test, []))
            }
        }
    }

    @Test func `a share ends at its end`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let world = try await World(harness)
            let offer = try await world.offer(world.terms(endsIn: .days(2)))
            let (share, pair) = try await world.shares.accept(offer.id, by: world.agency.id)
            harness.time.advance(by: .days(2))
            #expect(try await world.verify(pair) == .denied(.shareEnded))
            #expect(share.state(at: harness.time.now()) == .expired)
            await #expect(throws: Failure(.shareEndInvalid)) {
                try await world.offer(world.terms(endsIn: .zero))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `only the account with the address can accept, once and in time`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let stranger = try await harness.account(email: "stranger@dev.example")
            let offer = try await world.offer()
            await #expect(throws: Failure(.shareNotFound)) {
                try await world.shares.accept(offer.id, by: stranger.id)
            }
            await #expect(throws: Failure(.shareNotFound)) {
                try await world.shares.cancel(offer.id, as: .owner(stranger.id))
            }
            await #expect(throws: Failure(.shareNotFound)) {
                try await world.shares.accept(Share.ID("shr_none"), by: stranger.id)
            }
            _ = try await world.shares.accept(offer.id, by: world.agency.id)
            await #expect(throws: Failure(.shareNotOffered)) {
                try await world.shares.accept(offer.id, by: world.agency.id)
            }
            let late = try await world.offer(world.terms(.test))
            harness.time.advance(by: .days(7))
            await #expect(throws: Failure(.shareNotOffered)) {
                try await world.shares.accept(late.id, by: world.agency.id)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a hundred acceptances at once issue one pair`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let offer = try await world.offer()
            let shares = world.shares
            let agency = world.agency.id
            let accepted = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 {
                    group.addTask { (try? await shares.accept(offer.id, by: agency)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(accepted == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an eleventh share is refused until a place is free`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            var first: Share?
            for number in 0..<10 {
                let share = try await world.offer(to: "dev\(number)@dev.example")
                first = first ?? share
            }
            await #expect(throws: Failure(.shareLimit)) { try await world.offer() }
            _ = try await world.shares.cancel(try #require(first).id, as: .owner(world.owner.id))
            _ = try await world.offer()
            await #expect(throws: Failure(.shareLimit)) { try await world.offer(to: "more@dev.example") }
            harness.time.advance(by: .days(7))
            _ = try await world.offer(to: "more@dev.example")
        }
    }

    @Test func `what cannot be shared is refused with its reason`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let world = try await World(harness, isActivated: false)
            await #expect(throws: Failure(.shareNotActivated)) { try await world.offer() }
            await #expect(throws: Failure(.shareToSelf)) {
                try await world.offer(world.terms(.test), to: "OWNER@shop.example")
            }
            _ = try await world.offer(world.terms(.test))
            await #expect(throws: Failure(.shareDuplicate)) {
                try await world.offer(world.terms(.test), to: "AGENCY@dev.example")
            }
            await #expect(throws: Failure(.applicationNotFound)) {
                try await world.shares.offer(
                    world.terms(.test),
                    to: try EmailAddress("x@dev.example"),
                    as: .owner(world.agency.id)
                )
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a granted request is an active share, an unknown address answers alike`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let requests = harness.operations.accessRequests
            let nobody = try await requests.request(from: try EmailAddress("no@one.example"), by: world.agency.id)
            let request = try await requests.request(from: world.owner.email, by: world.agency.id)
            #expect(nobody.state(at: harness.time.now()) == request.state(at: harness.time.now()))
            await #expect(throws: Failure(.accessRequestNotFound)) {
                try await requests.grant(request.id, world.terms(), of: world.agency.id, as: .owner(world.agency.id))
            }
            let (share, pair) = try await requests.grant(
                request.id,
                world.terms(),
                of: world.owner.id,
                as: .owner(world.owner.id)
            )
            #expect(share.state(at: harness.time.now()) == .active && share.accountID == world.agency.id)
            _ = try await world.verify(pair).require()
            await #expect(throws: Failure(.accessRequestDecided)) {
                try await requests.refuse(request.id, of: world.owner.id, as: .owner(world.owner.id))
            }
            let (made, received, now) = try await requests.requests(of: world.owner.id)
            for account in [world.owner.id, world.agency.id] {
                let records = try await harness.operations.audit.records(of: account, as: .owner(account))
                #expect(records.contains { $0.action == .accessGranted && $0.actorID == world.owner.id })
            }
            #expect(made.isEmpty && received.map { $0.state(at: now) } == [.granted])
        }
    }

    @Test func `a request is for nobody's application but the one asked`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let world = try await World(harness)
            let requests = harness.operations.accessRequests
            let request = try await requests.request(from: world.agency.email, by: world.owner.id)
            // The agency is asked; it cannot grant what belongs to the account that asks.
            await #expect(throws: Failure(.applicationNotFound)) {
                try await requests.grant(request.id, world.terms(), of: world.agency.id, as: .owner(world.agency.id))
            }
            harness.time.advance(by: .days(7))
            await #expect(throws: Failure(.accessRequestDecided)) {
                try await requests.refuse(request.id, of: world.agency.id, as: .owner(world.agency.id))
            }
        }
    }

    @Test func `an account has at most twenty requests waiting`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let world = try await World(harness)
            let requests = harness.operations.accessRequests
            for number in 0..<20 {
                _ = try await requests.request(from: try EmailAddress("s\(number)@x.example"), by: world.agency.id)
            }
            await #expect(throws: Failure(.accessRequestLimit)) {
                try await requests.request(from: world.owner.email, by: world.agency.id)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `both sides have a share on their audit`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness)
            let offer = try await world.offer()
            harness.time.advance(by: .seconds(1))
            _ = try await world.shares.accept(offer.id, by: world.agency.id)
            harness.time.advance(by: .seconds(1))
            _ = try await world.shares.cancel(offer.id, as: .owner(world.agency.id))
            let actions = { @Sendable (account: Account.ID) async throws in
                try await harness.store.read { try $0.auditRecords(of: account, before: nil, limit: 10).map(\.action) }
                    .filter { $0 != .applicationCreated }
            }
            #expect(try await actions(world.owner.id) == [.shareCancelled, .shareAccepted, .shareOffered])
            #expect(try await actions(world.agency.id) == [.shareCancelled, .shareAccepted])
        }
    }
}
