/// The state of a payment as the provider names it.
package enum PaymentStatus: String, CaseIterable, Sendable {
    case pending
    case inProcess = "in_process"
    case authorized
    case approved
    case rejected
    case cancelled
    case refunded

    /// Whether nothing can change the payment any more.
    package var isTerminal: Bool { self == .rejected || self == .cancelled || self == .refunded }

    /// Whether the seller can still call it off.
    package var isCancellable: Bool { self == .pending || self == .inProcess || self == .authorized }
}

/// The reason of a payment's state as the provider names it.
package enum PaymentStatusDetail: String, CaseIterable, Sendable {
    case accredited
    case partiallyRefunded = "partially_refunded"
    case pendingCapture = "pending_capture"
    case pendingContingency = "pending_contingency"
    case pendingWaitingTransfer = "pending_waiting_transfer"
    case pendingWaitingPayment = "pending_waiting_payment"
    case byCollector = "by_collector"
    case expired
    case refunded
    case otherReason = "cc_rejected_other_reason"
    case callForAuthorize = "cc_rejected_call_for_authorize"
    case insufficientAmount = "cc_rejected_insufficient_amount"
    case badSecurityCode = "cc_rejected_bad_filled_security_code"
    case badDate = "cc_rejected_bad_filled_date"
    case badOther = "cc_rejected_bad_filled_other"
    case badCardNumber = "cc_rejected_bad_filled_card_number"
    case invalidInstallments = "cc_rejected_invalid_installments"
    case duplicatedPayment = "cc_rejected_duplicated_payment"
    case cardDisabled = "cc_rejected_card_disabled"
    case cardTypeNotAllowed = "cc_rejected_card_type_not_allowed"
    case maxAttempts = "cc_rejected_max_attempts"
    case blacklist = "cc_rejected_blacklist"
    case notSupported = "not_supported"
    case amountRateLimitExceeded = "cc_amount_rate_limit_exceeded"
}

/// What a processor says of a charge it was asked to carry out.
package enum ChargeOutcome: Equatable, Sendable {
    case approved
    case inProcess(PaymentStatusDetail)
    case pending(PaymentStatusDetail)
    case rejected(PaymentStatusDetail)
}
