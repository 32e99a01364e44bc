import Domain
import Web

extension ChargeRequest {
    /// The charge a body asks for; types and forms are judged here, the site's rules later.
    /// - Throws: the failure of the first field that is missing or has the wrong form.
    static func read(_ json: JSON, in site: Site) throws(Failure) -> ChargeRequest {
        let fields = try Fields(json)
        guard let amount = try fields.amount("transaction_amount", in: site.currency) else {
            throw Failure(.amountMissing)
        }
        let fee = try fields.amount("application_fee", in: site.currency)
        guard (fee?.minor ?? 0) == 0 else { throw Failure(.applicationFeeRefused) }
        return ChargeRequest(
            amount: amount,
            cardTokenID: try fields.text("token", max: 64).map { CardToken.ID($0) },
            paymentMethodID: try fields.text("payment_method_id", max: 64),
            installments: try fields.integer("installments"),
            issuerID: try fields.textOrNumber("issuer_id", max: 32),
            captures: try fields.flag("capture") ?? true,
            isBinary: try fields.flag("binary_mode") ?? false,
            statementDescriptor: try fields.text("statement_descriptor", max: Limits.statementDescriptorCharactersMax),
            payer: try Payer.read(try fields.object("payer")),
            details: try PaymentDetails.read(fields),
            expiresAt: try self.date(fields, "date_of_expiration"),
            callbackURL: try fields.text("callback_url", max: Limits.urlCharactersMax),
            financialInstitutionID: try fields.object("transaction_details")
                .textOrNumber("financial_institution", max: 32)
        )
    }

    private static func date(_ fields: Fields, _ name: String) throws(Failure) -> Timestamp? {
        guard let text = try fields.text(name, max: 40) else { return nil }
        guard let instant = WireDate.instant(text) else {
            throw Failure(.invalidDate, field: name, expected: "yyyy-MM-dd'T'HH:mm:ss.SSS-04:00")
        }
        return instant
    }
}

extension Payer {
    fileprivate static func read(_ fields: Fields) throws(Failure) -> Payer {
        guard let text = try fields.text("email"), let email = try? EmailAddress(text) else {
            throw Failure(.payerEmailInvalid)
        }
        let address = try fields.object("address")
        let parts = ["zip_code", "street_name", "street_number", "neighborhood", "city", "federal_unit"]
        var hasAddress = true
        for part in parts where try address.textOrNumber(part) == nil { hasAddress = false }
        return Payer(
            email: email,
            firstName: try fields.text("first_name"),
            lastName: try fields.text("last_name"),
            identification: try Identification.read(try fields.object("identification")),
            hasAddress: hasAddress
        )
    }
}

extension PaymentDetails {
    fileprivate static func read(_ fields: Fields) throws(Failure) -> PaymentDetails {
        PaymentDetails(
            description: try fields.text("description"),
            externalReference: try fields.externalReference(),
            notificationURL: try fields.notificationURL(),
            metadata: try fields.document("metadata") ?? .object([]),
            additionalInfo: try fields.document("additional_info") ?? .object([])
        )
    }
}

extension Fields {
    /// - Throws: `too_long`, or what any text throws.
    func externalReference() throws(Failure) -> String? {
        try self.text("external_reference", max: Limits.externalReferenceCharactersMax)
    }

    /// - Throws: `notification_url_invalid`.
    func notificationURL() throws(Failure) -> String? {
        guard let text = try self.text("notification_url", max: Limits.textCharactersMax) else { return nil }
        guard WebAddress(text) != nil else { throw Failure(.notificationURLInvalid) }
        return text
    }
}
