import Domain

/// The form in which a payment's fixed parts are kept: one JSON text that is never queried.
extension PaymentTerms {
    var stored: JSON {
        var members: [JSON.Member] = [
            .init("method", .string(self.paymentMethodID)), .init("kind", .string(self.kind.rawValue)),
            .init("installments", .integer(self.installments)), .init("issuer", .text(self.issuerID)),
            .init("captures", .bool(self.capturesAtOnce)), .init("binary", .bool(self.isBinary)),
            .init("payer", self.payer.stored),
        ]
        if let text = self.statementDescriptor { members.append(.init("descriptor", .string(text))) }
        if let card = self.card { members.append(.init("card", card.stored)) }
        if let code = self.code { members.append(.init("code", code.stored)) }
        if let url = self.callbackURL { members.append(.init("callback", .string(url))) }
        if let bank = self.financialInstitutionID { members.append(.init("bank", .string(bank))) }
        return .object(members)
    }

    init(stored: JSON, cardTokenID: CardToken.ID?) throws {
        let reader = StoredReader(json: stored)
        guard let kind = PaymentMethod.Kind(rawValue: try reader.text("kind")) else {
            throw StoredReader.broken("kind")
        }
        self.init(
            paymentMethodID: try reader.text("method"),
            kind: kind,
            installments: try reader.integer("installments"),
            issuerID: stored["issuer"]?.string,
            capturesAtOnce: stored["captures"] == true,
            isBinary: stored["binary"] == true,
            statementDescriptor: stored["descriptor"]?.string,
            payer: try Payer(stored: try reader.value("payer")),
            cardTokenID: cardTokenID,
            card: try stored["card"].map { try StoredCard(stored: $0) },
            code: try stored["code"].map { try PaymentCode(stored: $0) },
            callbackURL: stored["callback"]?.string,
            financialInstitutionID: stored["bank"]?.string
        )
    }
}

extension Payer {
    fileprivate var stored: JSON {
        [
            "email": .string(self.email.text), "first_name": .text(self.firstName), "last_name": .text(self.lastName),
            "id_type": .text(self.identification?.type), "id_number": .text(self.identification?.number),
            "address": .bool(self.hasAddress),
        ]
    }

    fileprivate init(stored: JSON) throws {
        let identification: Identification? = stored["id_type"]?.string
            .map { type in
                Identification(type: type, number: stored["id_number"]?.string ?? "")
            }
        self.init(
            email: EmailAddress(stored: try StoredReader(json: stored).text("email")),
            firstName: stored["first_name"]?.string,
            lastName: stored["last_name"]?.string,
            identification: identification,
            hasAddress: stored["address"] == true
        )
    }
}

extension StoredCard {
    fileprivate var stored: JSON {
        [
            "test_card": .string(self.testCardID), "method": .string(self.paymentMethodID),
            "first_six": .string(self.firstSix), "last_four": .string(self.lastFour),
            "fingerprint": .string(Hexadecimal.text(self.fingerprint)), "length": .integer(self.numberLength),
            "code_length": .integer(self.securityCodeLength), "month": .integer(self.expirationMonth),
            "year": .integer(self.expirationYear), "name": .string(self.cardholder.name),
            "id_type": .text(self.cardholder.identification?.type),
            "id_number": .text(self.cardholder.identification?.number),
        ]
    }

    fileprivate init(stored: JSON) throws {
        let reader = StoredReader(json: stored)
        let identification: Identification? = stored["id_type"]?.string
            .map { type in
                Identification(type: type, number: stored["id_number"]?.string ?? "")
            }
        self.init(
            testCardID: try reader.text("test_card"),
            paymentMethodID: try reader.text("method"),
            firstSix: try reader.text("first_six"),
            lastFour: try reader.text("last_four"),
            fingerprint: Hexadecimal.bytes(try reader.text("fingerprint")) ?? [],
            numberLength: try reader.integer("length"),
            securityCodeLength: try reader.integer("code_length"),
            expirationMonth: try reader.integer("month"),
            expirationYear: try reader.integer("year"),
            cardholder: Cardholder(name: try reader.text("name"), identification: identification)
        )
    }
}

extension PaymentCode {
    fileprivate var stored: JSON {
        switch self {
        case .pix(let text): ["pix": .string(text)]
        case .boleto(let digits): ["boleto": .string(digits)]
        case .reference(let digits): ["reference": .string(digits)]
        }
    }

    fileprivate init(stored: JSON) throws {
        if let text = stored["pix"]?.string {
            self = .pix(text)
        } else if let digits = stored["boleto"]?.string {
            self = .boleto(digits)
        } else {
            self = .reference(try StoredReader(json: stored).text("reference"))
        }
    }
}

private struct StoredReader {
    let json: JSON

    func value(_ name: String) throws -> JSON {
        guard let value = self.json[name] else { throw Self.broken(name) }
        return value
    }

    func text(_ name: String) throws -> String {
        guard let text = self.json[name]?.string else { throw Self.broken(name) }
        return text
    }

    func integer(_ name: String) throws -> Int64 {
        guard case .number(let text)? = self.json[name], let number = Int64(text) else { throw Self.broken(name) }
        return number
    }

    static func broken(_ name: String) -> StorageFailure { .broken("stored payment terms lack \(name)") }
}
