import Domain
import HTTPTypes
import Operations
import Web

/// Makes a payment; a card's refusal is an answer like any other (201, `rejected`), not an error.
struct CreatePayment: CallerEndpoint {
    static let route = Route(.post, "/v1/payments")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let key = try call.idempotencyKey()
        let bytes = try await call.bodyBytes()
        let request = try ChargeRequest.read(try JSON(parsing: bytes), in: caller.site)
        let once = self.payments.onceRequest("POST /v1/payments", key, body: bytes, as: caller)
        let answered = try await self.payments.create(request, once: once, as: caller) { payment in
            StoredAnswer(status: 201, body: PaymentView.json(payment).compact)
        }
        return Answer(answered)
    }
}
