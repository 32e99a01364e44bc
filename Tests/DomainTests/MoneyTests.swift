import Domain
import Testing

struct MoneyTests {
    @Test(
        arguments: [
            ("100", Currency.brl, 10_000), ("100.5", .brl, 10_050), ("100.50", .brl, 10_050), ("0.01", .brl, 1),
            ("0", .brl, 0), ("100.000", .brl, 10_000), ("5000.0", .clp, 5_000), ("5000", .cop, 5_000),
            ("10000000000000", .brl, 1_000_000_000_000_000),
        ] as [(String, Currency, Int64)]
    )
    func `an amount is read exactly`(text: String, currency: Currency, minor: Int64) {
        #expect(Money(number: text, currency: currency)?.minor == minor)
    }

    @Test(arguments: [
        ("1.005", Currency.brl), ("1e2", .brl), ("-1", .brl), ("-0", .brl), ("5000.5", .clp), ("0.1", .cop),
        ("9223372036854775808", .brl), ("10000000000000.01", .brl), ("1E2", .brl),
    ])
    func `an amount that cannot be held exactly is refused`(text: String, currency: Currency) {
        #expect(Money(number: text, currency: currency) == nil)
    }

    @Test(
        arguments: [(10_050, "100.5"), (10_000, "100"), (1, "0.01"), (10, "0.1"), (100_001, "1000.01")]
            as [(Int64, String)]
    )
    func `an amount is written in its shortest form`(minor: Int64, text: String) {
        #expect(Money(minor: minor, currency: .mxn).number == text)
    }

    @Test func `every amount survives being written and read`() {
        for minor in Int64(0)...20_000 {
            for currency in Currency.allCases {
                let money = Money(minor: minor, currency: currency)
                #expect(Money(number: money.number, currency: currency) == money)
                #expect(Money(number: money.fixedPoint, currency: currency) == money)
            }
        }
    }

    @Test func `amounts are shown as people of the site write them`() {
        #expect(Site.brazil.formatted(Money(minor: 123_450, currency: .brl)) == "R$ 1.234,50")
        #expect(Site.mexico.formatted(Money(minor: 100_000_005, currency: .mxn)) == "$ 1,000,000.05")
        #expect(Site.chile.formatted(Money(minor: 5_000, currency: .clp)) == "$ 5.000")
    }
}
