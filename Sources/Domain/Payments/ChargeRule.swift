/// Judges a charge request against the rules of a site.
package struct ChargeRule: Sendable {
    package let site: Site
    package let now: Timestamp

    package init(site: Site, now: Timestamp) {
        self.site = site
        self.now = now
    }

    /// The order for a request.
    /// - Parameters:
    ///   - card: The card of the request's token; nil when it has none.
    ///   - code: Makes the code of a payment that is paid later; called for those methods only.
    /// - Throws: the failure of the first rule that is broken.
    package func order(
        _ request: ChargeRequest,
        card: StoredCard?,
        code: (PaymentMethod) -> PaymentCode
    ) throws(Failure) -> ChargeOrder {
        let method = try self.method(of: request, card: card)
        try self.check(request.amount, method)
        let installments = try self.installments(of: request, method)
        try self.checkCapture(request, method)
        try self.checkPayer(request, method)
        let terms = PaymentTerms(
            paymentMethodID: method.id,
            kind: method.kind,
            installments: installments,
            issuerID: request.issuerID ?? (method.kind.isCard ? CardIssuer(of: method).id : nil),
            capturesAtOnce: request.captures,
            isBinary: request.isBinary,
            statementDescriptor: request.statementDescriptor,
            payer: request.payer,
            cardTokenID: request.cardTokenID,
            card: card,
            code: method.kind.isPaidLater ? code(method) : nil,
            callbackURL: request.callbackURL,
            financialInstitutionID: request.financialInstitutionID
        )
        return ChargeOrder(
            amount: request.amount,
            terms: terms,
            details: request.details,
            expiresAt: method.kind.isPaidLater ? try self.expiry(of: request, method) : nil
        )
    }

    private func method(of request: ChargeRequest, card: StoredCard?) throws(Failure) -> PaymentMethod {
        if let card {
            if let named = request.paymentMethodID, named != card.paymentMethodID {
                throw Failure(.paymentMethodMismatch, expected: card.paymentMethodID)
            }
            guard let method = self.site.paymentMethod(card.paymentMethodID) else {
                throw Failure(.paymentMethodUnknown)
            }
            return method
        }
        guard let named = request.paymentMethodID else { throw Failure(.paymentMethodMissing) }
        guard let method = self.site.paymentMethod(named) else { throw Failure(.paymentMethodUnknown) }
        if method.kind.isCard { throw Failure(.cardTokenRequired) }
        guard method.kind.isPaidLater else { throw Failure(.paymentMethodUnavailable) }
        return method
    }

    private func check(_ amount: Money, _ method: PaymentMethod) throws(Failure) {
        guard amount.minor > 0 else {
            throw Failure(.invalidAmount, field: "transaction_amount", expected: "an amount above 0")
        }
        guard method.minorRange.contains(amount.minor) else {
            let lowest = Money(minor: method.minorRange.lowerBound, currency: amount.currency).number
            let highest = Money(minor: method.minorRange.upperBound, currency: amount.currency).number
            throw Failure(
                .amountOutsideMethod,
                expected: "\(lowest) to \(highest) \(amount.currency.rawValue) for \(method.id)"
            )
        }
    }

    private func installments(of request: ChargeRequest, _ method: PaymentMethod) throws(Failure) -> Int64 {
        guard method.kind.isCard else { return 1 }
        guard let count = request.installments else { throw Failure(.installmentsMissing) }
        let offered = InstallmentPlan.counts(for: method, in: self.site)
        guard offered.contains(count) else {
            throw Failure(.installmentsInvalid, expected: offered.map { String($0) }.joined(separator: ", "))
        }
        return count
    }

    private func checkCapture(_ request: ChargeRequest, _ method: PaymentMethod) throws(Failure) {
        guard !request.captures else { return }
        guard method.kind == .creditCard, self.site.captureWindowDays != nil else {
            throw Failure(.deferredCaptureUnsupported)
        }
    }

    private func checkPayer(_ request: ChargeRequest, _ method: PaymentMethod) throws(Failure) {
        if let identification = request.payer.identification { try identification.check(in: self.site) }
        switch method.id {
        case "bolbradesco", "pec":
            guard request.payer.identification != nil else {
                throw Failure(.payerIdentificationRequired, expected: "type CPF or CNPJ and its number")
            }
            guard request.payer.firstName != nil, request.payer.lastName != nil else {
                throw Failure(
                    .payerDetailsRequired,
                    field: "payer.first_name and payer.last_name",
                    expected: "the buyer's names"
                )
            }
            guard method.id == "pec" || request.payer.hasAddress else {
                throw Failure(
                    .payerDetailsRequired,
                    field: "payer.address",
                    expected: "zip_code, street_name, street_number, neighborhood, city and federal_unit"
                )
            }
        case "pse":
            guard request.callbackURL != nil else {
                throw Failure(
                    .payerDetailsRequired,
                    field: "callback_url",
                    expected: "the address the buyer returns to"
                )
            }
            let banks = method.financialInstitutions.map(\.id)
            guard let bank = request.financialInstitutionID, banks.contains(bank) else {
                throw Failure(.financialInstitutionRequired, expected: banks.joined(separator: ", "))
            }
        default: break
        }
    }

    private func expiry(of request: ChargeRequest, _ method: PaymentMethod) throws(Failure) -> Timestamp {
        guard let named = request.expiresAt else {
            return self.now.adding(method.id == "pix" ? Limits.pixLife : Limits.pendingLife)
        }
        guard named > self.now, named <= self.now.adding(Limits.pendingLife) else {
            throw Failure(.invalidDate, field: "date_of_expiration", expected: "a date within the next 30 days")
        }
        return named
    }
}
