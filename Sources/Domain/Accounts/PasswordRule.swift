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
        guard !isAddress, Set(lowered).count >= 5, Self.ownCharacters(lowered) >= 8 else {
            throw Failure(.passwordTooSimple)
        }
    }

    /// What everybody tries first, and so adds nothing.
    private static let guessed = [
        "contraseña", "qwertyuiop", "1234567890", "123456789", "password", "mercado", "llavero", "senha", "pago",
        "qwerty",
        "12345", "abcdef",
    ]

    /// Characters of the password that are not part of something everybody tries first.
    private static func ownCharacters(_ lowered: String) -> Int {
        Self.guessed.reduce(lowered) { $0.replacing($1, with: "") }.count
    }
}
