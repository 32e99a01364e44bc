import Domain
import Web

extension CardEntry {
    /// The card in a request; nil when the request has no field of a card at all.
    /// - Throws: the failure of the first field that is missing or has the wrong form.
    static func read(_ json: JSON) throws(Failure) -> CardEntry? {
        let fields = try Fields(json)
        guard (Self.names + ["security_code"]).contains(where: { fields[$0] != nil }) else { return nil }
        guard let digits = try fields.secret("card_number")?.reveal() else { throw Failure(.cardNumberMissing) }
        guard let number = CardNumber(digits) else { throw Failure(.cardNumberInvalid) }
        guard let month = try fields.integer("expiration_month") else { throw Failure(.expirationMonthMissing) }
        guard let year = try fields.integer("expiration_year") else { throw Failure(.expirationYearMissing) }
        return CardEntry(
            number: number,
            securityCode: try fields.secret("security_code"),
            expirationMonth: month,
            expirationYear: year,
            cardholder: try self.cardholder(try fields.object("cardholder"))
        )
    }

    /// The fields of a card besides its security code.
    private static let names = ["card_number", "expiration_month", "expiration_year", "cardholder"]

    /// The security code of a request that has no other field of a card.
    static func readOnlySecurityCode(_ json: JSON) throws(Failure) -> Secret? {
        let fields = try Fields(json)
        return self.names.contains { fields[$0] != nil } ? nil : try fields.secret("security_code")
    }

    private static func cardholder(_ fields: Fields) throws(Failure) -> Cardholder {
        guard let name = try fields.text("name", max: 100) else { throw Failure(.cardholderNameMissing) }
        return Cardholder(name: name, identification: try Identification.read(try fields.object("identification")))
    }
}

extension Identification {
    /// The document in a request; nil unless type and number are both there.
    static func read(_ fields: Fields) throws(Failure) -> Identification? {
        guard let type = try fields.text("type", max: 20), let number = try fields.textOrNumber("number", max: 30)
        else {
            return nil
        }
        return Identification(type: type, number: number)
    }
}
