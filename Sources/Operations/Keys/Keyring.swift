package import Crypto
import Domain

/// The server's own keys, each for one purpose, held outside the database.
///
/// No purpose falls back to another and none has a default.
package struct Keyring: Sendable {
    /// What a key is for.
    package enum Purpose: String, CaseIterable, Sendable {
        /// Encrypts the data keys of accounts.
        case kek
        /// Digests credentials for look-up.
        case pepperToken = "pepper-token"
        /// Closes password hashes.
        case pepperPassword = "pepper-password"
        /// Tags Access Tokens.
        case tag
        /// Fingerprints card numbers and request bodies.
        case fingerprint
        /// Derives what replaces a refresh token.
        case refresh
        /// Signs what the authorization server says; its public half is published.
        case signing

        /// Whether keyrings were made before it existed, so that one without it is completed and not refused.
        var isLater: Bool { [.refresh, .signing].contains(self) }
    }

    /// Whether a key makes new things, only reads old ones, or does neither.
    package enum State: String, Sendable {
        case active
        case old
        case retired
    }

    /// A 256-bit key with its id, which rows refer to.
    package struct Key: Sendable {
        package let id: String
        package let purpose: Purpose
        package let state: State
        package let material: SymmetricKey
        /// A code begun with the key: beginning one costs as much as the rest of it.
        let code: HMAC<SHA256>

        package init(id: String, purpose: Purpose, state: State, material: SymmetricKey) {
            self.code = HMAC(key: material)
            self.id = id
            self.purpose = purpose
            self.state = state
            self.material = material
        }

        init(new purpose: Purpose, _ random: some RandomSource) {
            self.init(
                id: "\(purpose.rawValue)-\(Hexadecimal.text(random.bytes(4)))",
                purpose: purpose,
                state: .active,
                material: SymmetricKey(data: random.bytes(32))
            )
        }
    }

    /// Keys of one purpose that can be tried at the same time.
    package static let usableKeysMax = 3

    package let id: String
    package let keys: [Key]
    private let usable: [Purpose: [Key]]
    /// The key that signs now, then those whose signatures are still around.
    package let signingKeys: [SigningKey]

    /// - Throws: `KeyringFailure` when a purpose has no or several active keys, too many old ones, or an id is repeated.
    package init(id: String, keys: [Key]) throws(KeyringFailure) {
        guard Set(keys.map(\.id)).count == keys.count else { throw .invalid("two keys have one id") }
        var usable: [Purpose: [Key]] = [:]
        for purpose in Purpose.allCases {
            let ofPurpose = keys.filter { $0.purpose == purpose }
            let active = ofPurpose.filter { $0.state == .active }
            let old = ofPurpose.filter { $0.state == .old }
            guard active.count == 1 else { throw .invalid("purpose \(purpose.rawValue) needs exactly one active key") }
            guard old.count < Self.usableKeysMax else {
                throw .invalid("purpose \(purpose.rawValue) has too many old keys")
            }
            usable[purpose] = active + old
        }
        self.id = id
        self.keys = keys
        self.usable = usable
        self.signingKeys = (usable[.signing] ?? []).map { SigningKey($0) }
    }

    /// A new keyring with one active key for each purpose.
    package static func generate(_ random: some RandomSource) throws(KeyringFailure) -> Keyring {
        let keys = Purpose.allCases.map { Key(new: $0, random) }
        return try Keyring(id: "kr_" + Hexadecimal.text(random.bytes(12)), keys: keys)
    }

    /// The keyring of a file, with new keys for the purposes that did not exist when it was made.
    /// - Throws: `KeyringFailure`.
    package static func completed(
        _ id: String,
        _ keys: [Key],
        _ random: some RandomSource
    ) throws(KeyringFailure) -> Keyring {
        let missing = Purpose.allCases.filter { purpose in
            purpose.isLater && !keys.contains { $0.purpose == purpose }
        }
        return try Keyring(id: id, keys: keys + missing.map { Key(new: $0, random) })
    }

    /// The keyring with a new active key of a purpose; the one before can still be used, and the oldest no longer.
    /// - Throws: `KeyringFailure`.
    package func rotated(_ purpose: Purpose, _ random: some RandomSource) throws(KeyringFailure) -> Keyring {
        let old = self.usable(purpose).prefix(Self.usableKeysMax - 1).map(\.id)
        let keys = self.keys.map { key in
            key.purpose == purpose
                ? Key(
                    id: key.id,
                    purpose: purpose,
                    state: old.contains(key.id) ? .old : .retired,
                    material: key.material
                )
                : key
        }
        return try Keyring(id: self.id, keys: [Key(new: purpose, random)] + keys)
    }

    /// The active key of a purpose, then the old ones.
    package func usable(_ purpose: Purpose) -> [Key] { self.usable[purpose] ?? [] }

    package func active(_ purpose: Purpose) -> Key {
        guard let key = self.usable[purpose]?.first else { preconditionFailure("a keyring has a key for each purpose") }
        return key
    }

    package func key(_ id: String) -> Key? { self.keys.first { $0.id == id } }
}

/// Why a keyring cannot be used; the text is for the operator.
package enum KeyringFailure: Error, Equatable, Sendable, CustomStringConvertible {
    case invalid(String)
    case missing(String)
    case foreign(String)

    package var description: String {
        switch self {
        case .invalid(let reason): "the keyring is not valid: \(reason)"
        case .missing(let reason): "the keyring is missing: \(reason)"
        case .foreign(let reason): "the keyring does not belong to this database: \(reason)"
        }
    }
}
