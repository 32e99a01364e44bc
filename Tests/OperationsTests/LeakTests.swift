import Domain
import Operations
import Storage
import TestSupport
import Testing

struct LeakTests {
    @Test(arguments: Backend.allCases)
    func `a reported secret is marked, told to its owner once, and goes on working`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let token = issued.credentials.main.accessToken
            let text = Secret("found at https://paste.example: \(token.reveal())")
            for _ in 0..<2 {
                let report = try await harness.operations.leaks.report(text)
                #expect(report.secrets.map(\.isKnown) == [true])
                #expect(!report.secrets[0].masked.contains(token.reveal()))
            }
            let exposed = try await harness.operations.credentials.credentials(of: issued.application.id, as: .operator)
                .filter { $0.exposedAt != nil }
            #expect(exposed.map(\.kind) == [.accessToken] && exposed.map(\.mode) == [.live])
            let records = try await harness.operations.audit.records(of: owner.id, as: .owner(owner.id))
                .filter { $0.action != .applicationCreated }
            #expect(records.map(\.action) == [.credentialExposed])
            #expect(!records[0].detail.text.contains(token.reveal()))
            _ = try await harness.operations.credentials.verify(accessToken: token.reveal(), from: .unknown).require()
        }
    }

    @Test func `a leak of a share is told to both sides`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let agency = try await harness.account(email: "agency@dev.example")
            let issued = try await harness.application(of: owner)
            let terms = ShareTerms(applicationID: issued.application.id, mode: .live)
            let offer = try await harness.operations.shares.offer(terms, to: agency.email, as: .operator)
            let (_, pair) = try await harness.operations.shares.accept(offer.id, by: agency.id)
            harness.time.advance(by: .seconds(1))
            _ = try await harness.operations.leaks.report(pair.accessToken)
            for account in [owner.id, agency.id] {
                let records = try await harness.operations.audit.records(of: account, as: .owner(account))
                #expect(records.first?.action == .credentialExposed)
            }
        }
    }

    @Test func `what is not a whole secret cannot be reported`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let live = issued.credentials.main
            for text in ["", live.publicKey, String(live.accessToken.reveal().dropLast(11))] {
                await #expect(throws: Failure(.leakReportEmpty)) {
                    try await harness.operations.leaks.report(Secret(text))
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `an audit is read by its owner alone, page after page`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "stranger@dev.example")
            let issued = try await harness.application(of: owner)
            let audit = harness.operations.audit
            let reference = PairReference(issued.application.id, .live, .keys)
            for _ in 0..<5 {
                _ = try await harness.operations.renewals.replaceLeaked(reference, as: .operator)
                harness.time.advance(by: .seconds(1))
            }
            var read: [AuditRecord] = []
            while true {
                let page = try await audit.records(of: owner.id, before: read.last?.id, limit: 2, as: .owner(owner.id))
                if page.isEmpty { break }
                read += page
            }
            #expect(read.map(\.action).filter { $0 == .replacedLeaked }.count == 5 && read.count == 6)
            #expect(read == read.sorted { $0.id.text > $1.id.text })
            for absent in [owner.id, Account.ID(1)] {
                await #expect(throws: Failure(.accountNotFound)) {
                    try await audit.records(of: absent, as: .owner(stranger.id))
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a leaked token of OAuth ends, its owner is told once, and its client goes on`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await OAuthWorld(harness)
            let token = try await world.link()
            _ = try await harness.mails()
            for _ in 0..<2 {
                let report = try await harness.operations.leaks.report(token.accessToken)
                #expect(report.secrets.map(\.isKnown) == [true])
            }
            #expect(try await world.works(token) == false)
            #expect(try await harness.mails().map(\.recipient) == [world.owner.email])
            #expect(try await world.works(try await world.refresh(token)))
            for side in [world.owner.id, world.seller.id] {
                let records = try await harness.operations.audit.records(of: side, as: .operator)
                #expect(records.count { $0.action == .credentialExposed } == 1)
            }
        }
    }

    @Test func `no number of harmless strings hides a secret`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let keys = Array(repeating: issued.credentials.main.publicKey, count: 40).joined(separator: " ")
            let text = Secret("\(keys) \(issued.credentials.main.accessToken.reveal())")
            #expect(try await harness.operations.leaks.report(text).secrets.map(\.isKnown) == [true])
        }
    }
}
