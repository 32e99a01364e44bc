import Domain
import HTTPTypes
import Operations
import Web

/// Reads a payment of the caller's account and mode.
struct ReadPayment: CallerEndpoint {
    static let route = Route(.get, "/v1/payments/:id")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let payment = try await self.payments.payment(try call.paymentID(), as: caller)
        return Answer(json: PaymentView.json(payment))
    }
}

extension Call {
    /// The payment in the path.
    /// - Throws: `payment_not_found` when it can be no payment's id.
    func paymentID() throws(Failure) -> Payment.ID {
        guard let id = self.id("id", of: Payment.self) else { throw Failure(.paymentNotFound) }
        return id
    }
}
