package import Domain
import Storage

/// What can be done with payments.
package struct PaymentOperations: Sendable {
    let context: OperationContext

    /// The instant by which relative dates of a search are read.
    package func now() -> Timestamp { self.context.time.now() }

    /// A request to run once: its key counts for this application, mode and endpoint, and for this body alone.
    package func onceRequest(_ endpoint: String, _ key: IdempotencyKey, body: [UInt8], as caller: Caller) -> OnceRequest
    {
        OnceRequest(
            scope: IdempotencyScope(
                applicationID: caller.application.id,
                accountID: caller.account.id,
                mode: caller.mode,
                endpoint: endpoint,
                key: key
            ),
            fingerprint: self.context.keyring.fingerprint(request: body)
        )
    }

    /// A payment of the caller's account and mode, with its refunds.
    /// - Throws: `payment_not_found`.
    package func payment(_ id: Payment.ID, as caller: Caller) async throws -> PaymentWithRefunds {
        try caller.require(.read)
        return try await self.context.store.read { transaction in
            guard let payment = try transaction.payment(id, account: caller.account.id, mode: caller.mode) else {
                throw Failure(.paymentNotFound)
            }
            return try PaymentWithRefunds(payment, in: transaction)
        }
    }

    /// One page of the payments of the caller's account and mode.
    package func search(_ search: PaymentSearch, as caller: Caller) async throws -> Page<PaymentWithRefunds> {
        try caller.require(.read)
        return try await self.context.store.read { transaction in
            let page = try transaction.payments(search, account: caller.account.id, mode: caller.mode)
            return Page(
                elements: try page.elements.map { try PaymentWithRefunds($0, in: transaction) },
                total: page.total,
                limit: page.limit,
                offset: page.offset
            )
        }
    }
}

/// A payment together with the refunds made on it, oldest first.
package struct PaymentWithRefunds: Sendable {
    package let payment: Payment
    package let refunds: [Refund]

    package init(payment: Payment, refunds: [Refund]) {
        self.payment = payment
        self.refunds = refunds
    }

    init(_ payment: Payment, in transaction: any ReadTransaction) throws {
        // Without refunded money there is no refund to look for.
        let refunds = payment.refunded.minor > 0 ? try transaction.refunds(of: payment.id) : []
        self.init(payment: payment, refunds: refunds)
    }
}

extension OperationContext {
    /// Writes the event of a payment's change, in the change's own transaction.
    func record(_ kind: Event.Kind, _ payment: Payment, at now: Timestamp, in transaction: any Transaction) throws {
        try self.record(
            kind,
            of: payment.accountID,
            payment.applicationID,
            payment.mode,
            about: payment.id.description,
            at: now,
            in: transaction
        )
    }
}
