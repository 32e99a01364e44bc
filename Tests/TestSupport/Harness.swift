package import Domain
import Logging
package import Operations
package import Storage

/// Everything a test of operations needs: real rules on a real database, with the outside world in the test's hands.
package struct Harness: Sendable {
    package let store: any Store
    package let time: ManualTime
    package let random: SeededRandom
    package let keyring: Keyring
    package let context: OperationContext
    package let operations: Operations

    /// Tests that run all at once make a database slow; how long it is waited for is not what they are about.
    private static let storeWait = Duration.seconds(60)

    package init(_ store: any Store, seed: UInt64 = 1, simulatesLive: Bool = true) async throws {
        let random = SeededRandom(seed: seed)
        let time = ManualTime()
        let keyring = try Keyring.generate(random)
        try await KeyringBinding(keyring).bind(to: store, at: time.now())
        self.store = store
        self.time = time
        self.random = random
        self.keyring = keyring
        self.context = OperationContext(
            store: store,
            time: time,
            random: random,
            keyring: keyring,
            hasher: PasswordHasher(keyring: keyring, random: random, cost: .light),
            processors: Processors(test: Simulator(), live: simulatesLive ? Simulator() : nil),
            storeWait: Self.storeWait,
            logger: Logger(label: "tests")
        )
        self.operations = Operations(self.context)
        // Verification remembers here as it does in a server.
        store.observeCommits(self.context.verdicts.ledger)
    }

    /// Runs a test on each backend's own empty database.
    package static func run(
        _ backend: Backend,
        simulatesLive: Bool = true,
        _ test: (Harness) async throws -> Void
    ) async throws {
        try await backend.withStore { store in
            try await test(try await Harness(store, simulatesLive: simulatesLive))
        }
    }

    /// The same context with something of it replaced.
    package func context(
        store: (any Store)? = nil,
        attempts: AttemptLimiter = AttemptLimiter(),
        oauth: OAuthPolicy = OAuthPolicy()
    ) -> OperationContext {
        OperationContext(
            store: store ?? self.store,
            time: self.time,
            random: self.random,
            keyring: self.keyring,
            hasher: self.context.hasher,
            processors: self.context.processors,
            attempts: attempts,
            oauth: oauth,
            storeWait: Self.storeWait,
            logger: self.context.logger
        )
    }

    package func account(_ site: Site = .brazil, email: String = "owner@shop.example") async throws -> Account {
        try await self.operations.accounts.create(
            email: try EmailAddress(email),
            site: site,
            password: Secret("correct horse battery staple")
        )
    }

    /// A new application, activated unless told otherwise.
    package func application(
        of account: Account,
        product: Product = .checkoutAPIPayments,
        isActivated: Bool = true
    ) async throws -> IssuedApplication {
        let profile = try ApplicationProfile(
            name: "Shop",
            industry: isActivated ? .retail : nil,
            website: isActivated ? WebAddress("https://shop.example") : nil,
            product: product
        )
        return try await self.operations.applications.create(
            profile,
            settings: try ApplicationSettings(),
            for: account.id,
            as: .operator
        )
    }

    /// The caller that holds the Access Token of a new application of a new account.
    package func caller(
        _ site: Site = .brazil,
        mode: Mode = .test,
        email: String = "owner@shop.example"
    ) async throws -> Caller {
        let issued = try await self.application(of: try await self.account(site, email: email))
        let pair = mode == .live ? issued.credentials.main : issued.credentials.test
        guard let pair else { preconditionFailure("the product has a test pair") }
        return try await self.operations.credentials.verify(accessToken: pair.accessToken.reveal(), from: .unknown)
            .require()
    }

    /// A card token for a test card of the caller's site.
    package func cardToken(holder: String = "APRO", as caller: Caller) async throws -> CardToken {
        let card = TestCard.listed(for: caller.site)[0]
        guard let number = CardNumber(card.number) else { preconditionFailure("test cards are card numbers") }
        let entry = CardEntry(
            number: number,
            securityCode: Secret("123"),
            expirationMonth: 11,
            expirationYear: 2_030,
            cardholder: Cardholder(name: holder)
        )
        return try await self.operations.cardTokens.create(entry, as: caller)
    }

    package func pix(_ minor: Int64 = 1_050) throws -> ChargeRequest {
        ChargeRequest(
            amount: Money(minor: minor, currency: .brl),
            paymentMethodID: "pix",
            payer: Payer(email: try EmailAddress("buyer@testuser.com"))
        )
    }

    package func card(_ token: CardToken, minor: Int64 = 10_000, captures: Bool = true) throws -> ChargeRequest {
        ChargeRequest(
            amount: Money(minor: minor, currency: .brl),
            cardTokenID: token.id,
            installments: 1,
            captures: captures,
            payer: Payer(email: try EmailAddress("buyer@testuser.com"))
        )
    }

    /// Makes a payment and gives the id it answered with.
    package func pay(
        _ request: ChargeRequest,
        key: String,
        body: String = "{}",
        as caller: Caller
    ) async throws -> Payment.ID {
        let answered = try await self.answer(request, key: key, body: body, as: caller)
        guard let id = Payment.ID(text: answered.answer.body) else { preconditionFailure("the answer is the id") }
        return id
    }

    /// Makes a payment whose kept answer is its id.
    package func answer(
        _ request: ChargeRequest,
        key: String,
        body: String = "{}",
        as caller: Caller
    ) async throws -> AnsweredOnce {
        let once = try self.once("POST /v1/payments", key: key, body: body, as: caller)
        return try await self.operations.payments.create(request, once: once, as: caller) { found in
            StoredAnswer(status: 201, body: found.payment.id.description)
        }
    }

    package func refund(
        _ id: Payment.ID,
        _ minor: Int64?,
        key: String,
        as caller: Caller
    ) async throws -> AnsweredOnce {
        let once = try self.once("POST /v1/payments/\(id)/refunds", key: key, body: "\(minor ?? 0)", as: caller)
        let amount = minor.map { Money(minor: $0, currency: caller.site.currency) }
        return try await self.operations.payments.refund(id, amount, once: once, as: caller) { refund, _ in
            StoredAnswer(status: 201, body: refund.id.description)
        }
    }

    private func once(_ endpoint: String, key: String, body: String, as caller: Caller) throws -> OnceRequest {
        self.operations.payments.onceRequest(
            endpoint,
            try IdempotencyKey(key),
            body: Array(body.utf8),
            as: caller
        )
    }
}

extension IssuedPair {
    /// The Public Key and Access Token.
    /// - Throws: `pair_not_issued` for a Client Secret.
    package func keys() throws(Failure) -> IssuedCredentials.Pair {
        guard case .keys(let pair) = self else { throw Failure(.pairNotIssued) }
        return pair
    }
}

extension Harness {
    /// Hands over the queued mails, and gives them in the order they were sent.
    package func mails() async throws -> [OutgoingMail] {
        let sender = RecordingSender()
        try await MailDispatcher(self.context, sender: sender, base: { "https://llavero.test" }).runOnce()
        return sender.mails
    }
}

extension OutgoingMail {
    /// What the link in it ends in; nil when it has none that opens something.
    package var linkCode: String? {
        self.text.reveal().split(separator: "\n")
            .compactMap { line -> String? in
                guard line.hasPrefix("https://"), let last = line.split(separator: "/").last, last.count == 58 else {
                    return nil
                }
                return String(last)
            }
            .first
    }
}
