package import Domain

/// Reads the members of a JSON object by type; null counts as absent, and every refusal names the field.
package struct Fields: Sendable {
    private let json: JSON
    private let path: String

    /// - Throws: `invalid_type` when the value is no object.
    package init(_ json: JSON, path: String = "") throws(Failure) {
        guard case .object = json else {
            throw Failure(.invalidType, field: path.isEmpty ? "the body" : path, expected: "an object")
        }
        self.json = json
        self.path = path
    }

    package subscript(name: String) -> JSON? {
        // Not `isNull ? nil : value`: there `nil` would be read as the literal of JSON's null.
        guard let value = self.json[name], !value.isNull else { return nil }
        return value
    }

    package func name(of field: String) -> String { self.path.isEmpty ? field : "\(self.path).\(field)" }

    /// A text without control characters or card numbers; an empty one counts as absent.
    /// - Throws: `invalid_type`, `too_long`, `invalid_characters` or `card_number_in_text`.
    package func text(_ field: String, max: Int = Limits.textCharactersMax) throws(Failure) -> String? {
        guard let value = self[field] else { return nil }
        guard let text = value.string else {
            throw Failure(.invalidType, field: self.name(of: field), expected: "a text")
        }
        try self.check(text, field, max: max)
        return text.isEmpty ? nil : text
    }

    /// A text, or a number as its text: SDKs send some ids either way.
    package func textOrNumber(_ field: String, max: Int = Limits.textCharactersMax) throws(Failure) -> String? {
        guard case .number(let number)? = self[field] else { return try self.text(field, max: max) }
        try self.check(number, field, max: max)
        return number
    }

    /// A secret text or number, which is not looked into.
    /// - Parameter expected: What the refusal of another type names.
    /// - Throws: `invalid_type`.
    package func secret(_ field: String, expected: String = "a text of digits") throws(Failure) -> Secret? {
        switch self[field] {
        case nil, .string("")?: return nil
        case .string(let text)?, .number(let text)?: return Secret(text)
        default: throw Failure(.invalidType, field: self.name(of: field), expected: expected)
        }
    }

    /// A whole number, or its text.
    package func integer(_ field: String) throws(Failure) -> Int64? {
        guard let value = self[field] else { return nil }
        switch value {
        case .number(let text), .string(let text):
            guard let number = Int64(text) else {
                throw Failure(.invalidType, field: self.name(of: field), expected: "a whole number")
            }
            return number
        default: throw Failure(.invalidType, field: self.name(of: field), expected: "a whole number")
        }
    }

    package func flag(_ field: String) throws(Failure) -> Bool? {
        guard let value = self[field] else { return nil }
        guard case .bool(let flag) = value else {
            throw Failure(.invalidType, field: self.name(of: field), expected: "true or false")
        }
        return flag
    }

    /// The fields of a nested object; none when it is absent.
    package func object(_ field: String) throws(Failure) -> Fields {
        try Fields(self[field] ?? .object([]), path: self.name(of: field))
    }

    /// An exact amount.
    /// - Throws: `amount_not_numeric` or `invalid_amount`.
    package func amount(_ field: String, in currency: Currency) throws(Failure) -> Money? {
        guard let value = self[field] else { return nil }
        guard case .number(let text) = value else { throw Failure(.amountNotNumeric) }
        guard let money = Money(number: text, currency: currency) else {
            throw Failure(
                .invalidAmount,
                field: self.name(of: field),
                expected: "a positive number with at most \(currency.decimals) decimals and no exponent"
            )
        }
        return money
    }

    /// A whole object that is kept as it was sent.
    /// - Throws: `invalid_type`, `too_many_keys`, `too_long`, `invalid_characters` or `card_number_in_text`.
    package func document(_ field: String) throws(Failure) -> JSON? {
        guard let value = self[field] else { return nil }
        guard case .object(let members) = value else {
            throw Failure(.invalidType, field: self.name(of: field), expected: "an object")
        }
        guard members.count <= Limits.metadataKeysMax else { throw Failure(.tooManyKeys) }
        try self.checkDeeply(value, field)
        return value
    }

    private func checkDeeply(_ value: JSON, _ field: String) throws(Failure) {
        switch value {
        case .null, .bool: return
        case .number(let text): try self.refuseCardNumber(text, field)
        case .string(let text): try self.check(text, field, max: Limits.jsonBodyBytesMax)
        case .array(let elements): for element in elements { try self.checkDeeply(element, field) }
        case .object(let members):
            for member in members {
                try self.check(member.name, field, max: Limits.metadataKeyCharactersMax)
                try self.checkDeeply(member.value, field)
            }
        }
    }

    private func check(_ text: String, _ field: String, max: Int) throws(Failure) {
        guard text.unicodeScalars.count <= max else {
            throw Failure(.tooLong, field: self.name(of: field), expected: "\(max) characters")
        }
        guard text.isPlainText else {
            throw Failure(.invalidCharacters, field: self.name(of: field), expected: "plain text")
        }
        try self.refuseCardNumber(text, field)
    }

    private func refuseCardNumber(_ text: String, _ field: String) throws(Failure) {
        guard !CardNumberScanner.finds(in: text) else { throw Failure(.cardNumberInText, field: self.name(of: field)) }
    }
}
