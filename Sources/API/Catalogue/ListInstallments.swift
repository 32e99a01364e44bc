import Domain
import HTTPTypes
import Web

/// The installments offered for a card and an amount.
struct ListInstallments: KeyEndpoint {
    static let route = Route(.get, "/v1/payment_methods/installments")
    static let isOfPlatform = true

    func handle(_ call: Call, _ caller: Caller) throws -> Answer {
        let site = caller.site
        guard let method = try call.cardMethod(in: site) else { return Answer(json: []) }
        let text = call.query["amount"] ?? "0"
        guard let amount = Money(number: text, currency: site.currency) else {
            throw Failure(
                .invalidParameter,
                field: "amount",
                expected: "a number with at most \(site.currency.decimals) decimals"
            )
        }
        let issuer = CardIssuer(of: method)
        return Answer(json: [
            [
                "payment_method_id": .string(method.id), "payment_type_id": .string(method.kind.rawValue),
                "issuer": [
                    "id": .string(issuer.id), "name": .string(issuer.name), "secure_thumbnail": nil, "thumbnail": nil,
                ],
                "processing_mode": "aggregator", "merchant_account_id": nil,
                "payer_costs": .array(
                    InstallmentPlan.counts(for: method, in: site).map { Self.cost($0, amount, method, site) }
                ),
            ]
        ])
    }

    private static func cost(_ count: Int64, _ amount: Money, _ method: PaymentMethod, _ site: Site) -> JSON {
        let each = Money(minor: InstallmentPlan.installmentMinor(of: amount, count: count), currency: amount.currency)
        let lowest = Money(minor: method.minorRange.lowerBound, currency: amount.currency)
        let highest = Money(minor: method.minorRange.upperBound, currency: amount.currency)
        return [
            "installments": .integer(count), "installment_rate": 0, "discount_rate": 0, "reimbursement_rate": nil,
            "labels": site == .argentina ? ["CFT_0,00%|TEA_0,00%"] : [], "installment_rate_collector": ["MERCADOPAGO"],
            "min_allowed_amount": .money(lowest), "max_allowed_amount": .money(highest),
            "recommended_message": .string(Self.message(count, each, amount, site)), "installment_amount": .money(each),
            "total_amount": .money(amount), "payment_method_option_id": nil,
        ]
    }

    private static func message(_ count: Int64, _ each: Money, _ total: Money, _ site: Site) -> String {
        let word =
            site.language == .portuguese ? (count == 1 ? "parcela" : "parcelas") : (count == 1 ? "cuota" : "cuotas")
        return "\(count) \(word) de \(site.formatted(each)) (\(site.formatted(total)))"
    }
}

/// The banks behind a card.
struct ListCardIssuers: KeyEndpoint {
    static let route = Route(.get, "/v1/payment_methods/card_issuers")
    static let isOfPlatform = true

    func handle(_ call: Call, _ caller: Caller) throws -> Answer {
        guard let method = try call.cardMethod(in: caller.site) else { return Answer(json: []) }
        let issuer = CardIssuer(of: method)
        return Answer(json: [
            [
                "id": .string(issuer.id), "name": .string(issuer.name), "secure_thumbnail": nil, "thumbnail": nil,
                "processing_mode": "aggregator", "merchant_account_id": nil,
            ]
        ])
    }
}
