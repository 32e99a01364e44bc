package import Domain

/// A value as both databases hold it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

/// A type whose values can be bound to a query.
package protocol Bindable {
    var bound: SQLValue { get }
}

extension Int64: Bindable {
    package var bound: SQLValue { .integer(self) }
}

extension String: Bindable {
    package var bound: SQLValue { .text(self) }
}

extension [UInt8]: Bindable {
    package var bound: SQLValue { .blob(self) }
}

extension Timestamp: Bindable {
    package var bound: SQLValue { .integer(self.milliseconds) }
}

extension NumericID: Bindable {
    package var bound: SQLValue { .integer(self.number) }
}

extension TextID: Bindable {
    package var bound: SQLValue { .text(self.text) }
}

extension RawRepresentable where RawValue == String {
    package var bound: SQLValue { .text(self.rawValue) }
}

extension Mode: Bindable {}
extension Site: Bindable {}
extension Currency: Bindable {}
extension Product: Bindable {}
extension Platform: Bindable {}
extension Industry: Bindable {}
extension Credential.Kind: Bindable {}
extension PaymentStatus: Bindable {}
extension PaymentStatusDetail: Bindable {}
extension Event.Kind: Bindable {}
extension CredentialPair: Bindable {}
extension Overlap: Bindable {}
extension Renewal.Closing: Bindable {}
extension AuditRecord.Action: Bindable {}
extension TestAccount.Kind: Bindable {}
extension Role: Bindable {}
extension Language: Bindable {}
extension AccountLink.Purpose: Bindable {}
extension Mail.Kind: Bindable {}
