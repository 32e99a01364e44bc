/// A positive number that identifies one `Owner`; the type keeps a payment's number from being used as a refund's.
package struct NumericID<Owner>: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    /// Reads 1 to 18 decimal digits without sign or leading zero; nil for anything else.
    package init?(text: some StringProtocol) {
        self.init(digits: text.utf8)
    }

    /// Reads the same as bytes.
    init?(digits: some Collection<UInt8>) {
        guard (1...18).contains(digits.count), digits.allSatisfy(\.isDigit), digits.first != UInt8(ascii: "0") else {
            return nil
        }
        self.number = digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    package var description: String { String(self.number) }
}

/// A text that identifies one `Owner`.
package struct TextID<Owner>: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { self.text }
}
