/// A payment with its state machine; every change returns the next state or throws why there is none.
///
/// Invariants: `refunded <= captured <= authorized`, and a terminal state never changes. The schema keeps them too.
package struct Payment: Equatable, Sendable {
    package typealias ID = NumericID<Payment>

    package let id: ID
    package let accountID: Account.ID
    package let applicationID: Application.ID
    package let mode: Mode
    package let site: Site
    package private(set) var details: PaymentDetails
    /// What is fixed when the payment is made.
    package let terms: PaymentTerms
    package private(set) var status: PaymentStatus
    package private(set) var statusDetail: PaymentStatusDetail
    package let authorized: Money
    package private(set) var captured: Money
    package private(set) var refunded: Money
    package let createdAt: Timestamp
    package private(set) var updatedAt: Timestamp
    package private(set) var approvedAt: Timestamp?
    /// When a payment that still waits is cancelled by itself.
    package private(set) var expiresAt: Timestamp?

    /// A payment read back from storage.
    package init(
        id: ID,
        accountID: Account.ID,
        applicationID: Application.ID,
        mode: Mode,
        site: Site,
        details: PaymentDetails,
        terms: PaymentTerms,
        status: PaymentStatus,
        statusDetail: PaymentStatusDetail,
        authorized: Money,
        captured: Money,
        refunded: Money,
        createdAt: Timestamp,
        updatedAt: Timestamp,
        approvedAt: Timestamp?,
        expiresAt: Timestamp?
    ) {
        self.id = id
        self.accountID = accountID
        self.applicationID = applicationID
        self.mode = mode
        self.site = site
        self.details = details
        self.terms = terms
        self.status = status
        self.statusDetail = statusDetail
        self.authorized = authorized
        self.captured = captured
        self.refunded = refunded
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.approvedAt = approvedAt
        self.expiresAt = expiresAt
    }

    /// A new payment in the state its outcome gives it.
    package init(id: ID, of order: ChargeOrder, for caller: Caller, outcome: ChargeOutcome, at now: Timestamp) {
        let zero = Money(minor: 0, currency: order.amount.currency)
        self.init(
            id: id,
            accountID: caller.account.id,
            applicationID: caller.application.id,
            mode: caller.mode,
            site: caller.site,
            details: order.details,
            terms: order.terms,
            status: .rejected,
            statusDetail: .otherReason,
            authorized: order.amount,
            captured: zero,
            refunded: zero,
            createdAt: now,
            updatedAt: now,
            approvedAt: nil,
            expiresAt: nil
        )
        self.apply(outcome, order, at: now)
    }

    private mutating func apply(_ outcome: ChargeOutcome, _ order: ChargeOrder, at now: Timestamp) {
        switch outcome {
        case .approved where order.terms.capturesAtOnce:
            self.status = .approved
            self.statusDetail = .accredited
            self.captured = order.amount
            self.approvedAt = now
        case .approved:
            self.status = .authorized
            self.statusDetail = .pendingCapture
            self.expiresAt = self.site.captureWindowDays.map { now.adding(.days($0)) }
        case .inProcess(let detail):
            // Binary mode promises an answer at once: what would stay open is rejected.
            self.status = order.terms.isBinary ? .rejected : .inProcess
            self.statusDetail = order.terms.isBinary ? .otherReason : detail
            self.expiresAt = order.terms.isBinary ? nil : now.adding(Limits.pendingLife)
        case .pending(let detail):
            self.status = .pending
            self.statusDetail = detail
            self.expiresAt = order.expiresAt ?? now.adding(Limits.pendingLife)
        case .rejected(let detail):
            self.status = .rejected
            self.statusDetail = detail
        }
    }

    /// The amount the provider's `transaction_amount` shows: what was captured, or what could be.
    package var amount: Money { self.captured.minor > 0 ? self.captured : self.authorized }

    /// Takes an authorised payment's money, or less of it where the site allows that.
    /// - Throws: `payment_state_conflict` or `capture_amount_invalid`.
    package mutating func capture(_ amount: Money?, at now: Timestamp) throws(Failure) {
        guard self.status == .authorized else { throw self.conflict("only an authorized payment can be captured") }
        let amount = amount ?? self.authorized
        guard amount.minor > 0, amount.minor <= self.authorized.minor else {
            throw Failure(.captureAmountInvalid, expected: "more than 0 and at most \(self.authorized.number)")
        }
        guard amount == self.authorized || self.site.capturesPartially else {
            throw Failure(
                .captureAmountInvalid,
                expected: "\(self.authorized.number): this site captures whole amounts"
            )
        }
        self.status = .approved
        self.statusDetail = .accredited
        self.captured = amount
        self.approvedAt = now
        self.updatedAt = now
        self.expiresAt = nil
    }

    /// Calls the payment off before any money has moved.
    /// - Throws: `payment_state_conflict`.
    package mutating func cancel(at now: Timestamp) throws(Failure) {
        guard self.status.isCancellable else {
            throw self.conflict("only a pending, in_process or authorized payment can be cancelled")
        }
        self.end(.byCollector, at: now)
    }

    /// Ends a payment that waited too long; false when it does not wait or its time has not come.
    package mutating func expire(at now: Timestamp) -> Bool {
        guard self.status.isCancellable, let expiresAt, expiresAt <= now else { return false }
        self.end(.expired, at: now)
        return true
    }

    private mutating func end(_ detail: PaymentStatusDetail, at now: Timestamp) {
        self.status = .cancelled
        self.statusDetail = detail
        self.updatedAt = now
        self.expiresAt = nil
    }

    /// Gives captured money back, all that is left when no amount is named; returns the amount of this refund.
    /// - Throws: `refund_state_conflict`, `refund_amount_invalid` or `refund_too_old`.
    package mutating func refund(_ amount: Money?, at now: Timestamp) throws(Failure) -> Money {
        guard self.status == .approved, let approvedAt else {
            throw Failure(.refundStateConflict, expected: "This payment is \(self.status.rawValue)")
        }
        guard now <= approvedAt.adding(Limits.refundWindow) else { throw Failure(.refundTooOld) }
        let left = Money(minor: self.captured.minor - self.refunded.minor, currency: self.captured.currency)
        let amount = amount ?? left
        guard amount.minor > 0, amount.minor <= left.minor else {
            throw Failure(.refundAmountInvalid, expected: "more than 0 and at most \(left.number)")
        }
        self.refunded = Money(minor: self.refunded.minor + amount.minor, currency: amount.currency)
        let isWhole = self.refunded == self.captured
        self.status = isWhole ? .refunded : .approved
        self.statusDetail = isWhole ? .refunded : .partiallyRefunded
        self.updatedAt = now
        return amount
    }

    /// Changes what the seller may change at any time.
    package mutating func amend(_ details: PaymentDetails, at now: Timestamp) {
        self.details = details
        self.updatedAt = now
    }

    private func conflict(_ rule: String) -> Failure {
        Failure(.paymentStateConflict, expected: "This payment is \(self.status.rawValue); \(rule)")
    }
}
