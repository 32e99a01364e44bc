/// A card as it was typed in, on its way to becoming a card token.
package struct CardEntry: Sendable {
    package let number: CardNumber
    package let securityCode: Secret?
    package let expirationMonth: Int64
    package let expirationYear: Int64
    package let cardholder: Cardholder

    package init(
        number: CardNumber,
        securityCode: Secret?,
        expirationMonth: Int64,
        expirationYear: Int64,
        cardholder: Cardholder
    ) {
        self.number = number
        self.securityCode = securityCode
        self.expirationMonth = expirationMonth
        self.expirationYear = expirationYear
        self.cardholder = cardholder
    }

    /// A listed test card whose details are in order, with the payment method it belongs to.
    package struct Accepted: Sendable {
        package let testCard: TestCard
        package let method: PaymentMethod
    }

    /// Judges the card for a site, against the clock.
    /// - Throws: the failure of the first detail that is wrong; `live_card_refused` for any card not on the test list.
    package func accepted(in site: Site, at now: Timestamp) throws(Failure) -> Accepted {
        guard let testCard = TestCard.find(self.number, in: site) else {
            throw Failure(self.number.passesLuhn ? .liveCardRefused : .cardNumberInvalid)
        }
        guard let method = site.cardMethods(matching: self.number.digits).first, let rule = method.card else {
            throw Failure(.cardNumberInvalid)
        }
        try self.checkSecurityCode(rule)
        try Self.checkExpiration(self.expirationMonth, self.expirationYear, at: now)
        try self.checkCardholder(in: site)
        return Accepted(testCard: testCard, method: method)
    }

    private func checkSecurityCode(_ rule: CardRule) throws(Failure) {
        let expected = String(rule.securityCodeLength)
        guard let securityCode else {
            guard rule.securityCodeIsOptional else { throw Failure(.securityCodeMissing, expected: expected) }
            return
        }
        let code = securityCode.reveal()
        guard code.utf8.count == rule.securityCodeLength, code.utf8.allSatisfy(\.isDigit) else {
            throw Failure(.securityCodeInvalid, expected: expected)
        }
    }

    /// - Throws: `expiration_month_invalid` or `expiration_year_invalid`.
    static func checkExpiration(_ month: Int64, _ year: Int64, at now: Timestamp) throws(Failure) {
        guard (1...12).contains(month) else { throw Failure(.expirationMonthInvalid) }
        let today = CivilTime(now, offsetMinutes: WireDate.offsetMinutes)
        let isPast = (year, month) < (today.year, today.month)
        guard year <= 2_099, !isPast else { throw Failure(.expirationYearInvalid) }
    }

    private func checkCardholder(in site: Site) throws(Failure) {
        guard (1...100).contains(self.cardholder.name.unicodeScalars.count), self.cardholder.name.isPlainText else {
            throw Failure(.cardholderNameInvalid)
        }
        try self.cardholder.identification?.check(in: site)
    }
}

extension Identification {
    /// - Throws: `identification_type_invalid` or `identification_number_invalid`.
    package func check(in site: Site) throws(Failure) {
        let types = site.identificationTypes
        // A site without documents ignores what is sent, as the provider does.
        guard !types.isEmpty else { return }
        guard let type = types.first(where: { $0.id.lowercased() == self.type.lowercased() }) else {
            throw Failure(.identificationTypeInvalid, expected: types.map(\.id).joined(separator: ", "))
        }
        guard type.accepts(self.number) else {
            let lengths = type.lengths
            let count = lengths.count == 1 ? "\(lengths.lowerBound)" : "\(lengths.lowerBound) to \(lengths.upperBound)"
            throw Failure(.identificationNumberInvalid, expected: "\(count) characters that are a valid \(type.id)")
        }
    }
}
