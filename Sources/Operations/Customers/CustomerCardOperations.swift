package import Domain
import Storage

/// A customer with the cards that are kept of them, oldest first.
package struct CustomerWithCards: Sendable {
    package let customer: Customer
    package let cards: [CustomerCard]
}

extension CustomerOperations {
    /// The cards of a customer, oldest first.
    /// - Throws: `customer_not_found` or `insufficient_scope`.
    package func cards(of id: Customer.ID, as caller: Caller) async throws -> [CustomerCard] {
        try await self.customer(id, as: caller).cards
    }

    /// Keeps the card of a card token, which is used up by it; a card that is kept already is renewed.
    /// - Throws: `customer_not_found`, `card_token_not_found`, the token's state, or `insufficient_scope`.
    package func save(_ token: CardToken.ID, of id: Customer.ID, as caller: Caller) async throws -> CustomerCard {
        try caller.require(.write)
        let now = self.context.time.now()
        let cardID = self.context.random.customerCardID()
        return try await self.context.store.write { transaction in
            let customer = try transaction.customer(id, of: caller)
            guard let token = try transaction.cardToken(token, of: caller) else { throw Failure(.cardTokenNotFound) }
            let card = try token.usableCard(at: now)
            guard try transaction.useCardToken(token.id, at: now) else { throw Failure(.cardTokenUsed) }
            let known = try transaction.cards(of: [customer.id]).first { $0.card.fingerprint == card.fingerprint }
            if var known {
                try known.renew(card, at: now)
                try transaction.update(known)
                return known
            }
            let saved = CustomerCard(
                id: cardID,
                customerID: customer.id,
                accountID: customer.accountID,
                mode: customer.mode,
                card: card,
                createdAt: now,
                updatedAt: now
            )
            try transaction.insert(saved)
            return saved
        }
    }

    /// - Throws: `customer_card_not_found` or `insufficient_scope`.
    package func card(_ id: CustomerCard.ID, of customer: Customer.ID, as caller: Caller) async throws -> CustomerCard {
        try caller.require(.read)
        return try await self.context.store.read { try $0.card(id, of: customer, caller) }
    }

    /// Amends a card; what is nil stays as it is.
    /// - Throws: `customer_card_not_found`, `expiration_month_invalid`, `expiration_year_invalid` or
    ///   `insufficient_scope`.
    package func update(
        _ id: CustomerCard.ID,
        of customer: Customer.ID,
        expirationMonth: Int64?,
        expirationYear: Int64?,
        cardholder: Cardholder?,
        as caller: Caller
    ) async throws -> CustomerCard {
        try caller.require(.write)
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            var saved = try transaction.card(id, of: customer, caller)
            let card = saved.card.with(
                expirationMonth: expirationMonth,
                expirationYear: expirationYear,
                cardholder: cardholder
            )
            try saved.renew(card, at: now)
            try transaction.update(saved)
            return saved
        }
    }

    /// Forgets a card.
    /// - Returns: The card as it was.
    /// - Throws: `customer_card_not_found` or `insufficient_scope`.
    package func delete(_ id: CustomerCard.ID, of customer: Customer.ID, as caller: Caller) async throws -> CustomerCard
    {
        try caller.require(.write)
        return try await self.context.store.write { transaction in
            let saved = try transaction.card(id, of: customer, caller)
            try transaction.delete(saved.id)
            return saved
        }
    }
}

extension ReadTransaction {
    /// - Throws: `customer_card_not_found`.
    fileprivate func card(_ id: CustomerCard.ID, of customer: Customer.ID, _ caller: Caller) throws -> CustomerCard {
        let saved = try self.customerCard(id, account: caller.account.id, mode: caller.mode)
        guard let saved, saved.customerID == customer else { throw Failure(.customerCardNotFound) }
        return saved
    }
}
