import Domain
import Testing

struct PaymentTests {
    static let now = Timestamp(milliseconds: 1_795_000_000_000)

    static func payment(
        _ outcome: ChargeOutcome,
        site: Site = .brazil,
        captures: Bool = true,
        isBinary: Bool = false,
        minor: Int64 = 10_000
    ) throws -> Payment {
        let email = try EmailAddress("a@b.example")
        let account = Account(id: Account.ID(1), site: site, email: email, nickname: "A", createdAt: Self.now)
        let application = CallingApplication(
            id: Application.ID(2),
            ownerID: Account.ID(1),
            name: "Shop",
            permissions: Set(Permission.allCases),
            activatedAt: nil,
            isOff: false
        )
        let credential = Credential(
            id: Credential.ID("c"),
            applicationID: application.id,
            accountID: account.id,
            mode: .test,
            kind: .accessToken,
            generation: 1,
            shown: "",
            createdAt: Self.now
        )
        let terms = PaymentTerms(
            paymentMethodID: "visa",
            kind: .creditCard,
            installments: 1,
            capturesAtOnce: captures,
            isBinary: isBinary,
            payer: Payer(email: email)
        )
        let order = ChargeOrder(
            amount: Money(minor: minor, currency: site.currency),
            terms: terms,
            details: PaymentDetails()
        )
        return Payment(
            id: Payment.ID(3),
            of: order,
            for: Caller(credential: credential, application: application, account: account),
            outcome: outcome,
            at: Self.now
        )
    }

    @Test func `an approved charge is captured at once`() throws {
        let payment = try Self.payment(.approved)
        #expect((payment.status, payment.statusDetail) == (.approved, .accredited))
        #expect(payment.captured == payment.authorized)
    }

    @Test func `an authorised charge waits for its capture until the site's window ends`() throws {
        var payment = try Self.payment(.approved, captures: false)
        #expect((payment.status, payment.statusDetail) == (.authorized, .pendingCapture))
        #expect(payment.expiresAt == Self.now.adding(.days(5)))
        let tooEarly = payment.expire(at: Self.now.adding(.days(4)))
        let inTime = payment.expire(at: Self.now.adding(.days(5)))
        #expect(!tooEarly && inTime)
        #expect((payment.status, payment.statusDetail) == (.cancelled, .expired))
    }

    @Test func `less than the authorised amount is captured only where the site allows it`() throws {
        var brazil = try Self.payment(.approved, captures: false)
        try brazil.capture(Money(minor: 4_000, currency: .brl), at: Self.now)
        #expect(brazil.amount.minor == 4_000)
        var mexico = try Self.payment(.approved, site: .mexico, captures: false)
        #expect(throws: Failure(.captureAmountInvalid)) {
            try mexico.capture(Money(minor: 4_000, currency: .mxn), at: Self.now)
        }
        try mexico.capture(nil, at: Self.now)
        #expect(mexico.captured.minor == 10_000)
    }

    @Test func `binary mode never leaves a payment open`() throws {
        let payment = try Self.payment(.inProcess(.pendingContingency), isBinary: true)
        #expect(payment.status == .rejected)
        #expect(payment.expiresAt == nil)
    }

    @Test func `a refund ends after 180 days`() throws {
        var payment = try Self.payment(.approved)
        #expect(throws: Failure(.refundTooOld)) { try payment.refund(nil, at: Self.now.adding(.days(181))) }
        let given = try payment.refund(nil, at: Self.now.adding(.days(180)))
        #expect(given.minor == 10_000)
    }

    /// Random histories over all outcomes and moves; a failing seed is in the test's name.
    @Test(arguments: UInt64(1)...200)
    func `refunded is at most captured, captured at most authorised, and an end is an end`(seed: UInt64) throws {
        var random = Generator(state: seed)
        let outcomes: [ChargeOutcome] = [
            .approved, .inProcess(.pendingContingency), .pending(.pendingWaitingPayment), .rejected(.otherReason),
        ]
        var payment = try Self.payment(
            outcomes.randomElement(using: &random) ?? .approved,
            captures: Bool.random(using: &random),
            minor: Int64.random(in: 1...100_000, using: &random)
        )
        var now = Self.now
        for _ in 0..<30 {
            let before = payment
            now = now.adding(.seconds(Int.random(in: 0...200_000, using: &random)))
            let amount = Money(minor: Int64.random(in: -10...100_000, using: &random), currency: .brl)
            switch Int.random(in: 0...5, using: &random) {
            case 0: try? payment.capture(amount, at: now)
            case 1: try? payment.capture(nil, at: now)
            case 2: try? payment.cancel(at: now)
            case 3: _ = try? payment.refund(amount, at: now)
            case 4: _ = try? payment.refund(nil, at: now)
            default: _ = payment.expire(at: now)
            }
            #expect(payment.refunded.minor >= 0 && payment.refunded.minor <= payment.captured.minor)
            #expect(payment.captured.minor <= payment.authorized.minor)
            #expect((payment.status == .approved || payment.status == .refunded) == (payment.captured.minor > 0))
            #expect(
                (payment.status == .refunded) == (payment.captured.minor > 0 && payment.refunded == payment.captured)
            )
            if before.status.isTerminal { #expect(payment == before) }
            if payment.refunded.minor < before.refunded.minor { Issue.record("refunded money came back") }
        }
    }
}

private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return self.state ^ (self.state >> 29)
    }
}

struct PaymentCodeTests {
    @Test func `the checksum of a Pix code is CRC-16 CCITT-FALSE`() {
        #expect(PixCode.checksum("123456789") == "29B1")
    }

    @Test func `a Pix code carries its facts in EMV fields`() {
        let text = PixCode.text(
            key: "123e4567-e12b-12d1-a456-426655440000",
            amount: Money(minor: 1_050, currency: .brl),
            merchant: "Café & Cia",
            city: "Sao Paulo",
            transaction: "MPQR1"
        )
        #expect(text.hasPrefix("00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000"))
        #expect(text.contains("540510.50") && text.contains("5802BR") && text.contains("62090505MPQR1"))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(PixCode.checksum(String(text.dropLast(4))) == String(text.suffix(4)))
    }

    @Test func `a boleto has 44 digits, a valid check digit and 47 to type`() {
        let due = Timestamp(milliseconds: 1_795_000_000_000)
        let code = Boleto.barcode(
            bank: "237",
            amount: Money(minor: 12_345, currency: .brl),
            dueAt: due,
            free: "1234567890123456789012345"
        )
        #expect(code.count == 44)
        let digits = Array(code)
        let without = String(digits[0..<4]) + String(digits[5...])
        #expect(String(Boleto.barcodeDigit(without)) == String(digits[4]))
        #expect(code.contains("0000012345"))
        let line = Boleto.typeableLine(code)
        #expect(line.count == 47)
        #expect(line.hasSuffix(String(digits[4..<19])))
    }
}

struct ChargeRuleTests {
    private let rule = ChargeRule(site: .brazil, now: PaymentTests.now)

    private func request(_ change: (inout ChargeRequest) -> Void = { _ in }) throws -> ChargeRequest {
        var request = ChargeRequest(
            amount: Money(minor: 10_000, currency: .brl),
            paymentMethodID: "pix",
            payer: Payer(email: try EmailAddress("a@b.example"))
        )
        change(&request)
        return request
    }

    @Test(
        arguments: [
            (nil, Failure.Code.paymentMethodMissing), ("visa", .cardTokenRequired), ("nothing", .paymentMethodUnknown),
            ("account_money", .paymentMethodUnavailable), ("bolbradesco", .payerIdentificationRequired),
        ] as [(String?, Failure.Code)]
    )
    func `a method that cannot be charged this way is refused`(method: String?, code: Failure.Code) throws {
        let request = try self.request { $0.paymentMethodID = method }
        #expect(throws: Failure(code)) { try self.rule.order(request, card: nil) { _ in .reference("1") } }
    }

    @Test func `an amount outside the method's bounds is refused`() throws {
        let request = try self.request { $0.amount = Money(minor: 10_000_001, currency: .brl) }
        #expect(throws: Failure(.amountOutsideMethod)) {
            try self.rule.order(request, card: nil) { _ in .reference("1") }
        }
    }

    @Test func `only credit cards of sites with a window are authorised first`() throws {
        let request = try self.request { $0.captures = false }
        #expect(throws: Failure(.deferredCaptureUnsupported)) {
            try self.rule.order(request, card: nil) { _ in .reference("1") }
        }
    }

    @Test func `a Pix charge ends after a day unless it says otherwise`() throws {
        let order = try self.rule.order(try self.request(), card: nil) { _ in .pix("x") }
        #expect(order.expiresAt == PaymentTests.now.adding(.hours(24)))
        let late = try self.request { $0.expiresAt = PaymentTests.now.adding(.days(31)) }
        #expect(throws: Failure(.invalidDate)) { try self.rule.order(late, card: nil) { _ in .pix("x") } }
    }
}
