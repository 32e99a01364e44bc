import Domain
import HTTPTypes
import Operations
import Web

/// One call of the management API, with who makes it.
struct ManagedCall: Sendable {
    let call: Call
    let actor: Actor
    let operations: Operations
    let fields: Fields

    /// - Throws: `account_not_found`, also when the actor has no right there.
    func account() throws(Failure) -> Account.ID {
        guard let id = self.call.id("account", of: Account.self), self.actor.administers(id) else {
            throw Failure(.accountNotFound)
        }
        return id
    }

    func application() throws(Failure) -> Application.ID {
        guard let id = self.call.id("application", of: Application.self) else { throw Failure(.applicationNotFound) }
        return id
    }

    func pair() throws(Failure) -> PairReference {
        guard let mode = Mode(rawValue: self.call.parameter("mode")),
            let pair = CredentialPair(rawValue: self.call.parameter("pair"))
        else { throw Failure(.pairNotIssued) }
        return PairReference(try self.application(), mode, pair)
    }

    /// - Throws: `role_insufficient` unless the token is the platform's.
    func requireOperator() throws(Failure) {
        guard self.actor == .operator else { throw Failure(.roleInsufficient, expected: "owner") }
    }

    /// A text that must be there.
    /// - Throws: `missing_parameter`.
    func text(_ name: String, expected: String) throws(Failure) -> String {
        guard let text = try self.fields.text(name) else {
            throw Failure(.missingParameter, field: name, expected: expected)
        }
        return text
    }

    /// A choice among the cases of a type; nil when it is missing.
    /// - Throws: `invalid_value`.
    func choice<Value: RawRepresentable<String> & CaseIterable>(_ name: String) throws(Failure) -> Value? {
        guard let text = try self.fields.text(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            throw Failure(
                .invalidValue,
                field: name,
                expected: "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return value
    }

    /// A list of choices; nil when it is missing.
    /// - Throws: `invalid_type` or `invalid_value`.
    func choices<Value: RawRepresentable<String> & CaseIterable>(_ name: String) throws(Failure) -> [Value]? {
        guard let texts = try self.texts(name) else { return nil }
        var values: [Value] = []
        for text in texts {
            guard let value = Value(rawValue: text) else {
                let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.invalidValue, field: name, expected: "a list of \(known)")
            }
            values.append(value)
        }
        return values
    }

    /// A list of texts; nil when it is missing.
    /// - Throws: `invalid_type`.
    func texts(_ name: String) throws(Failure) -> [String]? {
        guard let value = self.fields[name] else { return nil }
        guard case .array(let elements) = value else {
            throw Failure(.invalidType, field: name, expected: "a list of texts")
        }
        var texts: [String] = []
        for element in elements {
            guard let text = element.string else {
                throw Failure(.invalidType, field: name, expected: "a list of texts")
            }
            texts.append(text)
        }
        return texts
    }
}

/// A field of a body or a query, as the description of the API has it.
struct ManagedField: Sendable {
    let name: String
    /// The type's name in JSON Schema.
    let type: String
    let values: [String]
    let isRequired: Bool

    static func text(_ name: String, required: Bool = false) -> ManagedField {
        ManagedField(name: name, type: "string", values: [], isRequired: required)
    }

    static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        _ type: Value.Type,
        required: Bool = false
    ) -> ManagedField {
        ManagedField(name: name, type: "string", values: type.allCases.map(\.rawValue), isRequired: required)
    }

    static func list(_ name: String, of values: [String] = []) -> ManagedField {
        ManagedField(name: name, type: "array", values: values, isRequired: false)
    }

    static func number(_ name: String) -> ManagedField {
        ManagedField(name: name, type: "number", values: [], isRequired: false)
    }

    static func flag(_ name: String) -> ManagedField {
        ManagedField(name: name, type: "boolean", values: [], isRequired: false)
    }
}

/// An operation of the management API: where it is, what it takes, what it does.
struct ManagedRoute: Sendable {
    let method: HTTPRequest.Method
    /// The path behind `/llavero/v1/`, with `:name` for its parts.
    let path: String
    let summary: String
    let fields: [ManagedField]
    /// The status of success.
    let status: HTTPResponse.Status
    let answer: @Sendable (ManagedCall) async throws -> JSON

    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ summary: String,
        _ fields: [ManagedField] = [],
        status: HTTPResponse.Status = .ok,
        answer: @escaping @Sendable (ManagedCall) async throws -> JSON
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.fields = fields
        self.status = status
        self.answer = answer
    }

    /// A field that is not known is refused, so that no wish is lost in silence.
    /// - Throws: `invalid_parameter`.
    func checkNames(of body: JSON) throws(Failure) {
        guard case .object(let members) = body else { return }
        let names = self.fields.map(\.name)
        guard let odd = members.first(where: { !names.contains($0.name) }) else { return }
        let known = names.isEmpty ? "no fields" : "the fields \(names.joined(separator: ", "))"
        throw Failure(.invalidParameter, field: String(odd.name.prefix(50)), expected: known)
    }

    var route: Route { Route(self.method, "/llavero/v1/\(self.path)") }
}
