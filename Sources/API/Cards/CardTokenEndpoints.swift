import Domain
import HTTPTypes
import Operations
import Web

/// Makes a card token, of a card's details or of a customer's card; an empty body makes an empty one, which older browser libraries complete later.
struct CreateCardToken: KeyEndpoint {
    static let route = Route(.post, "/v1/card_tokens")

    let cardTokens: CardTokenOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let json = try await call.json()
        let fields = try Fields(json)
        let token: CardToken
        if let saved = try fields.textOrNumber("card_id", max: 40) {
            let code = try fields.secret("security_code")
            token = try await self.cardTokens.create(of: CustomerCard.ID(saved), securityCode: code, as: caller)
        } else {
            token = try await self.cardTokens.create(try CardEntry.read(json), as: caller)
        }
        return Answer(status: .created, json: CardTokenView.json(token, at: token.createdAt))
    }
}

/// Reads a card token of the caller's application and mode.
struct ReadCardToken: KeyEndpoint {
    static let route = Route(.get, "/v1/card_tokens/:id")

    let cardTokens: CardTokenOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let (token, now) = try await self.cardTokens.cardToken(CardToken.ID(call.parameter("id")), as: caller)
        return Answer(json: CardTokenView.json(token, at: now))
    }
}

/// Makes a new card token of the same card, for a second try after a rejected payment.
struct CloneCardToken: KeyEndpoint {
    static let route = Route(.post, "/v1/card_tokens/:id/clone")

    let cardTokens: CardTokenOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        let token = try await self.cardTokens.clone(CardToken.ID(call.parameter("id")), as: caller)
        return Answer(status: .created, json: CardTokenView.json(token, at: token.createdAt))
    }
}

/// Gives an empty card token its card, or a clone its security code; browser libraries send no key here, the token's id is the proof.
struct CompleteCardToken: OpenEndpoint {
    static let route = Route(.put, "/v1/card_tokens/:id")

    let cardTokens: CardTokenOperations

    func handle(_ call: Call) async throws -> Answer {
        let id = CardToken.ID(call.parameter("id"))
        let json = try await call.json()
        let token: CardToken
        if let code = try CardEntry.readOnlySecurityCode(json) {
            token = try await self.cardTokens.complete(id, securityCode: code)
        } else {
            guard let entry = try CardEntry.read(json) else { throw Failure(.cardNumberMissing) }
            token = try await self.cardTokens.complete(id, entry)
        }
        return Answer(json: CardTokenView.json(token, at: token.updatedAt))
    }
}
