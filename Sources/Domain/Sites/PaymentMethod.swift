/// A way of paying in a site, as the catalogue describes it.
package struct PaymentMethod: Equatable, Sendable {
    /// What kind of money movement it is, by its name on the wire.
    package enum Kind: String, CaseIterable, Sendable {
        case creditCard = "credit_card"
        case debitCard = "debit_card"
        case prepaidCard = "prepaid_card"
        case ticket
        case atm
        case bankTransfer = "bank_transfer"
        case accountMoney = "account_money"
        case digitalCurrency = "digital_currency"
        case digitalWallet = "digital_wallet"

        package var isCard: Bool { self == .creditCard || self == .debitCard || self == .prepaidCard }

        /// Whether a server can start it and the payer finishes it elsewhere with a code.
        package var isPaidLater: Bool { self == .ticket || self == .atm || self == .bankTransfer }
    }

    package let id: String
    package let name: String
    package let kind: Kind
    /// Smallest and largest amount in minor units of the site's currency.
    package let minorRange: ClosedRange<Int64>
    /// Minutes until the money is credited.
    package let accreditationMinutes: Int
    package let card: CardRule?
    package let financialInstitutions: [FinancialInstitution]

    package init(
        _ id: String,
        _ name: String,
        _ kind: Kind,
        _ minorRange: ClosedRange<Int64>,
        card: CardRule? = nil,
        accreditationMinutes: Int? = nil,
        financialInstitutions: [FinancialInstitution] = []
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.minorRange = minorRange
        self.card = card
        self.accreditationMinutes = accreditationMinutes ?? (kind == .creditCard ? 2_880 : kind.isCard ? 1_440 : 0)
        self.financialInstitutions = financialInstitutions
    }
}

/// A bank through which a bank transfer can be made.
package struct FinancialInstitution: Equatable, Sendable {
    package let id: String
    package let description: String
}

/// What a card of a payment method looks like.
package struct CardRule: Equatable, Sendable {
    package enum CodeLocation: String, Sendable {
        case back
        case front
    }

    /// The first digits of its cards.
    package let bins: BinSet
    /// First digits that look like its own but belong to another method, such as the debit twin.
    package let exclusions: BinSet
    package let numberLengths: ClosedRange<Int>
    package let checksLuhn: Bool
    package let securityCodeLength: Int
    package let securityCodeLocation: CodeLocation
    package let securityCodeIsOptional: Bool

    package init(
        _ bins: BinSet,
        excluding exclusions: BinSet = BinSet([]),
        lengths: ClosedRange<Int> = 16...16,
        luhn: Bool = true,
        code: Int = 3,
        at location: CodeLocation = .back,
        codeIsOptional: Bool = false
    ) {
        self.bins = bins
        self.exclusions = exclusions
        self.numberLengths = lengths
        self.checksLuhn = luhn
        self.securityCodeLength = code
        self.securityCodeLocation = location
        self.securityCodeIsOptional = codeIsOptional
    }

    /// Whether a card number, or its first six or more digits, is of this method.
    package func matches(_ digits: some StringProtocol) -> Bool {
        self.bins.contains(digits) && !self.exclusions.contains(digits)
    }

    package func excluding(_ exclusions: BinSet) -> CardRule {
        CardRule(
            self.bins,
            excluding: exclusions,
            lengths: self.numberLengths,
            luhn: self.checksLuhn,
            code: self.securityCodeLength,
            at: self.securityCodeLocation,
            codeIsOptional: self.securityCodeIsOptional
        )
    }
}

/// A set of first digits of card numbers.
package struct BinSet: Equatable, Sendable {
    /// First digits, each without the others of its range: `"4"`, or `"506699"..."506778"` as two ends of one length.
    package enum Element: Equatable, Sendable {
        case prefix(String)
        case range(ClosedRange<Int>)
    }

    package let elements: [Element]

    package init(_ elements: [Element]) {
        self.elements = elements
    }

    package init(prefixes: String...) {
        self.elements = prefixes.map { .prefix($0) }
    }

    package var isEmpty: Bool { self.elements.isEmpty }

    package func contains(_ digits: some StringProtocol) -> Bool {
        self.elements.contains { element in
            switch element {
            case .prefix(let prefix): digits.hasPrefix(prefix)
            case .range(let range):
                Int(digits.prefix(String(range.lowerBound).count)).map { range.contains($0) } ?? false
            }
        }
    }

    /// The set as the regular expression of the catalogue, empty for an empty set.
    package var pattern: String {
        guard !self.isEmpty else { return "" }
        let alternatives = self.elements.flatMap { element -> [String] in
            switch element {
            case .prefix(let prefix): [prefix]
            case .range(let range): range.map { String($0) }
            }
        }
        return "^(\(alternatives.joined(separator: "|")))"
    }
}
