package import Domain
import Storage

/// What the token endpoint answers.
package struct IssuedToken: Sendable {
    package let accessToken: Secret
    package let publicKey: String
    /// Nil for an application's own token, and where the seller did not agree to access while away.
    package let refreshToken: Secret?
    package let lifetime: Duration
    package let permissions: Set<Permission>
    /// The account it acts for.
    package let userID: Account.ID
    package let mode: Mode
    /// Whether every call with it must prove a key (RFC 9449).
    package let isBound: Bool
}

/// The proof of a key that came with a request, not yet believed (RFC 9449).
package struct GivenProof: Sendable {
    package let text: String
    package let method: String
    /// The request's address without its query.
    package let address: String

    package init(_ text: String, method: String, address: String) {
        self.text = text
        self.method = method
        self.address = address
    }
}

/// Makes the tokens of OAuth: their texts, digests and rows.
struct TokenIssuer: Sendable {
    /// What an access token is for.
    struct Place {
        let applicationID: Application.ID
        let accountID: Account.ID
        let mode: Mode
        let permissions: Set<Permission>
        let keyThumbprint: String?
        let family: TokenFamily?

        init(_ family: TokenFamily, permissions: Set<Permission>? = nil) {
            self.applicationID = family.applicationID
            self.accountID = family.accountID
            self.mode = family.mode
            self.permissions = permissions ?? family.permissions
            self.keyThumbprint = family.keyThumbprint
            self.family = family
        }

        /// The place of an application's own token.
        init(ownOf application: Application, _ mode: Mode, _ permissions: Set<Permission>, keyThumbprint: String?) {
            self.applicationID = application.id
            self.accountID = application.accountID
            self.mode = mode
            self.permissions = permissions
            self.keyThumbprint = keyThumbprint
            self.family = nil
        }
    }

    let context: OperationContext

    func accessToken(_ place: Place, random: [UInt8], issued: Timestamp) -> AccessToken {
        AccessToken(
            prefix: KeyPrefix(place.mode),
            clientID: place.applicationID,
            issued: IssueHour(issued),
            random: random,
            userID: place.accountID,
            tagKey: self.context.keyring.active(.tag).material
        )
    }

    func insertAccessToken(
        _ token: AccessToken,
        _ place: Place,
        at now: Timestamp,
        lifetime: Duration,
        in transaction: any Transaction
    ) throws {
        try self.insert(token.text, .accessToken, shown: token.masked, place, at: now, lifetime, in: transaction)
    }

    /// Issues the Public Key that pages use for the seller.
    func issuePublicKey(
        _ place: Place,
        at now: Timestamp,
        lifetime: Duration,
        in transaction: any Transaction
    ) throws -> String {
        let key = PublicKey(
            prefix: KeyPrefix(place.mode),
            clientID: place.applicationID,
            issued: IssueHour(now),
            random: self.context.random.bytes(PublicKey.randomBytes),
            userID: place.accountID
        )
        .text
        try self.insert(key, .publicKey, shown: key, place, at: now, lifetime, in: transaction)
        return key
    }

    private func insert(
        _ text: String,
        _ kind: Credential.Kind,
        shown: String,
        _ place: Place,
        at now: Timestamp,
        _ lifetime: Duration,
        in transaction: any Transaction
    ) throws {
        let keyring = self.context.keyring
        try transaction.insertIssued(
            Credential(
                id: self.context.random.issuedTokenID(),
                applicationID: place.applicationID,
                accountID: place.accountID,
                mode: place.mode,
                kind: kind,
                generation: 1,
                shown: shown,
                oauth: Credential.OAuthOrigin(
                    grantID: place.family?.grantID,
                    keyThumbprint: kind == .publicKey ? nil : place.keyThumbprint
                ),
                permissions: place.permissions,
                createdAt: now,
                expiresAt: now.adding(lifetime)
            ),
            family: place.family?.id,
            digest: keyring.digest(kind, text, with: keyring.active(.pepperToken))
        )
    }
}
