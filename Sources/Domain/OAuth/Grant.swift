/// A seller's authorization of an application: it may act for the seller until one of them ends it.
package struct Grant: Equatable, Sendable {
    package typealias ID = TextID<Grant>

    package let id: ID
    package let applicationID: Application.ID
    package let mode: Mode
    /// The seller.
    package let accountID: Account.ID
    /// What the seller agreed to, in all consents whose tokens may still work.
    package let permissions: Set<Permission>
    package let grantedAt: Timestamp
    /// When a token of it was last used, up to the last flush.
    package let lastUsedAt: Timestamp?
    package let endedAt: Timestamp?

    package init(
        id: ID,
        applicationID: Application.ID,
        mode: Mode,
        accountID: Account.ID,
        permissions: Set<Permission>,
        grantedAt: Timestamp,
        lastUsedAt: Timestamp? = nil,
        endedAt: Timestamp? = nil
    ) {
        self.id = id
        self.applicationID = applicationID
        self.mode = mode
        self.accountID = accountID
        self.permissions = permissions
        self.grantedAt = grantedAt
        self.lastUsedAt = lastUsedAt
        self.endedAt = endedAt
    }

    /// The same with other permissions.
    package func with(_ permissions: Set<Permission>) -> Grant {
        Grant(
            id: self.id,
            applicationID: self.applicationID,
            mode: self.mode,
            accountID: self.accountID,
            permissions: permissions,
            grantedAt: self.grantedAt,
            lastUsedAt: self.lastUsedAt,
            endedAt: self.endedAt
        )
    }
}

/// The tokens that come from one authorization code: each refresh token replaces the one before.
package struct TokenFamily: Equatable, Sendable {
    package typealias ID = TextID<TokenFamily>

    /// Why a family ended before its tokens' time.
    package enum Ending: String, CaseIterable, Sendable {
        /// The seller or the application ended the grant.
        case unlinked
        /// The client revoked it (RFC 7009).
        case revoked
        /// Its authorization code came a second time.
        case codeReused = "code_reused"
        /// A refresh token that had been replaced came again.
        case refreshTokenReused = "refresh_token_reused"
    }

    package let id: ID
    package let grantID: Grant.ID
    package let applicationID: Application.ID
    package let mode: Mode
    package let accountID: Account.ID
    package let permissions: Set<Permission>
    /// The key its tokens are bound to (RFC 9449 section 6); nil for bearer tokens.
    package let keyThumbprint: String?
    package let startedAt: Timestamp
    package let endedAt: Timestamp?
    package let ending: Ending?

    package init(
        id: ID,
        grantID: Grant.ID,
        applicationID: Application.ID,
        mode: Mode,
        accountID: Account.ID,
        permissions: Set<Permission>,
        keyThumbprint: String?,
        startedAt: Timestamp,
        endedAt: Timestamp? = nil,
        ending: Ending? = nil
    ) {
        self.id = id
        self.grantID = grantID
        self.applicationID = applicationID
        self.mode = mode
        self.accountID = accountID
        self.permissions = permissions
        self.keyThumbprint = keyThumbprint
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.ending = ending
    }
}

/// What a seller's consent is exchanged for, once (RFC 6749 section 4.1.2).
package struct AuthorizationCode: Equatable, Sendable {
    package let applicationID: Application.ID
    package let accountID: Account.ID
    package let mode: Mode
    package let redirectURL: String
    package let permissions: Set<Permission>
    package let challenge: CodeChallenge?
    /// The key that its exchange must prove (RFC 9449 section 10); nil when the request named none.
    package let keyThumbprint: String?
    package let createdAt: Timestamp
    package let expiresAt: Timestamp
    package let usedAt: Timestamp?
    /// What it was exchanged for.
    package let familyID: TokenFamily.ID?
    /// Who agreed: the seller, or a member of the seller's account; nil for a code from before this was kept.
    package let agreedBy: Account.ID?

    package init(
        applicationID: Application.ID,
        accountID: Account.ID,
        mode: Mode,
        redirectURL: String,
        permissions: Set<Permission>,
        challenge: CodeChallenge?,
        keyThumbprint: String?,
        createdAt: Timestamp,
        expiresAt: Timestamp,
        usedAt: Timestamp? = nil,
        familyID: TokenFamily.ID? = nil,
        agreedBy: Account.ID? = nil
    ) {
        self.applicationID = applicationID
        self.accountID = accountID
        self.mode = mode
        self.redirectURL = redirectURL
        self.permissions = permissions
        self.challenge = challenge
        self.keyThumbprint = keyThumbprint
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
        self.familyID = familyID
        self.agreedBy = agreedBy
    }
}

/// What an access token is exchanged for when it has come to its end, once (RFC 6749 section 6).
package struct RefreshToken: Equatable, Sendable {
    package let digest: [UInt8]
    package let family: TokenFamily
    package let createdAt: Timestamp
    package let expiresAt: Timestamp
    package let usedAt: Timestamp?

    package init(
        digest: [UInt8],
        family: TokenFamily,
        createdAt: Timestamp,
        expiresAt: Timestamp,
        usedAt: Timestamp? = nil
    ) {
        self.digest = digest
        self.family = family
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }
}

/// The text of an authorization code or a refresh token: `TG-<24 or more hexadecimal digits>-<user id>`.
package struct GrantToken: Hashable, Sendable {
    package static let randomBytes = 20
    package static let prefix = "TG-"

    package let text: String
    package let userID: Account.ID

    package init(random: [UInt8], userID: Account.ID) {
        precondition(random.count == Self.randomBytes, "a code or refresh token has 160 random bits")
        self.text = "TG-\(Hexadecimal.text(random))-\(userID)"
        self.userID = userID
    }

    /// The text as it may be shown to anybody.
    package var masked: String { "TG-****\(self.text.split(separator: "-")[1].suffix(4))-\(self.userID)" }

    /// Nil when the text does not have the shape.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 80, parts.count == 3, parts[0] == "TG", parts[1].utf8.count == 2 * Self.randomBytes,
            Hexadecimal.bytes(parts[1]) != nil, let user = Account.ID(text: parts[2])
        else { return nil }
        self.text = text
        self.userID = user
    }
}
