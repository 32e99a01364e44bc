package import Domain
import Storage

/// The strings of a new application, in plain text.
package struct IssuedCredentials: Sendable {
    /// A Public Key and the Access Token issued with it.
    package struct Pair: Sendable {
        package let publicKey: String
        package let accessToken: Secret
    }

    package let clientID: Application.ID
    package let clientSecret: Secret
    /// The pair of production; of a test account's application its only one, which is for tests.
    package let main: Pair
    /// Nil for products that are tested with test accounts.
    package let test: Pair?
}

/// Makes credentials: their texts, digests, tags and encrypted copies.
struct CredentialIssuer: Sendable {
    /// Where an issued string belongs.
    private struct Place {
        let application: Application
        let dataKey: WrappedDataKey
        let generation: Int64
        let share: Share?
        let instant: Timestamp
    }

    let context: OperationContext

    /// Issues the first generation of every credential an application has.
    func issueFirst(
        for application: Application,
        modes: [Mode],
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> IssuedCredentials {
        let mode: Mode = modes.contains(.live) ? .live : .test
        let secret = try self.issueClientSecret(for: application, mode, generation: 1, at: now, in: transaction)
        var pairs: [Mode: IssuedCredentials.Pair] = [:]
        for mode in modes {
            pairs[mode] = try self.issuePair(for: application, mode, generation: 1, at: now, in: transaction)
        }
        guard let main = pairs[.live] ?? pairs[.test] else { preconditionFailure("every application has a pair") }
        return IssuedCredentials(
            clientID: application.id,
            clientSecret: secret,
            main: main,
            test: pairs[.live] == nil ? nil : pairs[.test]
        )
    }

    /// Issues a generation of the Client Secret.
    func issueClientSecret(
        for application: Application,
        _ mode: Mode,
        generation: Int64,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> Secret {
        let secret = self.context.random.clientSecret()
        let place = Place(
            application: application,
            dataKey: try self.context.dataKey(of: application.accountID, mode, at: now, in: transaction),
            generation: generation,
            share: nil,
            instant: now
        )
        try self.insert(secret, .clientSecret, shown: ClientSecret.masked(secret), place, in: transaction)
        return Secret(secret)
    }

    /// Issues a generation of a Public Key and its Access Token.
    /// - Parameter share: The share the pair belongs to, which bounds it; nil for the owner's own.
    func issuePair(
        for application: Application,
        _ mode: Mode,
        generation: Int64,
        share: Share? = nil,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> IssuedCredentials.Pair {
        let place = Place(
            application: application,
            dataKey: try self.context.dataKey(of: application.accountID, mode, at: now, in: transaction),
            generation: generation,
            share: share,
            instant: now
        )
        let prefix = KeyPrefix(mode)
        let issued = IssueHour(now)
        let token = AccessToken(
            prefix: prefix,
            clientID: application.id,
            issued: issued,
            random: self.context.random.bytes(AccessToken.randomBytes),
            userID: application.accountID,
            tagKey: self.context.keyring.active(.tag).material
        )
        let publicKey = PublicKey(
            prefix: prefix,
            clientID: application.id,
            issued: issued,
            random: self.context.random.bytes(PublicKey.randomBytes),
            userID: application.accountID
        )
        .text
        try self.insert(publicKey, .publicKey, shown: publicKey, place, in: transaction)
        try self.insert(token.text, .accessToken, shown: token.masked, place, in: transaction)
        return IssuedCredentials.Pair(publicKey: publicKey, accessToken: Secret(token.text))
    }

    private func insert(
        _ text: String,
        _ kind: Credential.Kind,
        shown: String,
        _ place: Place,
        in transaction: any Transaction
    ) throws {
        let keyring = self.context.keyring
        let pepper = keyring.active(.pepperToken)
        let credential = Credential(
            id: self.context.random.credentialID(),
            applicationID: place.application.id,
            accountID: place.application.accountID,
            mode: place.dataKey.mode,
            kind: kind,
            generation: place.generation,
            shown: shown,
            shareID: place.share?.id,
            permissions: place.share?.permissions,
            createdAt: place.instant,
            expiresAt: place.share?.endsAt
        )
        let isKept = try transaction.sealedAt(place.application.id, place.dataKey.mode) == nil
        // A Public Key is public: what is shown is the whole of it, so there is nothing to seal.
        let sealed =
            kind == .publicKey || !isKept
            ? nil : try self.context.sealing.seal(Secret(text), at: .credential(credential.id), with: place.dataKey)
        try transaction.insert(
            credential,
            CredentialSecrets(
                digest: keyring.digest(kind, text, with: pepper),
                digestKeyID: pepper.id,
                tagKeyID: kind == .accessToken ? keyring.active(.tag).id : nil,
                dataKeyID: place.dataKey.id,
                sealed: sealed
            )
        )
    }
}
