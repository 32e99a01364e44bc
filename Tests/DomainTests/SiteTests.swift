import Domain
import Testing

struct SiteTests {
    @Test(arguments: TestCard.all)
    func `every test card passes the card check and belongs to one method of its sites`(card: TestCard) throws {
        let number = try #require(CardNumber(card.number))
        #expect(number.passesLuhn)
        for site in card.site.map({ [$0] }) ?? Site.allCases {
            let methods = site.cardMethods(matching: card.number)
            if methods.isEmpty {
                // A site without the brand lists none of its cards.
                #expect(card.site == nil)
                continue
            }
            #expect(methods.count == 1, "\(card.id) in \(site.rawValue): \(methods.map(\.id))")
            let rule = try #require(methods[0].card)
            #expect(rule.numberLengths.contains(card.number.count))
            #expect(card.number.contains(try Regex(rule.bins.pattern)))
            if !rule.exclusions.isEmpty { #expect(!card.number.contains(try Regex(rule.exclusions.pattern))) }
        }
    }

    @Test(arguments: TestCard.all.filter { $0.id.hasSuffix("-debit") })
    func `a debit test card pays with a debit method`(card: TestCard) throws {
        let site = try #require(card.site)
        #expect(site.cardMethods(matching: card.number).map(\.kind) == [.debitCard])
    }

    @Test func `test cards have unique names and sites`() {
        #expect(Set(TestCard.all.map(\.id)).count == TestCard.all.count)
        #expect(Site.allCases.allSatisfy { TestCard.listed(for: $0).count >= 3 })
    }

    @Test(arguments: Site.allCases)
    func `every site is complete`(site: Site) {
        let methods = site.paymentMethods
        #expect(Set(methods.map(\.id)).count == methods.count)
        #expect(methods.contains { $0.kind == .creditCard })
        #expect(methods.contains { $0.kind.isPaidLater })
        #expect(methods.allSatisfy { $0.kind.isCard == ($0.card != nil) })
        #expect(site.products.contains(.checkoutAPIPayments))
        #expect(site.identificationTypes.isEmpty == (site == .mexico))
        #expect(site.locale.hasSuffix(site.country))
        #expect(["ARS", "BRL", "CLP", "COP", "MXN", "PEN", "UYU"].contains(site.currency.rawValue))
        for method in methods where method.card != nil {
            #expect(!InstallmentPlan.counts(for: method, in: site).isEmpty)
        }
    }

    @Test func `names are those of the country`() {
        #expect(Product.checkoutAPIPayments.name(in: .brazil).portuguese == "Checkout Transparente (Payments)")
        #expect(Product.checkoutAPIPayments.name(in: .argentina).spanish == "Checkout API (Payments)")
        #expect(Product.subscriptions.name(in: .brazil).portuguese == "Assinaturas")
        #expect(Platform.tiendanube.name(in: .brazil) == "Nuvemshop")
        #expect(!Site.mexico.products.contains(.qrCode))
        #expect(!Site.peru.products.contains(.point))
    }

    @Test(arguments: [
        (Site.brazil, "CPF", "12345678909", true), (.brazil, "CPF", "123.456.789-09", true),
        (.brazil, "CPF", "12345678900", false),
        (.brazil, "CPF", "11111111111", false), (.brazil, "CNPJ", "11222333000181", true),
        (.brazil, "CNPJ", "11222333000182", false),
        (.argentina, "DNI", "12345678", true), (.argentina, "DNI", "123", false), (.chile, "RUT", "11111111K", true),
        (.peru, "DNI", "1234567", false), (.uruguay, "CI", "12345678", true), (.colombia, "CC", "ABCDEF", false),
    ])
    func `an identity document is judged by its type`(site: Site, type: String, number: String, isValid: Bool) throws {
        let kind = try #require(site.identificationTypes.first { $0.id == type })
        #expect(kind.accepts(number) == isValid)
    }

    @Test func `bin ranges match their ends and nothing beside them`() {
        let bins = BinSet([.range(650_405...650_439), .prefix("4")])
        #expect(bins.contains("6504051111111111"))
        #expect(bins.contains("650439"))
        #expect(bins.contains("4111"))
        #expect(!bins.contains("650440"))
        #expect(!bins.contains("65040"))
    }
}
