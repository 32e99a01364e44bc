import Domain
import Operations
import Storage
import TestSupport
import Testing

struct RenewalTests {
    @Test(arguments: Backend.allCases)
    func `the client pair is renewed without its number changing`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let reference = PairReference(issued.application.id, .live, .client)
            let (renewal, next) = try await harness.operations.renewals
                .renew(reference, overlap: .oneDay, as: .operator)
            guard case .client(let secret) = next else {
                Issue.record("another pair was issued")
                return
            }
            #expect(secret.reveal() != issued.credentials.clientSecret.reveal())
            #expect(ClientSecret.isWellFormed(secret.reveal()))
            #expect(renewal.endsAt == harness.time.now().adding(.hours(24)))
            let secrets = try await harness.operations.credentials.credentials(of: issued.application.id, as: .operator)
                .filter { $0.kind == .clientSecret }
            #expect(secrets.map(\.generation) == [2, 1])
            #expect(secrets.map(\.expiresAt) == [nil, renewal.endsAt])
        }
    }

    @Test func `a pair the application does not have cannot be renewed`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account(), product: .checkoutPro)
            for reference in [
                PairReference(issued.application.id, .test, .keys),
                PairReference(issued.application.id, .test, .client),
            ] {
                await #expect(throws: Failure(.pairNotIssued)) {
                    try await harness.operations.renewals.renew(reference, overlap: .standard, as: .operator)
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `an application of somebody else answers like one that is not there`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let stranger = Actor.owner(try await harness.account(email: "stranger@shop.example").id)
            let renewals = harness.operations.renewals
            for id in [issued.application.id, Application.ID(1)] {
                let reference = PairReference(id, .live, .keys)
                let attempts: [@Sendable () async throws -> Void] = [
                    { _ = try await renewals.renew(reference, overlap: .none, as: stranger) },
                    { _ = try await renewals.replaceLeaked(reference, as: stranger) },
                    { _ = try await renewals.undo(reference, as: stranger) },
                    { _ = try await renewals.extend(reference, to: .sevenDays, as: stranger) },
                    { _ = try await renewals.close(reference, as: stranger) },
                    { _ = try await renewals.board(reference, as: stranger) },
                ]
                for attempt in attempts {
                    await #expect(throws: Failure(.applicationNotFound)) { try await attempt() }
                }
            }
            let credentials = try await harness.operations.credentials.credentials(
                of: issued.application.id,
                as: .operator
            )
            #expect(credentials.allSatisfy { $0.generation == 1 && $0.expiresAt == nil && $0.revokedAt == nil })
        }
    }

    @Test(arguments: Backend.allCases)
    func `a hundred renewals at once issue one generation`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let reference = PairReference(issued.application.id, .live, .keys)
            let renewals = harness.operations.renewals
            let failures = await withTaskGroup(of: Failure.Code?.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        do {
                            _ = try await renewals.renew(reference, overlap: .standard, as: .operator)
                            return nil
                        } catch { return (error as? Failure)?.code ?? .internalError }
                    }
                }
                return await group.reduce(into: [Failure.Code?]()) { $0.append($1) }
            }
            #expect(failures.filter { $0 == nil }.count == 1)
            #expect(failures.filter { $0 == .renewalInOverlap }.count == 99)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an overlap until nobody uses the old one closes after seven quiet days`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let old = issued.credentials.main.accessToken.reveal()
            let reference = PairReference(issued.application.id, .live, .keys)
            _ = try await harness.operations.renewals.renew(reference, overlap: .untilUnused, as: .operator)
            let upkeep = Upkeep(harness.context)
            harness.time.advance(by: .days(6))
            _ = try await harness.operations.credentials.verify(accessToken: old, from: .unknown).require()
            harness.time.advance(by: .days(6))
            try await upkeep.runOnce()
            #expect(try await harness.operations.renewals.board(reference, as: .operator).isOverlapping)
            harness.time.advance(by: .days(1))
            try await upkeep.runOnce()
            let board = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(!board.isOverlapping && board.renewal?.closing == .unused)
            let verdict = try await harness.operations.credentials.verify(accessToken: old, from: .unknown)
            #expect(verdict == .denied(.revoked(.accessToken, .live)))
        }
    }

    @Test func `an overlap until nobody uses the old one ends after thirty days of use`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let old = issued.credentials.main.accessToken.reveal()
            let reference = PairReference(issued.application.id, .live, .keys)
            _ = try await harness.operations.renewals.renew(reference, overlap: .untilUnused, as: .operator)
            for _ in 0..<29 {
                harness.time.advance(by: .days(1))
                _ = try await harness.operations.credentials.verify(accessToken: old, from: .unknown).require()
                try await Upkeep(harness.context).runOnce()
            }
            harness.time.advance(by: .days(1))
            let verdict = try await harness.operations.credentials.verify(accessToken: old, from: .unknown)
            #expect(verdict == .denied(.expired(.accessToken, .live)))
        }
    }

    @Test func `an end never moves beyond thirty days of the renewal`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let reference = PairReference(issued.application.id, .live, .keys)
            let renewals = harness.operations.renewals
            let start = harness.time.now()
            _ = try await renewals.renew(reference, overlap: .sevenDays, as: .operator)
            for _ in 0..<4 {
                harness.time.advance(by: .days(6))
                _ = try await renewals.extend(reference, to: .sevenDays, as: .operator)
            }
            harness.time.advance(by: .days(5))
            await #expect(throws: Failure(.overlapNotLonger)) {
                try await renewals.extend(reference, to: .sevenDays, as: .operator)
            }
            let renewal = try #require(try await renewals.board(reference, as: .operator).renewal)
            #expect(renewal.endsAt == start.adding(.days(30)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `every change of a renewal is on the audit, without a secret`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let reference = PairReference(issued.application.id, .live, .keys)
            let renewals = harness.operations.renewals
            let actor = Actor.owner(owner.id)
            let (_, next) = try await renewals.renew(reference, overlap: .oneHour, as: actor)
            harness.time.advance(by: .seconds(1))
            _ = try await renewals.extend(reference, to: .sevenDays, as: .operator)
            harness.time.advance(by: .seconds(1))
            _ = try await renewals.undo(reference, as: actor)
            harness.time.advance(by: .seconds(1))
            _ = try await renewals.close(reference, as: actor)
            let records = try await harness.store.read { try $0.auditRecords(of: owner.id, before: nil, limit: 10) }
                .filter { $0.action != .applicationCreated }
            #expect(records.map(\.action) == [.renewalClosed, .renewalUndone, .renewalExtended, .renewed])
            #expect(records.map(\.actorID) == [owner.id, owner.id, nil, owner.id])
            let pair = try next.keys()
            for record in records {
                #expect(!record.detail.stored.contains(pair.accessToken.reveal()))
                #expect(record.detail[.mode] == "live" && record.detail[.pair] == "keys")
            }
        }
    }
}
