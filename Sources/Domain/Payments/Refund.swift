/// Money given back on a payment.
package struct Refund: Equatable, Sendable {
    package typealias ID = NumericID<Refund>

    package let id: ID
    package let paymentID: Payment.ID
    package let mode: Mode
    package let amount: Money
    package let createdAt: Timestamp

    package init(id: ID, paymentID: Payment.ID, mode: Mode, amount: Money, createdAt: Timestamp) {
        self.id = id
        self.paymentID = paymentID
        self.mode = mode
        self.amount = amount
        self.createdAt = createdAt
    }
}
