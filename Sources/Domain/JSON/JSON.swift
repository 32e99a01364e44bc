/// A JSON value whose objects keep their order and whose numbers keep their text.
///
/// Numbers are never held as floating point, so an amount is read and written exactly.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One name and value of an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member; nil when this is no object or has no such member.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var isNull: Bool { self == .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .number(String(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(nilLiteral: ()) { self = .null }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

extension JSON {
    /// A string, or null when there is none.
    package static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    package static func integer(_ value: Int64) -> JSON { .number(String(value)) }
    package static func integer(_ value: Int) -> JSON { .number(String(value)) }
    package static func money(_ value: Money) -> JSON { .number(value.number) }
    /// The provider's date text, or null when there is none: SDKs refuse an empty string.
    package static func date(_ value: Timestamp?) -> JSON { value.map { .string(WireDate.text($0)) } ?? .null }
    package static func id<Owner>(_ value: NumericID<Owner>) -> JSON { .number(String(value.number)) }
}
