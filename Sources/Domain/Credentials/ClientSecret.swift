/// A Client Secret: 32 letters and digits, about 190 random bits.
package enum ClientSecret {
    package static let length = 32
    package static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    package static func isWellFormed(_ text: String) -> Bool {
        text.utf8.count == self.length && text.utf8.allSatisfy { self.alphabet.contains($0) }
    }

    /// The secret with all but its last four characters hidden.
    package static func masked(_ text: String) -> String { "****\(text.suffix(4))" }
}
