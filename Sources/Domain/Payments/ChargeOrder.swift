/// A charge that passed every check and can be carried out.
package struct ChargeOrder: Equatable, Sendable {
    package let amount: Money
    package let terms: PaymentTerms
    package let details: PaymentDetails
    /// When an unpaid one ends.
    package let expiresAt: Timestamp?

    package init(amount: Money, terms: PaymentTerms, details: PaymentDetails, expiresAt: Timestamp? = nil) {
        self.amount = amount
        self.terms = terms
        self.details = details
        self.expiresAt = expiresAt
    }
}

/// A charge as it was asked for, each field of the right type but not yet judged.
package struct ChargeRequest: Equatable, Sendable {
    package var amount: Money
    package var cardTokenID: CardToken.ID?
    package var paymentMethodID: String?
    package var installments: Int64?
    package var issuerID: String?
    package var captures: Bool
    package var isBinary: Bool
    package var statementDescriptor: String?
    package var payer: Payer
    package var details: PaymentDetails
    package var expiresAt: Timestamp?
    package var callbackURL: String?
    package var financialInstitutionID: String?

    package init(
        amount: Money,
        cardTokenID: CardToken.ID? = nil,
        paymentMethodID: String? = nil,
        installments: Int64? = nil,
        issuerID: String? = nil,
        captures: Bool = true,
        isBinary: Bool = false,
        statementDescriptor: String? = nil,
        payer: Payer,
        details: PaymentDetails = PaymentDetails(),
        expiresAt: Timestamp? = nil,
        callbackURL: String? = nil,
        financialInstitutionID: String? = nil
    ) {
        self.amount = amount
        self.cardTokenID = cardTokenID
        self.paymentMethodID = paymentMethodID
        self.installments = installments
        self.issuerID = issuerID
        self.captures = captures
        self.isBinary = isBinary
        self.statementDescriptor = statementDescriptor
        self.payer = payer
        self.details = details
        self.expiresAt = expiresAt
        self.callbackURL = callbackURL
        self.financialInstitutionID = financialInstitutionID
    }
}
