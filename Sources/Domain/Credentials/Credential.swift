/// One issued string and its state; the string itself is kept as a digest and, until sealed, as an encrypted copy.
package struct Credential: Equatable, Sendable {
    package typealias ID = TextID<Credential>

    /// What a credential is for.
    package enum Kind: String, CaseIterable, Sendable {
        case publicKey = "public_key"
        case accessToken = "access_token"
        case clientSecret = "client_secret"
    }

    /// Where a token that OAuth issued comes from.
    package struct OAuthOrigin: Equatable, Sendable {
        /// The seller's authorization; nil for a token of the application itself.
        package let grantID: Grant.ID?
        /// The key that its holder must prove with every call (RFC 9449); nil for a bearer token.
        package let keyThumbprint: String?

        package init(grantID: Grant.ID?, keyThumbprint: String?) {
            self.grantID = grantID
            self.keyThumbprint = keyThumbprint
        }
    }

    package let id: ID
    package let applicationID: Application.ID
    package let accountID: Account.ID
    package let mode: Mode
    package let kind: Kind
    /// The n-th of its kind and mode in its application, from 1.
    package let generation: Int64
    /// What may be shown to anyone who sees the list: the whole text of a Public Key, a mask of the others.
    package let shown: String
    /// The share it was issued for; nil for the owner's own.
    package let shareID: Share.ID?
    /// What it comes from when OAuth issued it; nil for a credential of the application's pairs.
    package let oauth: OAuthOrigin?
    /// What it may do of what its application may; nil for all of it.
    package let permissions: Set<Permission>?
    package let createdAt: Timestamp
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?
    /// When somebody reported to have found it where it must not be.
    package let exposedAt: Timestamp?

    package init(
        id: ID,
        applicationID: Application.ID,
        accountID: Account.ID,
        mode: Mode,
        kind: Kind,
        generation: Int64,
        shown: String,
        shareID: Share.ID? = nil,
        oauth: OAuthOrigin? = nil,
        permissions: Set<Permission>? = nil,
        createdAt: Timestamp,
        expiresAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil,
        exposedAt: Timestamp? = nil
    ) {
        self.id = id
        self.applicationID = applicationID
        self.accountID = accountID
        self.mode = mode
        self.kind = kind
        self.generation = generation
        self.shown = shown
        self.shareID = shareID
        self.oauth = oauth
        self.permissions = permissions
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.exposedAt = exposedAt
    }

    /// Whether it is the one in force: neither ended nor about to end.
    package var isCurrent: Bool { self.revokedAt == nil && self.expiresAt == nil }
}
