import Domain
import Operations
import Storage
import TestSupport
import Testing

/// Every row function, on both databases.
struct RowTests {
    private static let now = Timestamp(milliseconds: 1_795_000_000_000)

    @Test(arguments: Backend.allCases)
    func `an installation remembers its keyring`(backend: Backend) async throws {
        try await backend.withStore { (store: any Store) async throws in
            #expect(try await store.read { try $0.keyringID() } == nil)
            try await store.write { transaction in
                try transaction.bindKeyring("kr_1", at: Self.now)
                try transaction.addKeyringCheck("tag-1", [1, 2])
            }
            #expect(try await store.read { try $0.keyringID() } == "kr_1")
            #expect(try await store.read { try $0.keyringChecks() } == ["tag-1": [1, 2]])
            await #expect(throws: StorageFailure.self) {
                try await store.write { try $0.bindKeyring("kr_2", at: Self.now) }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `accounts, applications and credentials come back whole`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.operations.accounts.create(
                email: try EmailAddress("Owner@Shop.example"),
                site: .argentina,
                password: Secret("correct horse battery staple"),
                firstName: "Ana",
                lastName: "Ñandú"
            )
            let (profile, settings) = try Self.everything()
            let issued = try await harness.operations.applications.create(
                profile,
                settings: settings,
                for: account.id,
                as: .operator
            )
            try await harness.store.read { (transaction: any ReadTransaction) throws in
                #expect(try transaction.account(account.id) == account)
                #expect(try transaction.account(email: try EmailAddress("owner@shop.EXAMPLE")) == account)
                #expect(try transaction.account(Account.ID(5)) == nil)
                #expect(try transaction.passwordHash(of: account.id)?.hasPrefix("argon2id$") == true)
                #expect(try transaction.application(issued.application.id) == issued.application)
                #expect(try transaction.applications(of: account.id) == [issued.application])
                let credentials = try transaction.credentials(of: issued.application.id)
                #expect(credentials.map(\.kind) == [.accessToken, .clientSecret, .publicKey])
                for credential in credentials {
                    let secrets = try #require(try transaction.secrets(of: credential.id))
                    #expect((secrets.sealed == nil) == (credential.kind == .publicKey))
                    #expect((secrets.tagKeyID != nil) == (credential.kind == .accessToken))
                    #expect(try transaction.dataKey(secrets.dataKeyID)?.mode == credential.mode)
                }
                let key = try #require(try transaction.currentDataKey(of: account.id, .live))
                #expect(try transaction.currentDataKey(of: account.id, .test) == nil)
                #expect(key.accountID == account.id)
            }
            let credentials = try await harness.operations.credentials.credentials(
                of: issued.application.id,
                as: .operator
            )
            for credential in credentials {
                let secrets = try #require(try await harness.store.read { try $0.secrets(of: credential.id) })
                let found = try #require(try await harness.store.caller(digest: secrets.digest))
                #expect(found.credential == credential)
                #expect(found.account == account)
                #expect(found.application.name == profile.name && !found.application.isOff)
            }
            #expect(try await harness.store.caller(digest: [1]) == nil)
        }
    }

    /// An application with every part that can be set.
    private static func everything() throws(Failure) -> (ApplicationProfile, ApplicationSettings) {
        let profile = try ApplicationProfile(
            name: "Tienda 😀",
            shortName: "tienda",
            description: "Una tienda",
            industry: .retail,
            website: WebAddress("https://tienda.example"),
            product: .qrCode,
            platform: .shopify,
            integrationModels: [.attended, .unattended]
        )
        let settings = try ApplicationSettings(
            redirectURLs: [
                try RedirectURL("https://tienda.example/b"), try RedirectURL("https://tienda.example/a"),
            ],
            requiresPKCE: false,
            allowedFlows: [.authorizationCode],
            permissions: [.read]
        )
        return (profile, settings)
    }

    @Test(arguments: Backend.allCases)
    func `a credential is revoked once`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let id = caller.credential.id
            #expect(try await harness.store.write { try $0.revokeCredential(id, at: Self.now) })
            #expect(
                try await harness.store.write { try $0.revokeCredential(id, at: Self.now.adding(.seconds(1))) } == false
            )
            let credentials = try await harness.store.read { try $0.credentials(of: caller.application.id) }
            #expect(credentials.first { $0.id == id }?.revokedAt == Self.now)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a card token is filled once and used once`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let empty = try await harness.operations.cardTokens.create(nil, as: caller)
            let full = try await harness.cardToken(as: caller)
            let card = try #require(full.card)
            let live = try await harness.caller(mode: .live, email: "other@shop.example")
            let now = harness.time.now()
            try await harness.store.write { (transaction: any Transaction) throws in
                #expect(try transaction.cardToken(full.id) == full)
                #expect(try transaction.cardToken(empty.id, of: caller) == empty)
                #expect(try transaction.cardToken(full.id, of: live) == nil)
                #expect(try transaction.fill(full.id, with: card, at: now) == false)
                #expect(try transaction.fill(empty.id, with: card, at: now))
                #expect(try transaction.cardToken(empty.id)?.card == card)
                #expect(try transaction.useCardToken(empty.id, at: empty.dueAt) == false)
                #expect(try transaction.useCardToken(empty.id, at: now))
                #expect(try transaction.useCardToken(empty.id, at: now) == false)
                #expect(try transaction.cardToken(empty.id)?.usedAt == now)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `an answer is kept until its end and deleted after`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let scope = IdempotencyScope(
                applicationID: caller.application.id,
                accountID: caller.account.id,
                mode: .test,
                endpoint: "POST /x",
                key: try IdempotencyKey("k")
            )
            let answer = StoredAnswer(status: 201, body: #"{"é":"$1"}"#)
            try await harness.store.write { (transaction: any Transaction) throws in
                #expect(try transaction.answer(under: scope, at: Self.now) == nil)
                try transaction.keep(answer, under: scope, fingerprint: [1], until: Self.now.adding(.seconds(1)))
                #expect(try transaction.answer(under: scope, at: Self.now)?.answer == answer)
                #expect(try transaction.answer(under: scope, at: Self.now)?.fingerprint == [1])
                #expect(try transaction.answer(under: scope, at: Self.now.adding(.seconds(1))) == nil)
                try transaction.keep(answer, under: scope, fingerprint: [2], until: Self.now.adding(.seconds(2)))
                #expect(try transaction.deleteAnswers(before: Self.now.adding(.seconds(1)), limit: 10) == 0)
                #expect(try transaction.deleteAnswers(before: Self.now.adding(.seconds(2)), limit: 10) == 1)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a payment comes back whole and is saved only from the state it was read in`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let token = try await harness.cardToken(holder: "APRO Ñandú", as: caller)
            var request = try harness.card(token)
            request.details = PaymentDetails(
                description: "Dos cafés",
                externalReference: "order-1",
                notificationURL: "https://shop.example/n",
                metadata: ["a": ["b": .number("1.50")]],
                additionalInfo: ["ip_address": "127.0.0.1"]
            )
            let details = request.details
            let id = try await harness.pay(request, key: "k", as: caller)
            try await harness.store.write { (transaction: any Transaction) throws in
                let payment = try #require(try transaction.payment(id, account: caller.account.id, mode: .test))
                #expect(payment.details == details)
                #expect(payment.terms.card == token.card)
                #expect(try transaction.payment(id, account: caller.account.id, mode: .live) == nil)
                #expect(try transaction.payment(id, account: Account.ID(1), mode: .test) == nil)
                var changed = payment
                _ = try changed.refund(Money(minor: 100, currency: .brl), at: harness.time.now())
                #expect(try transaction.update(changed, from: payment))
                #expect(try transaction.update(changed, from: payment) == false)
                let refund = Refund(
                    id: Refund.ID(1),
                    paymentID: id,
                    mode: .test,
                    amount: Money(minor: 100, currency: .brl),
                    createdAt: Self.now
                )
                try transaction.insert(refund)
                #expect(try transaction.refunds(of: id) == [refund])
                #expect(try transaction.payment(id, account: caller.account.id, mode: .test) == changed)
            }
            let events = try await harness.store.read {
                try $0.events(about: id.description, application: caller.application.id)
            }
            #expect(events.map(\.kind) == [.paymentCreated])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a search narrows, sorts and pages`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            for number in 1...5 {
                var request = try harness.pix(Int64(number * 100))
                request.details.externalReference = number % 2 == 0 ? "even" : "odd"
                _ = try await harness.pay(request, key: "k\(number)", as: caller)
                harness.time.advance(by: .seconds(60))
            }
            func found(_ search: PaymentSearch) async throws -> Page<Payment> {
                try await harness.store.read { try $0.payments(search, account: caller.account.id, mode: .test) }
            }
            let newest = try await found(PaymentSearch(limit: 2))
            #expect(newest.elements.map(\.authorized.minor) == [500, 400])
            #expect(newest.total == 5)
            #expect(
                try await found(PaymentSearch(isAscending: true, limit: 2, offset: 4)).elements.map(\.authorized.minor)
                    == [500]
            )
            #expect(try await found(PaymentSearch(externalReference: "even")).total == 2)
            #expect(try await found(PaymentSearch(status: .approved)).total == 0)
            #expect(try await found(PaymentSearch(payerEmail: "buyer@testuser.com", order: .id)).total == 5)
            let start = harness.time.now().subtracting(.seconds(130))
            let recent = PaymentSearch(dates: (.created, start, harness.time.now()))
            #expect(try await found(recent).total == 2)
            let other = try await harness.store.read {
                try $0.payments(PaymentSearch(), account: caller.account.id, mode: .live)
            }
            #expect(other.total == 0)
            let due = try await harness.store.read {
                try $0.paymentsPastEnd(at: harness.time.now().adding(.days(2)), limit: 3)
            }
            #expect(due.map(\.authorized.minor) == [100, 200, 300])
        }
    }
}
