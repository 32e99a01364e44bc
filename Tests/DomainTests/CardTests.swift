import Domain
import Testing

struct CardTests {
    private static let now = Timestamp(milliseconds: 1_795_000_000_000)

    private func entry(
        _ number: String = "5031433215406351",
        code: String? = "123",
        month: Int64 = 11,
        year: Int64 = 2_030,
        name: String = "APRO",
        identification: Identification? = nil
    ) throws -> CardEntry {
        CardEntry(
            number: try #require(CardNumber(number)),
            securityCode: code.map { Secret($0) },
            expirationMonth: month,
            expirationYear: year,
            cardholder: Cardholder(name: name, identification: identification)
        )
    }

    @Test func `a listed test card is accepted with its method`() throws {
        let accepted = try self.entry().accepted(in: .brazil, at: Self.now)
        #expect(accepted.testCard.id == "mlb-master-credit")
        #expect(accepted.method.id == "master")
    }

    @Test func `a card that could be real is refused`() throws {
        let entry = try self.entry("4539578763621486")
        #expect(throws: Failure(.liveCardRefused)) { try entry.accepted(in: .brazil, at: Self.now) }
    }

    @Test func `a number with a wrong check digit is no card`() throws {
        let entry = try self.entry("5031433215406352")
        #expect(throws: Failure(.cardNumberInvalid)) { try entry.accepted(in: .brazil, at: Self.now) }
    }

    @Test(arguments: [nil, "12", "1234", "12a", "１23"] as [String?])
    func `a security code of the wrong form is refused`(code: String?) throws {
        let entry = try self.entry(code: code)
        let expected = Failure(code == nil ? .securityCodeMissing : .securityCodeInvalid)
        #expect(throws: expected) { try entry.accepted(in: .brazil, at: Self.now) }
    }

    @Test func `the security code of American Express has four digits`() throws {
        _ = try self.entry("375365153556885", code: "1234").accepted(in: .brazil, at: Self.now)
        let short = try self.entry("375365153556885", code: "123")
        #expect(throws: Failure(.securityCodeInvalid)) { try short.accepted(in: .brazil, at: Self.now) }
    }

    @Test(
        arguments: [
            (0, 2_030, Failure.Code.expirationMonthInvalid), (13, 2_030, .expirationMonthInvalid),
            (1, 2_020, .expirationYearInvalid),
            (1, 2_100, .expirationYearInvalid), (1, 30, .expirationYearInvalid),
        ] as [(Int64, Int64, Failure.Code)]
    )
    func `an expiry that is no date or past is refused`(month: Int64, year: Int64, code: Failure.Code) throws {
        let entry = try self.entry(month: month, year: year)
        #expect(throws: Failure(code)) { try entry.accepted(in: .brazil, at: Self.now) }
    }

    @Test func `years up to 2099 are valid`() throws {
        _ = try self.entry(month: 12, year: 2_099).accepted(in: .brazil, at: Self.now)
    }

    @Test func `a document of another site is refused`() throws {
        let entry = try self.entry(identification: Identification(type: "DNI", number: "12345678"))
        #expect(throws: Failure(.identificationTypeInvalid)) { try entry.accepted(in: .brazil, at: Self.now) }
    }

    @Test(arguments: [
        "4539 5787 6362 1486", "card:4539578763621486.", "(4539-5787-6362-1486)", "4539 5787 6362 1486 11 30 123",
        "2 4539578763621486 11/30", "a 371180303257522 b",
        "30569309025904",
    ])
    func `a card number hidden in a text is found`(text: String) {
        #expect(CardNumberScanner.finds(in: text))
    }

    @Test(arguments: [
        "", "order 1234567890123456", "2026-11-23 16:30:00", "4539578763621487", "45395787636214", "1795000000000000",
        "5548 1234", "tel 11 4444-5555", "4539578763621486123",
    ])
    func `other digits in a text are left alone`(text: String) {
        #expect(!CardNumberScanner.finds(in: text))
    }

    /// Version 4 UUIDs and 32 hexadecimal digits are what shops use as references.
    @Test func `no identifier made of random hexadecimal digits is taken for a card`() {
        var state: UInt64 = 20_261_123
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 31)
        }
        for _ in 0..<20_000 {
            let bytes = (0..<16)
                .map { _ in
                    UInt8(truncatingIfNeeded: next() >> 24) % 10 * 16 + UInt8(truncatingIfNeeded: next() >> 24) % 10
                }
            // Digits alone, as a random UUID seldom has them, are the worst case for the groups.
            let digits = Array(Hexadecimal.text(bytes))
            let uuid = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
            #expect(!CardNumberScanner.finds(in: uuid))
            #expect(!CardNumberScanner.finds(in: "a" + String(digits.prefix(16)) + "f"))
        }
    }

    @Test func `a card number never prints its digits`() throws {
        let number = try #require(CardNumber("5031433215406351"))
        #expect(!"\(number)".contains("5031"))
        #expect(!"\(Secret("hidden"))".contains("hidden"))
        var dumped = ""
        dump(Secret("hidden"), to: &dumped)
        #expect(!dumped.contains("hidden"))
    }

    @Test(arguments: TestOutcome.allCases)
    func `the first word of the holder's name decides`(outcome: TestOutcome) {
        #expect(TestOutcome(cardholder: outcome.rawValue) == outcome)
        #expect(TestOutcome(cardholder: "\(outcome.rawValue.lowercased()) Lopez") == outcome)
        #expect(Set(Language.allCases.map { outcome.label[$0].isEmpty }) == [false])
    }

    @Test func `any other name is approved`() {
        #expect(TestOutcome(cardholder: "Maria Lopez") == .approved)
        #expect(TestOutcome(cardholder: "") == .approved)
    }
}
