/// An e-mail address in ASCII, with a canonical form that is unique among accounts.
///
/// Addresses beyond ASCII are refused: look-alike letters have let strangers take over accounts elsewhere.
package struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address as it was given.
    package let text: String

    /// - Throws: `email_invalid`.
    package init(_ text: String) throws(Failure) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= Limits.emailCharactersMax, parts.count == 2,
            (1...64).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(Self.isLocalCharacter),
            !parts[0].hasPrefix("."), !parts[0].hasSuffix("."), !parts[0].contains(".."),
            Self.isDomain(parts[1])
        else { throw Failure(.emailInvalid) }
        self.text = text
    }

    /// An address that was judged when it was stored.
    package init(stored text: String) {
        self.text = text
    }

    /// The form by which accounts are told apart.
    package var canonical: String { self.text.lowercased() }

    package var description: String { self.text }

    private static func isLocalCharacter(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
            }
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII letter or digit.
    package var isASCIILetterOrDigit: Bool {
        self.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}
