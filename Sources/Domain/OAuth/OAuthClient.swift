/// How an application proves itself to the authorization server, and what it may do there.
package struct OAuthClient: Equatable, Sendable {
    /// How it proves itself, by the names of RFC 7591 where it has them.
    package enum Authentication: String, CaseIterable, Sendable {
        /// With its Client Secret, in the header or in the body.
        case clientSecret = "client_secret"
        /// With a signature of its own key, so that no secret is shared (RFC 7523).
        case privateKey = "private_key_jwt"
        /// Not at all: it runs where no secret can be kept, and must use PKCE.
        case none
    }

    package let authentication: Authentication
    /// Whether the `plain` code challenge is taken, as the provider does.
    package let allowsPlainChallenge: Bool
    /// Whether its tokens are bound to a key of its own (RFC 9449).
    package let requiresDPoP: Bool
    /// The public keys it signs with.
    package let keys: [PublicSigningKey]

    package static let keysMax = 5
    /// How a new application proves itself.
    package static let standard = OAuthClient()

    private init() {
        self.authentication = .clientSecret
        self.allowsPlainChallenge = false
        self.requiresDPoP = false
        self.keys = []
    }

    /// - Throws: `client_keys_invalid` when there are too many keys, or none where one is needed.
    package init(
        authentication: Authentication,
        allowsPlainChallenge: Bool,
        requiresDPoP: Bool,
        keys: [PublicSigningKey]
    ) throws(Failure) {
        guard keys.count <= Self.keysMax, authentication != .privateKey || !keys.isEmpty else {
            throw Failure(.clientKeysInvalid)
        }
        self.authentication = authentication
        self.allowsPlainChallenge = allowsPlainChallenge
        self.requiresDPoP = requiresDPoP
        self.keys = keys
    }

    package var isPublic: Bool { self.authentication == .none }
}

/// How long codes and tokens live; the defaults are the provider's, and an operator can only shorten them.
package struct OAuthLifetimes: Equatable, Sendable {
    package let code: Duration
    /// Of tokens that act for a seller.
    package let accessToken: Duration
    package let refreshToken: Duration
    /// Of an application's own tokens.
    package let ownToken: Duration

    package static let codeMax: Duration = .seconds(600)
    package static let accessTokenMax: Duration = .seconds(15_552_000)
    package static let refreshTokenMax: Duration = .seconds(15_552_000)
    package static let ownTokenMax: Duration = .seconds(21_600)
    package static let standard = OAuthLifetimes()

    package init(
        code: Duration = Self.codeMax,
        accessToken: Duration = Self.accessTokenMax,
        refreshToken: Duration = Self.refreshTokenMax,
        ownToken: Duration = Self.ownTokenMax
    ) {
        self.code = code
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.ownToken = ownToken
    }
}

extension Set<Permission> {
    /// The permissions of a scope, a list with blanks between; nil when one is unknown, repeated or the list is malformed.
    package init?(scope: String) {
        var permissions: Set<Permission> = []
        for name in scope.split(separator: " ", omittingEmptySubsequences: false) {
            guard let permission = Permission(rawValue: String(name)), permissions.insert(permission).inserted else {
                return nil
            }
        }
        self = permissions
    }

    /// The scope as answers have it.
    package var scope: String {
        var index = 0
        for (place, permission) in Self.byName.enumerated() where self.contains(permission) { index |= 1 << place }
        return Self.scopes[index]
    }

    /// Of every set; the bits of a place say which permissions are in it.
    private static let scopes = (0..<(1 << Self.byName.count))
        .map { bits in
            Self.byName.enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element.rawValue)
                .joined(separator: " ")
        }

    private static let byName = Permission.allCases.sorted { $0.rawValue < $1.rawValue }
}
