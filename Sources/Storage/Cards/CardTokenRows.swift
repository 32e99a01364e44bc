package import Domain

extension CardToken {
    static let columns: Query = """
        id, application_id, mode, public_key, test_card_id, payment_method_id, first_six, last_four, fingerprint,
        number_length, security_code_length, expiration_month, expiration_year, cardholder_name, identification_type,
        identification_number, created_at, updated_at, due_at, used_at, awaits_security_code,
        account_id, customer_card_id
        """

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            accountID: try row.id(21),
            mode: try row.name(2),
            publicKey: try row.text(3),
            card: row.isNull(4) ? nil : try StoredCard(row, from: 4),
            customerCardID: try row.optional(22, ResultRow.id),
            createdAt: try row.instant(16),
            updatedAt: try row.instant(17),
            dueAt: try row.instant(18),
            usedAt: try row.optional(19, ResultRow.instant),
            awaitsSecurityCode: try row.integer(20) == 1
        )
    }
}

extension StoredCard {
    /// - Parameter first: The place of the first of its twelve columns.
    init(_ row: ResultRow, from first: Int) throws {
        let identification: Identification? =
            row.isNull(first + 10)
            ? nil : Identification(type: try row.text(first + 10), number: try row.text(first + 11))
        self.init(
            testCardID: try row.text(first),
            paymentMethodID: try row.text(first + 1),
            firstSix: try row.text(first + 2),
            lastFour: try row.text(first + 3),
            fingerprint: try row.blob(first + 4),
            numberLength: try row.integer(first + 5),
            securityCodeLength: try row.integer(first + 6),
            expirationMonth: try row.integer(first + 7),
            expirationYear: try row.integer(first + 8),
            cardholder: Cardholder(name: try row.text(first + 9), identification: identification)
        )
    }
}

extension ReadTransaction {
    /// A card token of a caller's application, account and mode; tokens of others look absent.
    package func cardToken(_ id: CardToken.ID, of caller: Caller) throws -> CardToken? {
        let rows = try self.rows(
            """
            SELECT \(CardToken.columns) FROM card_token
            WHERE id = \(id) AND application_id = \(caller.application.id) AND account_id = \(caller.account.id)
                AND mode = \(caller.mode)
            """
        )
        return try rows.first.map { try CardToken($0) }
    }

    /// A card token by its id alone, for the browser libraries that complete one without a key.
    package func cardToken(_ id: CardToken.ID) throws -> CardToken? {
        try self.rows("SELECT \(CardToken.columns) FROM card_token WHERE id = \(id)").first.map { try CardToken($0) }
    }
}

extension Transaction {
    package func insert(_ token: CardToken) throws {
        let card = token.card
        try self.execute(
            """
            INSERT INTO card_token (id, application_id, mode, public_key, test_card_id, payment_method_id, first_six,
                last_four, fingerprint, number_length, security_code_length, expiration_month, expiration_year,
                cardholder_name, identification_type, identification_number, created_at, updated_at, due_at, used_at,
                awaits_security_code, account_id, customer_card_id)
            VALUES (\(token.id), \(token.applicationID), \(token.mode), \(token.publicKey), \(card?.testCardID),
                \(card?.paymentMethodID), \(card?.firstSix), \(card?.lastFour), \(card?.fingerprint),
                \(card?.numberLength), \(card?.securityCodeLength), \(card?.expirationMonth), \(card?.expirationYear),
                \(card?.cardholder.name), \(card?.cardholder.identification?.type),
                \(card?.cardholder.identification?.number), \(token.createdAt), \(token.updatedAt), \(token.dueAt),
                \(token.usedAt), \(token.awaitsSecurityCode ? 1 as Int64 : 0),
                \(token.accountID), \(token.customerCardID))
            """
        )
    }

    /// Gives an empty token its card; false when it had one already, or is used or past its end.
    package func fill(_ id: CardToken.ID, with card: StoredCard, at now: Timestamp) throws -> Bool {
        try self.execute(
            """
            UPDATE card_token SET test_card_id = \(card.testCardID), payment_method_id = \(card.paymentMethodID),
                first_six = \(card.firstSix), last_four = \(card.lastFour), fingerprint = \(card.fingerprint),
                number_length = \(card.numberLength), security_code_length = \(card.securityCodeLength),
                expiration_month = \(card.expirationMonth), expiration_year = \(card.expirationYear),
                cardholder_name = \(card.cardholder.name),
                identification_type = \(card.cardholder.identification?.type),
                identification_number = \(card.cardholder.identification?.number), updated_at = \(now)
            WHERE id = \(id) AND test_card_id IS NULL AND used_at IS NULL AND due_at > \(now)
            """
        ) == 1
    }

    /// Notes that a clone's security code was typed in; false when it awaits none, or is used or past its end.
    package func noteSecurityCode(of id: CardToken.ID, at now: Timestamp) throws -> Bool {
        try self.execute(
            """
            UPDATE card_token SET awaits_security_code = 0, updated_at = \(now)
            WHERE id = \(id) AND awaits_security_code = 1 AND used_at IS NULL AND due_at > \(now)
            """
        ) == 1
    }

    /// Uses a token up; false when it was used before or is past its end.
    package func useCardToken(_ id: CardToken.ID, at now: Timestamp) throws -> Bool {
        try self.execute(
            """
            UPDATE card_token SET used_at = \(now), updated_at = \(now)
            WHERE id = \(id) AND used_at IS NULL AND due_at > \(now)
            """
        ) == 1
    }
}
