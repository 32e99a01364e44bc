import Domain
import Operations
import Storage
import TestSupport
import Testing

struct UsageTests {
    private static func source(_ address: String, _ agent: String = "MercadoPago Python SDK v3.6.0") -> CallSource {
        CallSource(address: address, userAgent: agent, route: "GET /users/me")
    }

    @Test(arguments: Backend.allCases)
    func `the board tells who has moved to the new generation`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let old = issued.credentials.main.accessToken.reveal()
            let reference = PairReference(issued.application.id, .live, .keys)
            let (shop, cron) = (Self.source("10.0.0.1"), Self.source("10.0.0.2", "curl/7.88.1"))
            let verify = { @Sendable (token: String, from: CallSource) async throws in
                _ = try await harness.operations.credentials.verify(accessToken: token, from: from).require()
            }
            for _ in 0..<3 { try await verify(old, shop) }
            try await verify(old, cron)
            let before = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(before.renewal == nil && before.currentGeneration == 1)
            #expect(before.callers.map(\.source) == [shop, cron])
            #expect(before.callers.map { before.share(of: $0) } == [75, 25])

            let (_, next) = try await harness.operations.renewals.renew(reference, overlap: .oneDay, as: .operator)
            let pair = try next.keys()
            harness.time.advance(by: .hours(2))
            try await verify(pair.accessToken.reveal(), shop)
            try await verify(old, cron)
            let board = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(board.isOverlapping && board.currentGeneration == 2)
            #expect(board.callers.map(\.source) == [cron, shop])
            #expect(board.callers.map { $0.hasMoved(to: 2) } == [false, true])
            harness.time.advance(by: .seconds(1))
            try await verify(old, shop)
            let relapsed = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(relapsed.callers.map { $0.hasMoved(to: 2) } == [false, false])
        }
    }

    @Test(arguments: Backend.allCases)
    func `uses of several flushes add up, and the last one counts`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let token = issued.credentials.main.accessToken.reveal()
            let reference = PairReference(issued.application.id, .live, .keys)
            var last = harness.time.now()
            for _ in 0..<3 {
                harness.time.advance(by: .seconds(5))
                last = harness.time.now()
                _ = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
                _ = try await harness.operations.renewals.board(reference, as: .operator)
            }
            let caller = try #require(
                try await harness.operations.renewals.board(reference, as: .operator).callers.first
            )
            #expect(caller.count == 3 && caller.lastAt == last)
            let uses = try await harness.operations.credentials.lastUses(of: issued.application.id, as: .operator)
            #expect(Array(uses.values) == [last])
        }
    }

    @Test func `a refused credential counts as no use`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account(), isActivated: false)
            let token = issued.credentials.main.accessToken.reveal()
            let verdict = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
            #expect(verdict == .denied(.notActivated))
            let reference = PairReference(issued.application.id, .live, .keys)
            #expect(try await harness.operations.renewals.board(reference, as: .operator).callers.isEmpty)
        }
    }

    @Test func `what cannot be written is kept for the next flush`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let token = issued.credentials.main.accessToken.reveal()
            let reference = PairReference(issued.application.id, .live, .keys)
            _ = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
            try await harness.store.write { (transaction: any Transaction) throws in
                try transaction.execute(migration: "ALTER TABLE credential_use RENAME TO elsewhere")
            }
            await #expect(throws: StorageFailure.self) {
                try await harness.operations.renewals.board(reference, as: .operator)
            }
            try await harness.store.write { (transaction: any Transaction) throws in
                try transaction.execute(migration: "ALTER TABLE elsewhere RENAME TO credential_use")
            }
            let board = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(board.callers.map(\.count) == [1])
        }
    }

    @Test func `callers beyond the bound are counted together`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let token = issued.credentials.main.accessToken.reveal()
            let caller = try await harness.operations.credentials.verify(accessToken: token, from: .unknown).require()
            let now = harness.time.now()
            for number in 0..<20_100 {
                harness.context.usage.record(caller.credential.id, from: Self.source("\(number)"), at: now)
            }
            let board = try await harness.operations.renewals.board(
                PairReference(issued.application.id, .live, .keys),
                as: .operator
            )
            #expect(board.callers.first?.source == .others && board.callers.first?.count == 19_901)
            #expect(board.callers.count == 200 && board.calls == 20_101 && board.callsNotListed == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `who used a credential is forgotten after 35 days, its last use is not`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let token = issued.credentials.main.accessToken.reveal()
            _ = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
            try await Upkeep(harness.context).runOnce()
            let rows = { @Sendable () async throws in
                try await harness.store.read { try $0.rows("SELECT count FROM credential_use").count }
            }
            #expect(try await rows() == 1)
            harness.time.advance(by: .days(36))
            try await Upkeep(harness.context).runOnce()
            #expect(try await rows() == 0)
            #expect(
                try await harness.operations.credentials.lastUses(of: issued.application.id, as: .operator).count == 1
            )
        }
    }

    @Test(
        arguments: [
            ("MercadoPago Python SDK v3.6.0", "MercadoPago Python SDK v3.6.0"), ("curl/7.88.1", "curl/7.88.1"),
            ("Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0"), ("", "unknown"), ("\u{202E}evil", "unknown"),
            ("APP_USR-1234567890123456-112316-0123456789abcdef0123456789abcdef-123456789", "unknown"),
            ("shop 4509953566233704", "shop"), ("4509 9535 6623 3704", "unknown"),
            ("mmtk-a9ss-3zxm-yxhp-rasj", "unknown"), ("0123456789abcdefghijABCDEFGHIJ12 x", "unknown"),
            ("\(String(repeating: "a", count: 35)) bb R5smpG4bRaO9CtVbY4MGoXgRZSlySqWS", "unknown"),
        ]
    )
    func `of a User-Agent only what can be no secret is kept`(agent: String, sdk: String) {
        #expect(Self.source("10.0.0.1", agent).sdk == sdk)
    }

    @Test(arguments: Backend.allCases)
    func `whoever uses a Public Key is counted without being told apart`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            for _ in 0..<3 {
                _ = try await harness.operations.credentials.verify(
                    publicKey: issued.credentials.main.publicKey,
                    in: nil
                )
            }
            let reference = PairReference(issued.application.id, .live, .keys)
            let board = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(board.callers.map(\.source) == [.pages] && board.callers.map(\.count) == [3])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a caller that went back is shown first, however many others are busier`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let reference = PairReference(issued.application.id, .live, .keys)
            let old = issued.credentials.main.accessToken.reveal()
            let (_, next) = try await harness.operations.renewals.renew(reference, overlap: .oneDay, as: .operator)
            let pair = try next.keys()
            let credentials = harness.operations.credentials
            let new = try await credentials.verify(accessToken: pair.accessToken.reveal(), from: .unknown).require()
            let lapsed = Self.source("10.9.9.9")
            for number in 0..<150 {
                for _ in 0..<10 {
                    harness.context.usage.record(
                        new.credential.id,
                        from: Self.source("\(number)"),
                        at: harness.time.now()
                    )
                }
            }
            for _ in 0..<20 { harness.context.usage.record(new.credential.id, from: lapsed, at: harness.time.now()) }
            harness.time.advance(by: .seconds(1))
            _ = try await credentials.verify(accessToken: old, from: lapsed)
            let board = try await harness.operations.renewals.board(reference, as: .operator)
            #expect(board.callers.first?.source == lapsed)
            #expect(board.callers.first?.hasMoved(to: 2) == false && board.callers.first?.count == 21)
        }
    }
}
