package import Domain
import Storage

/// What a seller asks to change on a payment.
package struct PaymentChange: Equatable, Sendable {
    package enum Step: Equatable, Sendable {
        /// Takes the money, all that was authorised when no amount is named.
        case capture(Money?)
        case cancel
    }

    package var step: Step?
    /// Notes to replace; nil keeps them.
    package var description: Change<String?> = .keep
    package var externalReference: Change<String?> = .keep
    package var notificationURL: Change<String?> = .keep
    package var metadata: Change<JSON> = .keep

    package init() {}
}

/// An optional new value: nil is a value like any other.
package enum Change<Value: Equatable & Sendable>: Equatable, Sendable {
    case keep
    case set(Value)

    func applied(to value: Value) -> Value {
        switch self {
        case .keep: value
        case .set(let new): new
        }
    }
}

extension PaymentOperations {
    /// Captures, cancels or amends a payment.
    /// - Throws: `payment_not_found`, `payment_state_conflict` or `capture_amount_invalid`.
    package func update(_ id: Payment.ID, _ change: PaymentChange, as caller: Caller) async throws -> PaymentWithRefunds
    {
        try caller.require(.write)
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            guard let before = try transaction.payment(id, account: caller.account.id, mode: caller.mode) else {
                throw Failure(.paymentNotFound)
            }
            guard change != PaymentChange() else { return try PaymentWithRefunds(before, in: transaction) }
            var payment = before
            switch change.step {
            case .capture(let amount): try payment.capture(amount, at: now)
            case .cancel: try payment.cancel(at: now)
            case nil: break
            }
            let details = PaymentDetails(
                description: change.description.applied(to: before.details.description),
                externalReference: change.externalReference.applied(to: before.details.externalReference),
                notificationURL: change.notificationURL.applied(to: before.details.notificationURL),
                metadata: change.metadata.applied(to: before.details.metadata),
                additionalInfo: before.details.additionalInfo
            )
            payment.amend(details, at: now)
            try self.context.save(payment, from: before, at: now, in: transaction)
            return try PaymentWithRefunds(payment, in: transaction)
        }
    }

    /// Gives money of an approved payment back, once for an idempotency key; all that is left when no amount is named.
    /// - Throws: `payment_not_found`, `refund_state_conflict`, `refund_amount_invalid`, `refund_too_old` or
    ///   `refunds_exhausted`.
    package func refund(
        _ id: Payment.ID,
        _ amount: Money?,
        once: OnceRequest,
        as caller: Caller,
        render: @escaping @Sendable (Refund, Payment) -> StoredAnswer
    ) async throws -> AnsweredOnce {
        try caller.require(.write)
        let now = self.context.time.now()
        let refundID = self.context.random.refundID()
        return try await self.context.once(once, at: now) { transaction in
            guard let before = try transaction.payment(id, account: caller.account.id, mode: caller.mode) else {
                throw Failure(.paymentNotFound)
            }
            var payment = before
            let given = try payment.refund(amount, at: now)
            guard try transaction.refunds(of: id).count < Limits.refundsPerPaymentMax else {
                throw Failure(.refundsExhausted)
            }
            let refund = Refund(id: refundID, paymentID: id, mode: payment.mode, amount: given, createdAt: now)
            try transaction.insert(refund)
            try self.context.save(payment, from: before, at: now, in: transaction)
            return render(refund, payment)
        }
    }
}

extension OperationContext {
    /// Saves a changed payment with its event.
    func save(_ payment: Payment, from before: Payment, at now: Timestamp, in transaction: any Transaction) throws {
        guard try transaction.update(payment, from: before) else {
            throw StorageFailure.contention("payment \(payment.id) changed meanwhile")
        }
        try self.record(.paymentUpdated, payment, at: now, in: transaction)
    }
}
