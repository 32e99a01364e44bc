/// An invented account for tests: it never moves money, and whatever it owns is for tests.
package struct TestAccount: Equatable, Sendable {
    /// What it plays.
    package enum Kind: String, CaseIterable, Sendable {
        case seller
        case buyer
        /// Integrates other sellers, as a marketplace does.
        case integrator
    }

    package let account: Account
    package let kind: Kind
    /// Who created it.
    package let ownerID: Account.ID
    package private(set) var description: String
    /// Money that exists nowhere.
    package private(set) var balance: Money
    package private(set) var deletedAt: Timestamp?

    /// - Throws: `test_account_description_invalid`.
    package init(
        account: Account,
        kind: Kind,
        ownerID: Account.ID,
        description: String,
        balance: Money,
        deletedAt: Timestamp? = nil
    ) throws(Failure) {
        try Self.check(description)
        self.account = account
        self.kind = kind
        self.ownerID = ownerID
        self.description = description
        self.balance = balance
        self.deletedAt = deletedAt
    }

    /// The six digits that a check of its e-mail asks for: the last ones of its user id.
    package var verificationCode: String { String(self.account.id.description.suffix(6)) }

    /// - Throws: `test_account_description_invalid`.
    package mutating func describe(_ description: String) throws(Failure) {
        try Self.check(description)
        self.description = description
    }

    /// Adds invented money.
    /// - Throws: `invalid_amount` when it would have more than anything can cost.
    package mutating func add(_ amount: Money) throws(Failure) {
        let minor = self.balance.minor + amount.minor
        guard amount.currency == self.balance.currency, amount.minor > 0, minor <= Money.minorMax else {
            throw Failure(.invalidAmount, field: "amount", expected: "a positive number")
        }
        self.balance = Money(minor: minor, currency: self.balance.currency)
    }

    package mutating func delete(at now: Timestamp) {
        self.deletedAt = self.deletedAt ?? now
    }

    private static func check(_ description: String) throws(Failure) {
        let count = description.unicodeScalars.count
        guard (1...Limits.testAccountDescriptionCharactersMax).contains(count), description.isPlainText else {
            throw Failure(.testAccountDescriptionInvalid)
        }
    }
}
