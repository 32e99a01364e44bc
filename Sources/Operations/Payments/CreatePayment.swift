package import Domain
import Storage

extension PaymentOperations {
    /// Makes a payment once for an idempotency key; the payment, its event, the use of its card token and the answer
    /// become durable together.
    /// - Parameter render: Makes the answer to keep; it may run more than once.
    /// - Throws: the failure of the first rule that is broken; a refusal by the card's bank is no failure.
    package func create(
        _ request: ChargeRequest,
        once: OnceRequest,
        as caller: Caller,
        render: @escaping @Sendable (PaymentWithRefunds) -> StoredAnswer
    ) async throws -> AnsweredOnce {
        try caller.require(.write)
        let now = self.context.time.now()
        let processor = try self.context.processors.processor(for: caller.mode)
        let id = self.context.random.paymentID()
        let order: ChargeOrder
        do {
            order = try await self.judge(request, id, as: caller, at: now)
        } catch let refusal as Failure {
            // A repeat may break rules that its first try kept: its card token is used, its date has passed.
            guard let answered = try await self.context.keptAnswer(once, at: now) else { throw refusal }
            return answered
        }
        let outcome = try await processor.charge(order, reference: Self.reference(once.scope))
        let payment = Payment(id: id, of: order, for: caller, outcome: outcome, at: now)
        return try await self.context.once(once, at: now) { transaction in
            if let token = order.terms.cardTokenID, try !transaction.useCardToken(token, at: now) {
                throw Failure(.cardTokenUsed)
            }
            try transaction.insert(payment)
            try self.context.record(.paymentCreated, payment, at: now, in: transaction)
            return render(PaymentWithRefunds(payment: payment, refunds: []))
        }
    }

    /// The order for a request, whose card token is read first.
    private func judge(
        _ request: ChargeRequest,
        _ id: Payment.ID,
        as caller: Caller,
        at now: Timestamp
    ) async throws -> ChargeOrder {
        var card: StoredCard?
        if let tokenID = request.cardTokenID {
            let token = try await self.context.store.read { transaction in
                try transaction.cardToken(tokenID, of: caller)
            }
            guard let token else { throw Failure(.cardTokenNotFound) }
            card = try token.usableCard(at: now)
        }
        let code = PaymentCodeMaker(
            caller: caller,
            amount: request.amount,
            dueAt: request.expiresAt ?? now.adding(Limits.pendingLife),
            random: self.context.random
        )
        return try ChargeRule(site: caller.site, now: now).order(request, card: card) { code.code(for: $0, id) }
    }

    private static func reference(_ scope: IdempotencyScope) -> String {
        "\(scope.applicationID)|\(scope.accountID)|\(scope.mode.rawValue)|\(scope.endpoint)|\(scope.key.text)"
    }
}

/// Makes the code with which a payer pays later.
struct PaymentCodeMaker {
    let caller: Caller
    let amount: Money
    let dueAt: Timestamp
    let random: any RandomSource

    func code(for method: PaymentMethod, _ id: Payment.ID) -> PaymentCode {
        switch method.id {
        case "pix":
            .pix(
                PixCode.text(
                    key: self.randomKey(),
                    amount: self.amount,
                    merchant: self.caller.application.name,
                    city: "Sao Paulo",
                    transaction: "MPQR\(id)"
                )
            )
        case "bolbradesco":
            .boleto(Boleto.barcode(bank: "237", amount: self.amount, dueAt: self.dueAt, free: self.digits(25)))
        default:
            .reference(self.digits(20))
        }
    }

    private func digits(_ count: Int) -> String {
        (0..<count).map { _ in String(self.random.number(in: 0...9)) }.joined()
    }

    private func randomKey() -> String {
        var bytes = self.random.bytes(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array(Hexadecimal.text(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
