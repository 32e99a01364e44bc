/// The card brands that payment methods of several sites share.
enum CardBrands {
    static let visa = CardRule(BinSet(prefixes: "4"))
    static let mastercard = CardRule(BinSet(prefixes: "5"))
    static let amex = CardRule(BinSet(prefixes: "34", "37"), lengths: 15...15, code: 4, at: .front)
    static let diners = CardRule(BinSet(prefixes: "30", "36", "38"), lengths: 14...14)

    /// Mexico also has Mastercard's newer numbers 2221 to 2720.
    static let mexicanMastercard = CardRule(BinSet([.prefix("5"), .range(2_221...2_720)]))

    static let elo = CardRule(
        BinSet([
            .range(506_699...506_778), .range(509_000...509_999), .prefix("636297"), .prefix("636368"),
            .range(650_405...650_439), .range(650_485...650_538), .range(650_541...650_598),
            .range(650_720...650_727), .range(650_901...650_978), .range(651_652...651_704),
            .range(655_000...655_058),
        ])
    )
    static let hipercard = CardRule(
        BinSet(prefixes: "606282", "637095", "637568", "637599", "637609", "637612"),
        lengths: 13...19
    )
    static let naranja = CardRule(BinSet(prefixes: "589562"), luhn: false)
    static let nativa = CardRule(BinSet(prefixes: "520053", "546553", "554472", "531847", "527601"))
    static let tarshop = CardRule(
        BinSet(prefixes: "603488", "27995"),
        lengths: 13...16,
        luhn: false,
        codeIsOptional: true
    )
    static let cencosud = CardRule(BinSet(prefixes: "603493"))
    static let cabal = CardRule(
        BinSet([.prefix("627170"), .prefix("589657"), .prefix("603522"), .range(604_201...604_400)])
    )
    static let argencard = CardRule(BinSet(prefixes: "501105"))
    static let cordial = CardRule(BinSet(prefixes: "522135", "522137", "527555"), codeIsOptional: true)
    static let cordobesa = CardRule(BinSet(prefixes: "542702", "544764", "550073", "528824"), codeIsOptional: true)
    static let cmr = CardRule(BinSet(prefixes: "557039"), codeIsOptional: true)
    static let mercadoPagoCard = CardRule(BinSet(prefixes: "539978"))
}
