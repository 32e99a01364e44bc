/// What a password must be: long, and not made of the address or of one short pattern.
///
/// No rule about kinds of characters: length protects, composition rules only annoy (NIST SP 800-63B).
package enum PasswordRule {
    /// - Throws: `password_too_short`, `password_too_long` or `password_too_simple`.
    package static func check(_ password: String, for email: EmailAddress) throws(Failure) {
        guard password.utf8.count <= Limits.passwordBytesMax else { throw Failure(.passwordTooLong) }
        guard password.count >= Limits.passwordCharactersMin else { throw Failure(.passwordTooShort) }
        let lowered = password.lowercased()
        let local = email.canonical.prefix { $0 != "@" }
        let isAddress = lowered.contains(email.canonical) || (local.count >= 8 && lowered.contains(local))
        guard !isAddress, Set(lowered).count >= 5, Self.ownCharacters(lowered) >= 8, Self.unit(lowered) > 8,
            Self.walkedCharacters(lowered) * 2 < lowered.count, !Self.known.contains(lowered)
        else {
            throw Failure(.passwordTooSimple)
        }
    }

    /// What everybody tries first, and so adds nothing.
    private static let guessed = [
        "contraseña", "qwertyuiop", "1234567890", "123456789", "password", "mercado", "llavero", "senha", "pago",
        "qwerty", "iloveyou", "teamo", "12345", "abcdef",
    ]

    /// Long ones that everybody knows.
    private static let known = ["correcthorsebatterystaple"]

    /// Rows of keys and other orders in which a finger walks.
    private static let walks = [
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6y7u8i9o0p",
        "qazwsxedcrfvtgbyhnujmikolp",
    ]

    /// How many characters in a row, of the whole, follow the one before on a walk.
    private static func walkedCharacters(_ lowered: String) -> Int {
        let pairs = zip(lowered, lowered.dropFirst())
        return pairs.count { pair in
            Self.walks.contains { $0.contains("\(pair.0)\(pair.1)") || $0.contains("\(pair.1)\(pair.0)") }
        }
    }

    /// The shortest text that the password repeats; itself when it repeats none.
    private static func unit(_ lowered: String) -> Int {
        let characters = Array(lowered)
        return (1...characters.count)
            .first { length in
                characters.indices.allSatisfy { characters[$0] == characters[$0 % length] }
            } ?? characters.count
    }

    /// Characters of the password that are not part of something everybody tries first.
    private static func ownCharacters(_ lowered: String) -> Int {
        Self.guessed.reduce(lowered) { $0.replacing($1, with: "") }.count
    }
}
