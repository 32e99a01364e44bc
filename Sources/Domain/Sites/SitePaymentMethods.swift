extension Site {
    /// The payment methods of the site, in the order of its catalogue.
    package var paymentMethods: [PaymentMethod] { Self.catalogue[self] ?? [] }

    package func paymentMethod(_ id: String) -> PaymentMethod? {
        self.paymentMethods.first { $0.id == id }
    }

    /// The card methods that a number, or its first digits, can belong to.
    package func cardMethods(matching digits: some StringProtocol) -> [PaymentMethod] {
        self.paymentMethods.filter { $0.card?.matches(digits) ?? false }
    }

    // Built once: every call of the catalogue and every card token reads it.
    private static let catalogue: [Site: [PaymentMethod]] = Dictionary(
        uniqueKeysWithValues: Site.allCases.map { ($0, $0.cards + $0.offline + $0.wallets) }
    )

    /// Amounts of cards, in minor units of the site's currency.
    private var cardRange: ClosedRange<Int64> {
        switch self {
        case .argentina: 300...500_000_000
        case .brazil: 50...6_000_000
        case .chile: 100...50_000_000
        case .colombia: 1_000...300_000_000
        case .mexico: 500...20_000_000
        case .peru: 200...10_000_000
        case .uruguay: 1_500...50_000_000
        }
    }

    /// First digits of the debit twins of Visa and Mastercard, taken out of the credit methods.
    private var debitBins: (visa: BinSet, mastercard: BinSet) {
        switch self {
        case .argentina: (BinSet(prefixes: "400276"), BinSet(prefixes: "528733"))
        case .brazil: (BinSet([]), BinSet([]))
        case .chile: (BinSet(prefixes: "402365"), BinSet(prefixes: "524101"))
        case .colombia: (BinSet(prefixes: "491511"), BinSet(prefixes: "529991"))
        case .mexico: (BinSet(prefixes: "418914"), BinSet(prefixes: "557905"))
        case .peru: (BinSet(prefixes: "455788"), BinSet(prefixes: "517878"))
        case .uruguay: (BinSet(prefixes: "421301"), BinSet([]))
        }
    }

    private func card(
        _ id: String,
        _ name: String,
        _ rule: CardRule,
        _ kind: PaymentMethod.Kind = .creditCard
    ) -> PaymentMethod {
        PaymentMethod(id, name, kind, self.cardRange, card: rule)
    }

    private var creditCards: [PaymentMethod] {
        let debit = self.debitBins
        let mastercard = self == .mexico ? CardBrands.mexicanMastercard : CardBrands.mastercard
        let taken = BinSet(debit.mastercard.elements + self.localMastercardBins.elements)
        return [
            self.card("visa", "Visa", CardBrands.visa.excluding(debit.visa)),
            self.card("master", "Mastercard", mastercard.excluding(taken)),
        ]
    }

    /// First digits inside Mastercard's range that belong to local brands.
    private var localMastercardBins: BinSet {
        switch self {
        case .argentina:
            BinSet(
                [
                    CardBrands.naranja, CardBrands.nativa, CardBrands.argencard, CardBrands.cordial,
                    CardBrands.cordobesa, CardBrands.cmr,
                ]
                .flatMap(\.bins.elements) + [.prefix("589657")]
            )
        case .brazil: CardBrands.elo.bins
        case .chile: CardBrands.cmr.bins
        case .mexico: CardBrands.mercadoPagoCard.bins
        default: BinSet([])
        }
    }

    private var debitCards: [PaymentMethod] {
        let debit = self.debitBins
        var cards: [PaymentMethod] = []
        if !debit.visa.isEmpty { cards.append(self.card("debvisa", "Visa Débito", CardRule(debit.visa), .debitCard)) }
        if !debit.mastercard.isEmpty {
            cards.append(self.card("debmaster", "Mastercard Débito", CardRule(debit.mastercard), .debitCard))
        }
        return cards
    }

    private var amex: PaymentMethod { self.card("amex", "American Express", CardBrands.amex) }
    private var diners: PaymentMethod { self.card("diners", "Diners", CardBrands.diners) }

    private var cards: [PaymentMethod] {
        switch self {
        case .argentina:
            self.creditCards + [self.amex, self.diners] + [
                self.card("naranja", "Naranja", CardBrands.naranja), self.card("nativa", "Nativa", CardBrands.nativa),
                self.card("tarshop", "Tarjeta Shopping", CardBrands.tarshop),
                self.card("cencosud", "Cencosud", CardBrands.cencosud), self.card("cabal", "Cabal", CardBrands.cabal),
                self.card("argencard", "Argencard", CardBrands.argencard),
                self.card("cordial", "Cordial", CardBrands.cordial),
                self.card("cordobesa", "Cordobesa", CardBrands.cordobesa), self.card("cmr", "CMR", CardBrands.cmr),
            ] + self.debitCards
        case .brazil:
            // The test debit card is an Elo one: its first digits go to the debit method.
            self.creditCards + [
                self.amex, self.diners, self.card("elo", "Elo", CardBrands.elo.excluding(BinSet(prefixes: "506776"))),
                self.card("hipercard", "Hipercard", CardBrands.hipercard),
                self.card("debelo", "Elo Débito", CardRule(BinSet(prefixes: "506776")), .debitCard),
            ]
        case .chile:
            self.creditCards + [self.amex, self.diners, self.card("cmr", "CMR", CardBrands.cmr)] + self.debitCards
        case .colombia, .peru: self.creditCards + [self.amex, self.diners] + self.debitCards
        case .mexico:
            self.creditCards + [
                self.amex,
                self.card("mercadopagocard", "Tarjeta Mercado Pago", CardBrands.mercadoPagoCard, .prepaidCard),
            ] + self.debitCards
        case .uruguay: self.creditCards + [self.diners] + self.debitCards
        }
    }

    private var offline: [PaymentMethod] {
        switch self {
        case .argentina:
            [
                self.ticket("rapipago", "Rapipago", 100...20_000_000),
                self.ticket("pagofacil", "Pago Fácil", 100...20_000_000),
                self.ticket("bapropagos", "Provincia NET", 100...20_000_000),
                self.ticket("cargavirtual", "Kioscos y comercios cercanos", 100...500_000),
                self.ticket("cobroexpress", "Cobro Express", 100...20_000_000),
                PaymentMethod("redlink", "Red Link", .atm, 100...20_000_000),
            ]
        case .brazil:
            [
                PaymentMethod("pix", "Pix", .bankTransfer, 1...10_000_000),
                self.ticket("bolbradesco", "Boleto", 400...10_000_000),
                self.ticket("pec", "Pagamento na lotérica", 400...200_000),
            ]
        case .chile:
            [
                self.ticket("servipag", "Servipag", 1_000...500_000),
                PaymentMethod(
                    "webpay",
                    "Webpay",
                    .bankTransfer,
                    100...20_000_000,
                    financialInstitutions: Self.webpayBanks
                ),
                PaymentMethod("khipu", "Khipu", .bankTransfer, 100...5_000_000),
            ]
        case .colombia:
            [
                self.ticket("efecty", "Efecty", 5_000...8_000_000),
                PaymentMethod("pse", "PSE", .bankTransfer, 1_600...340_000_000, financialInstitutions: Self.pseBanks),
            ]
        case .mexico:
            [
                self.ticket("oxxo", "OXXO", 1_000...1_000_000), self.ticket("paycash", "PayCash", 500...1_000_000),
                PaymentMethod("bancomer", "BBVA Bancomer", .atm, 500...4_000_000),
                PaymentMethod("banamex", "Citibanamex", .atm, 500...9_999_900),
                PaymentMethod("serfin", "Santander", .atm, 500...4_000_000),
            ]
        case .peru: [PaymentMethod("pagoefectivo_atm", "PagoEfectivo", .atm, 200...1_000_000)]
        case .uruguay:
            [
                self.ticket("abitab", "Abitab", 1_000...3_000_000),
                self.ticket("redpagos", "Redpagos", 1_000...3_000_000),
            ]
        }
    }

    private func ticket(_ id: String, _ name: String, _ range: ClosedRange<Int64>) -> PaymentMethod {
        PaymentMethod(id, name, .ticket, range)
    }

    private var wallets: [PaymentMethod] {
        let range = self.cardRange
        var wallets = [PaymentMethod("account_money", "Dinero en cuenta", .accountMoney, range)]
        switch self {
        case .brazil:
            wallets = [
                PaymentMethod("account_money", "Saldo em conta", .accountMoney, range),
                PaymentMethod("paypal", "PayPal", .digitalWallet, range),
                PaymentMethod("consumer_credits", "Linha de crédito", .digitalCurrency, range),
            ]
        case .argentina, .mexico:
            wallets.append(PaymentMethod("consumer_credits", "Cuotas sin Tarjeta", .digitalCurrency, range))
        case .peru: wallets.append(PaymentMethod("yape", "Yape", .digitalWallet, range))
        default: break
        }
        return wallets
    }

    private static let pseBanks = [
        FinancialInstitution(id: "1007", description: "BANCOLOMBIA"),
        FinancialInstitution(id: "1051", description: "DAVIVIENDA"),
        FinancialInstitution(id: "1001", description: "BANCO DE BOGOTA"),
        FinancialInstitution(id: "1013", description: "BBVA COLOMBIA"),
        FinancialInstitution(id: "1507", description: "NEQUI"),
    ]

    private static let webpayBanks = [FinancialInstitution(id: "1234", description: "Transbank")]
}
