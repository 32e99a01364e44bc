/// A published card for testing; the only cards that Llavero takes.
package struct TestCard: Equatable, Sendable {
    /// A name that is kept in place of the number, such as `mlb-master-credit`.
    package let id: String
    package let number: String
    /// The site whose documentation lists it; nil when it is accepted in all.
    package let site: Site?

    package init(_ id: String, _ number: String, in site: Site? = nil) {
        self.id = id
        self.number = number
        self.site = site
    }

    /// The test card with this number that a site accepts.
    package static func find(_ number: CardNumber, in site: Site) -> TestCard? {
        self.byNumber[number.digits]?.first { $0.site == nil || $0.site == site }
    }

    /// The cards listed for a site.
    package static func listed(for site: Site) -> [TestCard] { self.all.filter { $0.site == site } }

    private static let byNumber = Dictionary(grouping: all, by: \.number)

    package static let all: [TestCard] = [
        TestCard("mla-master-credit", "5031755734530604", in: .argentina),
        TestCard("mla-visa-credit", "4509953566233704", in: .argentina),
        TestCard("mla-amex-credit", "371180303257522", in: .argentina),
        TestCard("mla-master-debit", "5287338310253304", in: .argentina),
        TestCard("mla-visa-debit", "4002768694395619", in: .argentina),
        TestCard("mlb-master-credit", "5031433215406351", in: .brazil),
        TestCard("mlb-master-credit-2", "5480832801033311", in: .brazil),
        TestCard("mlb-visa-credit", "4235647728025682", in: .brazil),
        TestCard("mlb-visa-credit-2", "4074090000000004", in: .brazil),
        TestCard("mlb-amex-credit", "375365153556885", in: .brazil),
        TestCard("mlb-elo-debit", "5067766783888311", in: .brazil),
        TestCard("mlc-master-credit", "5416752602582580", in: .chile),
        TestCard("mlc-visa-credit", "4168818844447115", in: .chile),
        TestCard("mlc-amex-credit", "375778174461804", in: .chile),
        TestCard("mlc-master-debit", "5241019826646950", in: .chile),
        TestCard("mlc-visa-debit", "4023653523914373", in: .chile),
        TestCard("mco-master-credit", "5254133674403564", in: .colombia),
        TestCard("mco-visa-credit", "4013540682746260", in: .colombia),
        TestCard("mco-amex-credit", "374378187755283", in: .colombia),
        TestCard("mco-visa-debit", "4915112055246507", in: .colombia),
        TestCard("mlm-master-credit", "5474925432670366", in: .mexico),
        TestCard("mlm-visa-credit", "4075595716483764", in: .mexico),
        TestCard("mlm-amex-credit", "371180303257522", in: .mexico),
        TestCard("mlm-master-debit", "5579053461482647", in: .mexico),
        TestCard("mlm-visa-debit", "4189141221267633", in: .mexico),
        TestCard("mlu-master-credit", "5031755734530604", in: .uruguay),
        TestCard("mlu-visa-credit", "4509953566233704", in: .uruguay),
        TestCard("mlu-visa-debit", "4213016314706756", in: .uruguay),
        TestCard("mlu-visa-credit-2", "4104296262355432", in: .uruguay),
        TestCard("mpe-master-credit", "5031755734530604", in: .peru),
        TestCard("mpe-visa-credit", "4009175332806176", in: .peru),
        TestCard("mpe-amex-credit", "371180303257522", in: .peru),
        TestCard("mpe-master-debit", "5178781622202455", in: .peru),
        // Numbers of older pages and of the whole industry, found in samples everywhere.
        TestCard("any-visa-1", "4170068810108020"),
        TestCard("any-visa-2", "4111111111111111"),
        TestCard("any-visa-3", "4242424242424242"),
        TestCard("any-master-1", "5555555555554444"),
        TestCard("any-amex-1", "378282246310005"),
    ]
}
