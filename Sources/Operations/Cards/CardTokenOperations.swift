package import Domain
import Storage

/// What can be done with card tokens.
package struct CardTokenOperations: Sendable {
    let context: OperationContext

    /// Makes a card token; without a card it is an empty one, to be completed.
    ///
    /// Number and security code are judged and dropped: neither is kept, nor written anywhere.
    /// - Throws: the failure of the first detail of the card that is wrong, or `test_card_in_live_mode`.
    package func create(_ entry: CardEntry?, as caller: Caller) async throws -> CardToken {
        try self.requireSimulator(for: caller.mode)
        let now = self.context.time.now()
        let card = try entry.map { try self.stored($0, in: caller.site, at: now) }
        let token = CardToken(
            id: self.context.random.cardTokenID(),
            applicationID: caller.application.id,
            accountID: caller.account.id,
            mode: caller.mode,
            publicKey: caller.credential.kind == .publicKey ? caller.credential.shown : "",
            card: card,
            createdAt: now,
            updatedAt: now,
            dueAt: now.adding(Limits.cardTokenLife)
        )
        try await self.context.store.write { try $0.insert(token) }
        return token
    }

    /// Makes a card token of a card that is kept of one of the caller's customers.
    ///
    /// The security code is judged and dropped.
    /// - Throws: `customer_card_not_found`, `security_code_missing`, `security_code_invalid` or
    ///   `test_card_in_live_mode`.
    package func create(
        of id: CustomerCard.ID,
        securityCode: Secret?,
        as caller: Caller
    ) async throws -> CardToken {
        try self.requireSimulator(for: caller.mode)
        let now = self.context.time.now()
        let tokenID = self.context.random.cardTokenID()
        return try await self.context.store.write { transaction in
            guard let saved = try transaction.customerCard(id, account: caller.account.id, mode: caller.mode) else {
                throw Failure(.customerCardNotFound)
            }
            try Self.check(securityCode, of: saved.card)
            let token = CardToken(
                id: tokenID,
                applicationID: caller.application.id,
                accountID: caller.account.id,
                mode: caller.mode,
                publicKey: caller.credential.kind == .publicKey ? caller.credential.shown : "",
                card: saved.card,
                customerCardID: saved.id,
                createdAt: now,
                updatedAt: now,
                dueAt: now.adding(Limits.cardTokenLife)
            )
            try transaction.insert(token)
            return token
        }
    }

    /// - Throws: `security_code_missing` or `security_code_invalid`.
    private static func check(_ securityCode: Secret?, of card: StoredCard) throws(Failure) {
        let expected = String(card.securityCodeLength)
        guard let code = securityCode?.reveal().utf8 else { throw Failure(.securityCodeMissing, expected: expected) }
        guard code.count == card.securityCodeLength, code.allSatisfy(\.isDigit) else {
            throw Failure(.securityCodeInvalid, expected: expected)
        }
    }

    /// Gives an empty token its card; its id is all the proof that browser libraries send.
    /// - Throws: `card_token_not_found`, `card_token_complete`, `card_token_used`, `card_token_expired`, or the card's
    ///   failure.
    package func complete(_ id: CardToken.ID, _ entry: CardEntry) async throws -> CardToken {
        let now = self.context.time.now()
        let (token, site) = try await self.found(id)
        try self.requireSimulator(for: token.mode)
        let card = try self.stored(entry, in: site, at: now)
        return try await self.changed(id, at: now) { try $0.fill(id, with: card, at: now) }
    }

    /// Takes the security code of a clone, whose id is all the proof that libraries send.
    /// - Throws: `card_token_not_found`, `card_number_missing` for a token without a card, `security_code_invalid`,
    ///   `card_token_complete`, `card_token_used` or `card_token_expired`.
    package func complete(_ id: CardToken.ID, securityCode: Secret) async throws -> CardToken {
        let now = self.context.time.now()
        let (token, _) = try await self.found(id)
        guard let card = token.card else { throw Failure(.cardNumberMissing) }
        try Self.check(securityCode, of: card)
        return try await self.changed(id, at: now) { try $0.noteSecurityCode(of: id, at: now) }
    }

    /// Makes a new token of the same card, which then awaits its security code.
    /// - Throws: `card_token_not_found`.
    package func clone(_ id: CardToken.ID, as caller: Caller) async throws -> CardToken {
        let now = self.context.time.now()
        let cloneID = self.context.random.cardTokenID()
        return try await self.context.store.write { transaction in
            let token = try transaction.cardToken(id, of: caller)
            guard let clone = token?.clone(as: cloneID, at: now) else { throw Failure(.cardTokenNotFound) }
            try transaction.insert(clone)
            return clone
        }
    }

    /// A token by its id alone, with the site of its owner.
    private func found(_ id: CardToken.ID) async throws -> (CardToken, Site) {
        let found = try await self.context.store.read { transaction -> (CardToken, Site)? in
            guard let token = try transaction.cardToken(id), let account = try transaction.account(token.accountID)
            else { return nil }
            return (token, account.site)
        }
        guard let found else { throw Failure(.cardTokenNotFound) }
        return found
    }

    /// Changes a token that can be completed still, and reads it back.
    private func changed(
        _ id: CardToken.ID,
        at now: Timestamp,
        _ change: @escaping @Sendable (any Transaction) throws -> Bool
    ) async throws -> CardToken {
        try await self.context.store.write { transaction in
            let isChanged = try change(transaction)
            guard let token = try transaction.cardToken(id) else { throw Failure(.cardTokenNotFound) }
            guard isChanged else {
                switch token.status(at: now) {
                case .used: throw Failure(.cardTokenUsed)
                case .expired: throw Failure(.cardTokenExpired)
                case .active: throw Failure(.cardTokenComplete)
                }
            }
            return token
        }
    }

    /// A card token of the caller's application and mode, and the instant at which its status holds.
    /// - Throws: `card_token_not_found`.
    package func cardToken(_ id: CardToken.ID, as caller: Caller) async throws -> (CardToken, at: Timestamp) {
        let token = try await self.context.store.read { transaction in
            try transaction.cardToken(id, of: caller)
        }
        guard let token else { throw Failure(.cardTokenNotFound) }
        return (token, self.context.time.now())
    }

    /// Test cards count only where payments are simulated.
    private func requireSimulator(for mode: Mode) throws(Failure) {
        guard self.context.processors.isSimulated(mode) else { throw Failure(.testCardInLiveMode) }
    }

    private func stored(_ entry: CardEntry, in site: Site, at now: Timestamp) throws(Failure) -> StoredCard {
        let accepted = try entry.accepted(in: site, at: now)
        return StoredCard(
            testCardID: accepted.testCard.id,
            paymentMethodID: accepted.method.id,
            firstSix: entry.number.firstSix,
            lastFour: entry.number.lastFour,
            fingerprint: self.context.keyring.fingerprint(entry.number),
            numberLength: Int64(entry.number.digits.utf8.count),
            securityCodeLength: Int64(accepted.method.card?.securityCodeLength ?? 3),
            expirationMonth: entry.expirationMonth,
            expirationYear: entry.expirationYear,
            cardholder: entry.cardholder
        )
    }
}
