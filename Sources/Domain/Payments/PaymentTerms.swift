/// What a payment is made of and never changes.
package struct PaymentTerms: Equatable, Sendable {
    package let paymentMethodID: String
    package let kind: PaymentMethod.Kind
    package let installments: Int64
    package let issuerID: String?
    package let capturesAtOnce: Bool
    package let isBinary: Bool
    package let statementDescriptor: String?
    package let payer: Payer
    package let cardTokenID: CardToken.ID?
    package let card: StoredCard?
    package let code: PaymentCode?
    package let callbackURL: String?
    package let financialInstitutionID: String?

    package init(
        paymentMethodID: String,
        kind: PaymentMethod.Kind,
        installments: Int64,
        issuerID: String? = nil,
        capturesAtOnce: Bool,
        isBinary: Bool,
        statementDescriptor: String? = nil,
        payer: Payer,
        cardTokenID: CardToken.ID? = nil,
        card: StoredCard? = nil,
        code: PaymentCode? = nil,
        callbackURL: String? = nil,
        financialInstitutionID: String? = nil
    ) {
        self.paymentMethodID = paymentMethodID
        self.kind = kind
        self.installments = installments
        self.issuerID = issuerID
        self.capturesAtOnce = capturesAtOnce
        self.isBinary = isBinary
        self.statementDescriptor = statementDescriptor
        self.payer = payer
        self.cardTokenID = cardTokenID
        self.card = card
        self.code = code
        self.callbackURL = callbackURL
        self.financialInstitutionID = financialInstitutionID
    }
}

/// What a seller notes on a payment and may change later.
package struct PaymentDetails: Equatable, Sendable {
    package var description: String?
    package var externalReference: String?
    package var notificationURL: String?
    /// An object, kept as it was sent.
    package var metadata: JSON
    /// Facts for fraud checks, kept as they were sent.
    package var additionalInfo: JSON

    package init(
        description: String? = nil,
        externalReference: String? = nil,
        notificationURL: String? = nil,
        metadata: JSON = .object([]),
        additionalInfo: JSON = .object([])
    ) {
        self.description = description
        self.externalReference = externalReference
        self.notificationURL = notificationURL
        self.metadata = metadata
        self.additionalInfo = additionalInfo
    }
}

/// The buyer as the seller names them.
package struct Payer: Equatable, Sendable {
    package let email: EmailAddress
    package let firstName: String?
    package let lastName: String?
    package let identification: Identification?
    /// Whether a street, a number, a city and a state were given, as a boleto needs.
    package let hasAddress: Bool

    package init(
        email: EmailAddress,
        firstName: String? = nil,
        lastName: String? = nil,
        identification: Identification? = nil,
        hasAddress: Bool = false
    ) {
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
        self.identification = identification
        self.hasAddress = hasAddress
    }
}

/// The code with which a payer pays outside a card network.
package enum PaymentCode: Equatable, Sendable {
    /// The text of a Pix QR code (Banco Central do Brasil, BR Code).
    case pix(String)
    /// The 44 digits of a boleto's bar code.
    case boleto(String)
    /// The reference a cashier types in.
    case reference(String)
}
