package import Domain

extension Refund {
    static let columns: Query = "id, payment_id, mode, currency, amount_minor, created_at"

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            paymentID: try row.id(1),
            mode: try row.name(2),
            amount: Money(minor: try row.integer(4), currency: try row.name(3)),
            createdAt: try row.instant(5)
        )
    }
}

extension ReadTransaction {
    /// The refunds of a payment, oldest first.
    package func refunds(of payment: Payment.ID) throws -> [Refund] {
        try self.rows("SELECT \(Refund.columns) FROM refund WHERE payment_id = \(payment) ORDER BY created_at, id")
            .map { try Refund($0) }
    }
}

extension Transaction {
    package func insert(_ refund: Refund) throws {
        try self.execute(
            """
            INSERT INTO refund (id, payment_id, mode, currency, amount_minor, created_at)
            VALUES (\(refund.id), \(refund.paymentID), \(refund.mode), \(refund.amount.currency),
                \(refund.amount.minor), \(refund.createdAt))
            """
        )
    }
}
