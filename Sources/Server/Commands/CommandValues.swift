import Domain

/// Values of the command line that fail with the product's own words, not the parser's.
enum CommandValues {
    /// - Throws: `industry_unknown`.
    static func industry(_ text: String?) throws(Failure) -> Industry? { try self.named(text, .industryUnknown) }

    /// - Throws: `website_invalid`.
    static func website(_ text: String?) throws(Failure) -> WebAddress? {
        guard let text else { return nil }
        guard let address = WebAddress(text) else { throw Failure(.websiteInvalid) }
        return address
    }

    static func named<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String?,
        _ code: Failure.Code
    ) throws(Failure) -> Value? {
        guard let text else { return nil }
        guard let value = Value(rawValue: text) else { throw Failure(code, expected: self.names(Value.self)) }
        return value
    }

    static func names<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> String {
        Value.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

extension NumericID where Owner == Application {
    /// Reads a Client ID.
    /// - Throws: `application_not_found` for what can be none.
    init(option text: String?) throws(Failure) {
        guard let id = NumericID<Application>(text: text ?? "") else { throw Failure(.applicationNotFound) }
        self = id
    }
}

extension NumericID where Owner == Account {
    /// Reads a user id.
    /// - Throws: `account_not_found` for what can be none.
    init(option text: String?) throws(Failure) {
        guard let id = NumericID<Account>(text: text ?? "") else { throw Failure(.accountNotFound) }
        self = id
    }
}
