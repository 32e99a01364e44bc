import Domain

/// A card token on the wire: never a number, never a security code.
enum CardTokenView {
    static func json(_ token: CardToken, at now: Timestamp) -> JSON {
        let card = token.card
        return [
            "id": .string(token.id.text), "public_key": token.publicKey.isEmpty ? nil : .string(token.publicKey),
            "card_id": .text(token.customerCardID?.text), "first_six_digits": .text(card?.firstSix),
            "last_four_digits": .text(card?.lastFour),
            "expiration_month": card.map { .integer($0.expirationMonth) } ?? nil,
            "expiration_year": card.map { .integer($0.expirationYear) } ?? nil,
            "cardholder": card.map { CardholderView.json($0.cardholder) } ?? [:],
            "status": .string(token.status(at: now).rawValue), "date_created": .date(token.createdAt),
            "date_last_updated": .date(token.updatedAt), "date_due": .date(token.dueAt),
            "date_used": .date(token.usedAt), "luhn_validation": .bool(card != nil),
            "live_mode": .bool(token.mode == .live), "require_esc": false,
            "card_number_length": card.map { .integer($0.numberLength) } ?? nil,
            "security_code_length": card.map { .integer($0.securityCodeLength) } ?? nil,
        ]
    }
}

/// The person named on a card, on the wire.
enum CardholderView {
    static func json(_ cardholder: Cardholder) -> JSON {
        [
            "name": .string(cardholder.name),
            "identification": cardholder.identification.map { identification in
                ["number": .string(identification.number), "type": .string(identification.type)]
            } ?? [:],
        ]
    }
}
