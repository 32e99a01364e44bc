import Domain
import HTTPTypes
import Operations
import Web

/// Gives money back: all that is left without an amount, or the amount named.
struct CreateRefund: CallerEndpoint {
    static let route = Route(.post, "/v1/payments/:id/refunds")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let key = try call.idempotencyKey()
        let id = try call.paymentID()
        let bytes = try await call.bodyBytes()
        let fields = try Fields(bytes.isEmpty ? .object([]) : try JSON(parsing: bytes))
        let amount = try fields.amount("amount", in: caller.site.currency)
        let once = self.payments.onceRequest("POST /v1/payments/\(id)/refunds", key, body: bytes, as: caller)
        let answered = try await self.payments.refund(id, amount, once: once, as: caller) { refund, payment in
            StoredAnswer(status: 201, body: RefundView.json(refund, of: payment).compact)
        }
        return Answer(answered)
    }
}

/// The refunds of a payment, oldest first.
struct ListRefunds: CallerEndpoint {
    static let route = Route(.get, "/v1/payments/:id/refunds")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let found = try await self.payments.payment(try call.paymentID(), as: caller)
        return Answer(json: .array(found.refunds.map { RefundView.json($0, of: found.payment) }))
    }
}

/// One refund of a payment.
struct ReadRefund: CallerEndpoint {
    static let route = Route(.get, "/v1/payments/:id/refunds/:refund")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let found = try await self.payments.payment(try call.paymentID(), as: caller)
        let id = call.id("refund", of: Refund.self)
        guard let refund = found.refunds.first(where: { $0.id == id }) else { throw Failure(.refundNotFound) }
        return Answer(json: RefundView.json(refund, of: found.payment))
    }
}
