/// A card that a seller keeps of a customer: what is kept of any card, without its number and security code.
package struct CustomerCard: Equatable, Sendable {
    package typealias ID = TextID<CustomerCard>

    /// Digits: the provider's SDKs read it as a text.
    package let id: ID
    package let customerID: Customer.ID
    package let accountID: Account.ID
    package let mode: Mode
    package private(set) var card: StoredCard
    package let createdAt: Timestamp
    package private(set) var updatedAt: Timestamp

    package init(
        id: ID,
        customerID: Customer.ID,
        accountID: Account.ID,
        mode: Mode,
        card: StoredCard,
        createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.customerID = customerID
        self.accountID = accountID
        self.mode = mode
        self.card = card
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Takes over what is new of the same card.
    /// - Throws: `expiration_month_invalid` or `expiration_year_invalid`.
    package mutating func renew(_ card: StoredCard, at now: Timestamp) throws(Failure) {
        try card.checkExpiration(at: now)
        self.card = card
        self.updatedAt = now
    }
}

extension StoredCard {
    /// The same card with other details.
    package func with(expirationMonth: Int64?, expirationYear: Int64?, cardholder: Cardholder?) -> StoredCard {
        StoredCard(
            testCardID: self.testCardID,
            paymentMethodID: self.paymentMethodID,
            firstSix: self.firstSix,
            lastFour: self.lastFour,
            fingerprint: self.fingerprint,
            numberLength: self.numberLength,
            securityCodeLength: self.securityCodeLength,
            expirationMonth: expirationMonth ?? self.expirationMonth,
            expirationYear: expirationYear ?? self.expirationYear,
            cardholder: cardholder ?? self.cardholder
        )
    }

    /// - Throws: `expiration_month_invalid` or `expiration_year_invalid`.
    fileprivate func checkExpiration(at now: Timestamp) throws(Failure) {
        try CardEntry.checkExpiration(self.expirationMonth, self.expirationYear, at: now)
    }
}
