package import Domain

extension CustomerCard {
    static let columns: Query = """
        id, customer_id, account_id, mode, test_card_id, payment_method_id, first_six, last_four, fingerprint,
        number_length, security_code_length, expiration_month, expiration_year, cardholder_name, identification_type,
        identification_number, created_at, updated_at
        """

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            customerID: try row.id(1),
            accountID: try row.id(2),
            mode: try row.name(3),
            card: try StoredCard(row, from: 4),
            createdAt: try row.instant(16),
            updatedAt: try row.instant(17)
        )
    }
}

extension ReadTransaction {
    /// The cards of some customers, oldest first.
    package func cards(of customers: [Customer.ID]) throws -> [CustomerCard] {
        guard !customers.isEmpty else { return [] }
        let ids = Query.joined(customers.map { "\($0)" }, separator: ", ")
        return
            try self.rows(
                "SELECT \(CustomerCard.columns) FROM customer_card WHERE customer_id IN (\(ids)) ORDER BY created_at, id"
            )
            .map { try CustomerCard($0) }
    }

    /// A card of a seller's customer in a mode; those of others look absent.
    package func customerCard(_ id: CustomerCard.ID, account: Account.ID, mode: Mode) throws -> CustomerCard? {
        try self.rows(
            """
            SELECT \(CustomerCard.columns) FROM customer_card
            WHERE id = \(id) AND account_id = \(account) AND mode = \(mode)
            """
        )
        .first.map { try CustomerCard($0) }
    }
}

extension Transaction {
    package func insert(_ saved: CustomerCard) throws {
        let card = saved.card
        try self.execute(
            """
            INSERT INTO customer_card (id, customer_id, account_id, mode, test_card_id, payment_method_id, first_six,
                last_four, fingerprint, number_length, security_code_length, expiration_month, expiration_year,
                cardholder_name, identification_type, identification_number, created_at, updated_at)
            VALUES (\(saved.id), \(saved.customerID), \(saved.accountID), \(saved.mode), \(card.testCardID),
                \(card.paymentMethodID), \(card.firstSix), \(card.lastFour), \(card.fingerprint),
                \(card.numberLength), \(card.securityCodeLength), \(card.expirationMonth), \(card.expirationYear),
                \(card.cardholder.name), \(card.cardholder.identification?.type),
                \(card.cardholder.identification?.number), \(saved.createdAt), \(saved.updatedAt))
            """
        )
    }

    package func update(_ saved: CustomerCard) throws {
        let card = saved.card
        try self.execute(
            """
            UPDATE customer_card SET expiration_month = \(card.expirationMonth),
                expiration_year = \(card.expirationYear), cardholder_name = \(card.cardholder.name),
                identification_type = \(card.cardholder.identification?.type),
                identification_number = \(card.cardholder.identification?.number), updated_at = \(saved.updatedAt)
            WHERE id = \(saved.id)
            """
        )
    }

    package func delete(_ card: CustomerCard.ID) throws {
        try self.execute("DELETE FROM customer_card WHERE id = \(card)")
    }
}
