/// A single-use handle for a card; what is kept of the card itself is listed in `StoredCard`.
package struct CardToken: Equatable, Sendable {
    package typealias ID = TextID<CardToken>

    /// The state as the provider names it.
    package enum Status: String, Sendable {
        case active
        case used
        case expired
    }

    package let id: ID
    package let applicationID: Application.ID
    /// The account whose payments it is for.
    package let accountID: Account.ID
    package let mode: Mode
    package let publicKey: String
    /// Nil until the fields have arrived: older browser libraries create an empty token first.
    package let card: StoredCard?
    /// The customer's card it was made of.
    package let customerCardID: CustomerCard.ID?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let dueAt: Timestamp
    package let usedAt: Timestamp?
    /// Whether it is a clone whose security code has not been typed in again.
    package let awaitsSecurityCode: Bool

    package init(
        id: ID,
        applicationID: Application.ID,
        accountID: Account.ID,
        mode: Mode,
        publicKey: String,
        card: StoredCard?,
        customerCardID: CustomerCard.ID? = nil,
        createdAt: Timestamp,
        updatedAt: Timestamp,
        dueAt: Timestamp,
        usedAt: Timestamp? = nil,
        awaitsSecurityCode: Bool = false
    ) {
        self.id = id
        self.applicationID = applicationID
        self.accountID = accountID
        self.mode = mode
        self.publicKey = publicKey
        self.card = card
        self.customerCardID = customerCardID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.dueAt = dueAt
        self.usedAt = usedAt
        self.awaitsSecurityCode = awaitsSecurityCode
    }

    /// A new token of the same card, whatever became of this one; a security code is never kept, so it awaits one.
    package func clone(as id: ID, at now: Timestamp) -> CardToken {
        CardToken(
            id: id,
            applicationID: self.applicationID,
            accountID: self.accountID,
            mode: self.mode,
            publicKey: self.publicKey,
            card: self.card,
            customerCardID: self.customerCardID,
            createdAt: now,
            updatedAt: now,
            dueAt: now.adding(Limits.cardTokenLife),
            awaitsSecurityCode: self.card != nil
        )
    }

    package func status(at now: Timestamp) -> Status {
        if self.usedAt != nil { return .used }
        return self.dueAt <= now ? .expired : .active
    }

    /// The card to charge.
    /// - Throws: `card_token_used`, `card_token_expired`, `card_token_incomplete` or `card_token_awaits_code`.
    package func usableCard(at now: Timestamp) throws(Failure) -> StoredCard {
        switch self.status(at: now) {
        case .used: throw Failure(.cardTokenUsed)
        case .expired: throw Failure(.cardTokenExpired)
        case .active: break
        }
        guard let card else { throw Failure(.cardTokenIncomplete) }
        guard !self.awaitsSecurityCode else { throw Failure(.cardTokenAwaitsCode) }
        return card
    }
}

/// What is kept of a card: neither its number nor its security code (PCI DSS 3.3.1, 3.5.1).
package struct StoredCard: Equatable, Sendable {
    package let testCardID: String
    package let paymentMethodID: String
    package let firstSix: String
    package let lastFour: String
    /// Keyed hash of the whole number, to recognise a card again.
    package let fingerprint: [UInt8]
    package let numberLength: Int64
    package let securityCodeLength: Int64
    package let expirationMonth: Int64
    package let expirationYear: Int64
    package let cardholder: Cardholder

    package init(
        testCardID: String,
        paymentMethodID: String,
        firstSix: String,
        lastFour: String,
        fingerprint: [UInt8],
        numberLength: Int64,
        securityCodeLength: Int64,
        expirationMonth: Int64,
        expirationYear: Int64,
        cardholder: Cardholder
    ) {
        self.testCardID = testCardID
        self.paymentMethodID = paymentMethodID
        self.firstSix = firstSix
        self.lastFour = lastFour
        self.fingerprint = fingerprint
        self.numberLength = numberLength
        self.securityCodeLength = securityCodeLength
        self.expirationMonth = expirationMonth
        self.expirationYear = expirationYear
        self.cardholder = cardholder
    }
}

/// The person named on a card.
package struct Cardholder: Equatable, Sendable {
    package let name: String
    package let identification: Identification?

    package init(name: String, identification: Identification? = nil) {
        self.name = name
        self.identification = identification
    }
}

/// An identity document: its type's id and its number.
package struct Identification: Equatable, Sendable {
    package let type: String
    package let number: String

    package init(type: String, number: String) {
        self.type = type
        self.number = number
    }
}
