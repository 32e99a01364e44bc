/// A credential found in a pasted text, and what the text around it uses it for.
package struct FoundCredential: Sendable {
    /// What the string is, judged by its shape alone.
    package enum Kind: Sendable {
        case accessToken(AccessToken)
        case publicKey(PublicKey)
        case clientSecret(Secret)
        case clientID(Application.ID)
        /// An authorization code or a refresh token.
        case grantToken(GrantToken)
        /// It begins like a key and is none: cut off, or with something in between.
        case damaged(prefix: KeyPrefix, characters: Int)
    }

    /// What the text uses the string as.
    package enum Role: String, Sendable {
        case accessToken = "access_token"
        case publicKey = "public_key"
        case clientSecret = "client_secret"
        case clientID = "client_id"
    }

    package let kind: Kind
    /// Nil when the text does not tell.
    package let role: Role?
    /// The variable, field or header that holds it; nil when there is none that is safe to repeat.
    package let name: String?
    /// The line it stands on, from 1.
    package let line: Int
    /// Whether the name belongs to those that build tools put into pages.
    package let isInPage: Bool
    /// Whether it stands in the query of an address.
    package let isInURL: Bool
    /// Whether a character that cannot be seen stands right before or behind it.
    package let touchesInvisible: Bool

    package var isSecret: Bool {
        switch self.kind {
        case .accessToken, .clientSecret, .grantToken: true
        case .publicKey, .clientID, .damaged: false
        }
    }

    /// What the prefix says of the mode; nil where there is none.
    package var mode: Mode? {
        switch self.kind {
        case .accessToken(let token): token.prefix.mode
        case .publicKey(let key): key.prefix.mode
        case .damaged(let prefix, _): prefix.mode
        case .clientSecret, .clientID, .grantToken: nil
        }
    }

    /// The string as it may be shown to anybody.
    package var masked: String {
        switch self.kind {
        case .accessToken(let token): token.masked
        case .publicKey(let key): key.text
        case .clientSecret(let secret): ClientSecret.masked(secret.reveal())
        case .grantToken(let token): token.masked
        // A number with a wrong check digit could be anything, a card's included.
        case .clientID(let id):
            CheckDigit.isValid(id.number) ? id.description : "a number of \(id.description.count) digits"
        case .damaged(let prefix, let characters): "\(prefix.rawValue)-... (\(characters) characters)"
        }
    }

    /// What it is, by its stable name.
    package var kindName: String {
        switch self.kind {
        case .accessToken: "access_token"
        case .publicKey: "public_key"
        case .clientSecret: "client_secret"
        case .clientID: "client_id"
        case .grantToken: "grant_token"
        case .damaged: "damaged"
        }
    }
}
