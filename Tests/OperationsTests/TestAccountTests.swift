import Domain
import Operations
import Storage
import TestSupport
import Testing

struct TestAccountTests {
    private static func open(
        _ harness: Harness,
        _ owner: Account,
        in site: Site? = nil,
        balance: Money? = nil
    ) async throws -> OpenedTestAccount {
        try await harness.operations.testAccounts.open(
            .seller,
            in: site,
            description: "Seller of the demo",
            balance: balance,
            for: owner.id,
            as: .owner(owner.id)
        )
    }

    @Test(arguments: Backend.allCases)
    func `everything of a test account is for tests`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let seller = try await Self.open(harness, owner).testAccount.account
            for product in [Product.checkoutPro, .checkoutAPIPayments] {
                let issued = try await harness.application(of: seller, product: product, isActivated: false)
                #expect(issued.credentials.test == nil)
                #expect(issued.credentials.main.publicKey.hasPrefix("TEST-"))
                let token = issued.credentials.main.accessToken.reveal()
                #expect(token.hasPrefix("TEST-") && token.hasSuffix("-\(seller.id)"))
                let caller = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
                    .require()
                #expect(caller.mode == .test && caller.account.testKind == .seller)
                let client = PairReference(issued.application.id, .test, .client)
                _ = try await harness.operations.renewals.renew(client, overlap: .none, as: .owner(seller.id))
                let credentials = try await harness.operations.credentials
                    .credentials(of: issued.application.id, as: .operator)
                #expect(credentials.allSatisfy { $0.mode == .test })
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `its owner sees the password, and a new one ends its sessions`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let opened = try await Self.open(harness, owner, balance: Money(minor: 500, currency: .brl))
            let (id, email) = (opened.testAccount.account.id, opened.testAccount.account.email.text)
            let (operations, visitor) = (harness.operations, Visitor(address: "192.0.2.1", userAgent: nil))
            let listed = try await operations.testAccounts.testAccounts(of: owner.id, as: .owner(owner.id))
            #expect(listed.map { $0.password.reveal() } == [opened.password.reveal()])
            #expect(listed.first?.testAccount == opened.testAccount)
            let (_, token) = try await operations.sessions
                .signIn(email: email, password: opened.password, from: visitor)
            let renewed = try await operations.testAccounts
                .renewPassword(of: id, for: owner.id, as: .owner(owner.id))
            #expect(try await operations.sessions.signedIn(token) == nil)
            _ = try await operations.sessions.signIn(email: email, password: renewed.password, from: visitor)
            let more = Money(minor: 250, currency: .brl)
            try await operations.testAccounts.add(more, to: id, for: owner.id, as: .owner(owner.id))
            try await operations.testAccounts.describe(id, "Another", for: owner.id, as: .owner(owner.id))
            let changed = try #require(
                try await operations.testAccounts.testAccounts(of: owner.id, as: .owner(owner.id)).first?.testAccount
            )
            #expect(changed.balance.minor == 750 && changed.description == "Another")
        }
    }

    @Test(arguments: Backend.allCases)
    func `a deleted one is gone with its credentials`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let seller = try await Self.open(harness, owner).testAccount.account
            let token = try await harness.application(of: seller).credentials.main.accessToken.reveal()
            let testAccounts = harness.operations.testAccounts
            try await testAccounts.delete(seller.id, for: owner.id, as: .owner(owner.id))
            #expect(try await testAccounts.testAccounts(of: owner.id, as: .owner(owner.id)).isEmpty)
            let verdict = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
            #expect(verdict == .denied(.accountBlocked))
            await #expect(throws: Failure(.testAccountNotFound)) {
                _ = try await testAccounts.renewPassword(of: seller.id, for: owner.id, as: .owner(owner.id))
            }
        }
    }

    @Test func `it has no test accounts of its own, and belongs to nobody else`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "other@shop.example")
            let seller = try await Self.open(harness, owner, in: .chile).testAccount.account
            #expect(seller.site == .chile)
            await #expect(throws: Failure(.testAccountNested)) { _ = try await Self.open(harness, seller) }
            await #expect(throws: Failure(.testAccountNotFound)) {
                try await harness.operations.testAccounts
                    .delete(seller.id, for: stranger.id, as: .owner(stranger.id))
            }
            await #expect(throws: Failure(.testAccountNotFound)) {
                try await harness.operations.testAccounts.delete(seller.id, for: owner.id, as: .owner(stranger.id))
            }
            await #expect(throws: Failure(.invalidAmount)) {
                _ = try await Self.open(harness, owner, in: .chile, balance: Money(minor: 5, currency: .brl))
            }
        }
    }
}
