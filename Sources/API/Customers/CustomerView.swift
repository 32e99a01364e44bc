import Domain
import Operations

/// A customer on the wire; what is not known is null, and lists are there.
enum CustomerView {
    static func json(_ found: CustomerWithCards, in site: Site) -> JSON {
        let (customer, profile) = (found.customer, found.customer.profile)
        return [
            "id": .string(customer.id.text), "email": .string(customer.email.text),
            "first_name": .text(profile.firstName), "last_name": .text(profile.lastName),
            "phone": ["area_code": .text(profile.phone?.areaCode), "number": .text(profile.phone?.number)],
            "identification": [
                "type": .text(profile.identification?.type), "number": .text(profile.identification?.number),
            ], "address": self.address(profile.address), "date_registered": .date(profile.registeredAt),
            "description": .text(profile.description), "date_created": .date(customer.createdAt),
            "date_last_updated": .date(customer.updatedAt), "metadata": profile.metadata,
            "default_card": .text(found.cards.first?.id.text), "default_address": nil,
            "cards": .array(found.cards.map { CustomerCardView.json($0, in: site) }), "addresses": [],
            "live_mode": .bool(customer.mode == .live),
            "user_id": .id(customer.accountID), "merchant_id": .id(customer.accountID),
            "client_id": .id(customer.applicationID), "status": "active",
        ]
    }

    private static func address(_ address: PostalAddress?) -> JSON {
        [
            "id": nil, "zip_code": .text(address?.zipCode), "street_name": .text(address?.streetName),
            "street_number": address?.streetNumber.map { .integer($0) } ?? .null, "city": .text(address?.city),
        ]
    }
}

/// A customer's card on the wire; ids are texts, as the SDKs read them, but that of its issuer.
enum CustomerCardView {
    static func json(_ saved: CustomerCard, in site: Site) -> JSON {
        let card = saved.card
        let method = site.paymentMethods.first { $0.id == card.paymentMethodID }
        let issuer = method.map { CardIssuer(of: $0) }
        return [
            "id": .string(saved.id.text), "customer_id": .string(saved.customerID.text),
            "user_id": .string(saved.accountID.description), "first_six_digits": .string(card.firstSix),
            "last_four_digits": .string(card.lastFour), "expiration_month": .integer(card.expirationMonth),
            "expiration_year": .integer(card.expirationYear),
            "payment_method": [
                "id": .string(card.paymentMethodID), "name": .text(method?.name),
                "payment_type_id": .text(method?.kind.rawValue), "thumbnail": nil, "secure_thumbnail": nil,
            ],
            "security_code": [
                "length": .integer(card.securityCodeLength),
                "card_location": card.securityCodeLength == 4 ? "front" : "back",
            ],
            "issuer": ["id": issuer.map { .number($0.id) } ?? .null, "name": .text(issuer?.name)],
            "cardholder": CardholderView.json(card.cardholder), "date_created": .date(saved.createdAt),
            "date_last_updated": .date(saved.updatedAt), "live_mode": .bool(saved.mode == .live),
        ]
    }
}
