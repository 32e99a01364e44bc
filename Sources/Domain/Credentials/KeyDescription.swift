/// What a credential says about itself, read offline from its text alone.
package enum KeyDescription: Equatable, Sendable {
    case accessToken(AccessToken)
    case publicKey(PublicKey)
    case clientID(Application.ID)
    case unknown

    package init(_ text: String) {
        if let token = AccessToken(text: text) {
            self = .accessToken(token)
        } else if let key = PublicKey(text: text) {
            self = .publicKey(key)
        } else if (8...18).contains(text.utf8.count), let id = Application.ID(text: text) {
            self = .clientID(id)
        } else {
            self = .unknown
        }
    }

    /// What the prefix says of the mode; nil where the text has none.
    package var mode: Mode? {
        switch self {
        case .accessToken(let token): token.prefix.mode
        case .publicKey(let key): key.prefix.mode
        case .clientID, .unknown: nil
        }
    }
}

/// Whether two credentials belong together, as far as their texts tell.
package enum KeyRelation: Equatable, Sendable {
    /// The two halves of one pair: same application, owner, mode and hour of issue.
    case pair
    /// Two credentials of one application, not issued as one pair.
    case sameApplication
    /// Made for different modes: the usual reason why a payment is refused.
    case modesDiffer
    /// Nothing connects them.
    case unrelated

    package init(_ first: KeyDescription, _ second: KeyDescription) {
        if let one = first.mode, let other = second.mode, one != other {
            self = .modesDiffer
            return
        }
        switch (first, second) {
        case (.accessToken(let token), .publicKey(let key)), (.publicKey(let key), .accessToken(let token)):
            self = key.belongs(to: token) ? .pair : .unrelated
        case (.accessToken(let token), .clientID(let id)), (.clientID(let id), .accessToken(let token)):
            self = token.clientID == id ? .sameApplication : .unrelated
        case (.accessToken(let one), .accessToken(let other)):
            self = one.clientID == other.clientID ? .sameApplication : .unrelated
        case (.publicKey(let one), .publicKey(let other)):
            self = one.bytes.prefix(6) == other.bytes.prefix(6) ? .sameApplication : .unrelated
        default:
            self = .unrelated
        }
    }
}
