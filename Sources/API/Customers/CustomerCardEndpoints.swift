import Domain
import HTTPTypes
import Operations
import Web

/// Keeps the card of a card token.
struct SaveCustomerCard: CallerEndpoint {
    static let route = Route(.post, "/v1/customers/:id/cards")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let fields = try Fields(try await call.json())
        guard let token = try fields.text("token", max: 64) else { throw Failure(.missingParameter, field: "token") }
        let card = try await self.customers.save(CardToken.ID(token), of: call.customerID, as: caller)
        return Answer(status: .created, json: CustomerCardView.json(card, in: caller.site))
    }
}

/// The cards of a customer, oldest first.
struct ListCustomerCards: CallerEndpoint {
    static let route = Route(.get, "/v1/customers/:id/cards")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let cards = try await self.customers.cards(of: call.customerID, as: caller)
        return Answer(json: .array(cards.map { CustomerCardView.json($0, in: caller.site) }))
    }
}

/// One card of a customer.
struct ReadCustomerCard: CallerEndpoint {
    static let route = Route(.get, "/v1/customers/:id/cards/:card")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let card = try await self.customers.card(call.cardID, of: call.customerID, as: caller)
        return Answer(json: CustomerCardView.json(card, in: caller.site))
    }
}

/// Amends when a card ends and whose it is.
struct UpdateCustomerCard: CallerEndpoint {
    static let route = Route(.put, "/v1/customers/:id/cards/:card")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let fields = try Fields(try await call.json())
        let holder = try fields.object("cardholder")
        let cardholder = try holder.text("name", max: 100)
            .map { name throws(Failure) in
                Cardholder(name: name, identification: try Identification.read(try holder.object("identification")))
            }
        let card = try await self.customers.update(
            call.cardID,
            of: call.customerID,
            expirationMonth: try fields.integer("expiration_month"),
            expirationYear: try fields.integer("expiration_year"),
            cardholder: cardholder,
            as: caller
        )
        return Answer(json: CustomerCardView.json(card, in: caller.site))
    }
}

/// Forgets a card, and answers what it was.
struct DeleteCustomerCard: CallerEndpoint {
    static let route = Route(.delete, "/v1/customers/:id/cards/:card")
    static let isOfPlatform = true

    let customers: CustomerOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let card = try await self.customers.delete(call.cardID, of: call.customerID, as: caller)
        return Answer(json: CustomerCardView.json(card, in: caller.site))
    }
}

extension Call {
    fileprivate var cardID: CustomerCard.ID { CustomerCard.ID(self.parameter("card")) }
}
