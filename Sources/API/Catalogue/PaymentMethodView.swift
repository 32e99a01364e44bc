import Domain

/// A payment method as the catalogue shows it.
enum PaymentMethodView {
    static func json(_ method: PaymentMethod, in site: Site) -> JSON {
        .object(self.members(method, in: site))
    }

    /// The members that every catalogue has, for those that add their own.
    static func members(_ method: PaymentMethod, in site: Site) -> [JSON.Member] {
        let lowest = Money(minor: method.minorRange.lowerBound, currency: site.currency)
        let highest = Money(minor: method.minorRange.upperBound, currency: site.currency)
        let capture =
            method.kind == .creditCard
            ? (site.captureWindowDays == nil ? "unsupported" : "supported") : "does_not_apply"
        return [
            .init("id", .string(method.id)), .init("name", .string(method.name)),
            .init("payment_type_id", .string(method.kind.rawValue)), .init("status", "active"),
            .init("secure_thumbnail", nil), .init("thumbnail", nil), .init("deferred_capture", .string(capture)),
            .init("settings", .array(method.card.map { [self.settings($0, method)] } ?? [])),
            .init("additional_info_needed", .array(self.neededInformation(method, in: site))),
            .init("min_allowed_amount", .money(lowest)), .init("max_allowed_amount", .money(highest)),
            .init("accreditation_time", .integer(method.accreditationMinutes)),
            .init(
                "financial_institutions",
                .array(
                    method.financialInstitutions.map { ["id": .string($0.id), "description": .string($0.description)] }
                )
            ),
            .init("processing_modes", ["aggregator"]),
        ]
    }

    private static func settings(_ card: CardRule, _ method: PaymentMethod) -> JSON {
        [
            "card_number": [
                "validation": .string(card.checksLuhn ? "standard" : "none"),
                "length": .integer(card.numberLengths.upperBound),
            ],
            "bin": [
                "pattern": .string(card.bins.pattern),
                "installments_pattern": .string(method.kind == .creditCard ? card.bins.pattern : ""),
                "exclusion_pattern": card.exclusions.isEmpty ? nil : .string(card.exclusions.pattern),
            ],
            "security_code": [
                "length": .integer(card.securityCodeLength),
                "card_location": .string(card.securityCodeLocation.rawValue),
                "mode": .string(card.securityCodeIsOptional ? "optional" : "mandatory"),
            ],
        ]
    }

    private static func neededInformation(_ method: PaymentMethod, in site: Site) -> [JSON] {
        guard method.kind.isCard else { return [] }
        guard !site.identificationTypes.isEmpty else { return ["cardholder_name"] }
        return ["cardholder_name", "cardholder_identification_type", "cardholder_identification_number"]
    }
}
