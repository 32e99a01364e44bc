import Domain
import HTTPTypes
import Operations
import Web

/// Captures, cancels or amends a payment.
struct UpdatePayment: CallerEndpoint {
    static let route = Route(.put, "/v1/payments/:id")
    static let isOfPlatform = true

    let payments: PaymentOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let change = try PaymentChange.read(try Fields(try await call.json()), in: caller.site)
        return Answer(json: PaymentView.json(try await self.payments.update(try call.paymentID(), change, as: caller)))
    }
}

extension PaymentChange {
    fileprivate static func read(_ fields: Fields, in site: Site) throws(Failure) -> PaymentChange {
        var change = PaymentChange()
        change.step = try self.step(fields, in: site)
        if fields["description"] != nil { change.description = .set(try fields.text("description")) }
        if fields["external_reference"] != nil { change.externalReference = .set(try fields.externalReference()) }
        if fields["notification_url"] != nil { change.notificationURL = .set(try fields.notificationURL()) }
        if let metadata = try fields.document("metadata") { change.metadata = .set(metadata) }
        return change
    }

    private static func step(_ fields: Fields, in site: Site) throws(Failure) -> Step? {
        if let status = try fields.text("status") {
            guard status == "cancelled" else {
                throw Failure(.invalidValue, field: "status", expected: "cancelled: the only state a seller can set")
            }
            return .cancel
        }
        guard try fields.flag("capture") == true else { return nil }
        return .capture(try fields.amount("transaction_amount", in: site.currency))
    }
}
