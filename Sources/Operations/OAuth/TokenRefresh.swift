import Domain
import Storage

/// Replaces a refresh token and its Access Token (RFC 6749 section 6, RFC 9700 section 4.14; decision 0021).
///
/// What replaces a refresh token is derived from it, so that the same request repeated within a few seconds, because
/// its answer was lost, gets the same answer; any other return of a replaced token ends its family.
struct TokenRefresh: Sendable {
    /// Where a successor's text comes from.
    private struct Successor {
        let refreshToken: GrantToken
        let digest: [UInt8]
        let random: [UInt8]
    }

    let context: OperationContext
    let client: ProvenClient

    func refresh(
        _ text: Secret,
        scope: String?,
        wantsTest: Bool,
        thumbprint: String?
    ) async throws -> TokenOutcome {
        guard let presented = GrantToken(text.reveal()) else { return .refused(Failure(.refreshTokenUnknown)) }
        let digests = self.context.keyring.digests(oauth: .refreshToken, presented.text)
        let now = self.context.time.now()
        let next = self.successor(of: presented)
        return try await self.context.store.write { transaction in
            for digest in digests {
                guard let token = try transaction.refreshToken(digest) else { continue }
                guard token.family.applicationID == self.client.application.id else { break }
                if let failure = self.misfit(token, wantsTest, thumbprint) { return .refused(failure) }
                guard try transaction.account(token.family.accountID)?.blockedAt == nil else {
                    return .refused(Failure(.grantEnded))
                }
                let permissions = try TokenOperations.permissions(scope, within: token.family.permissions)
                let place = TokenIssuer.Place(token.family, permissions: permissions)
                guard token.usedAt == nil else {
                    return try self.again(token, next, place, at: now, in: transaction)
                }
                guard now < token.expiresAt else { return .refused(Failure(.refreshTokenExpired)) }
                guard try transaction.useRefreshToken(digest, at: now) else {
                    return try self.again(token, next, place, at: now, in: transaction)
                }
                return .issued(try self.replace(token.family, next, place, at: now, in: transaction))
            }
            return .refused(Failure(.refreshTokenUnknown))
        }
    }

    private func successor(of presented: GrantToken) -> Successor {
        let keyring = self.context.keyring
        let random = keyring.derived("refresh_token", from: presented, count: GrantToken.randomBytes)
        let token = GrantToken(random: random, userID: presented.userID)
        return Successor(
            refreshToken: token,
            digest: keyring.digest(oauth: .refreshToken, token.text),
            random: keyring.derived("access_token", from: presented, count: AccessToken.randomBytes)
        )
    }

    /// What forbids a refresh whatever the state of its token; nil when nothing does.
    private func misfit(_ token: RefreshToken, _ wantsTest: Bool, _ thumbprint: String?) -> Failure? {
        let family = token.family
        switch family.ending {
        case .codeReused?, .refreshTokenReused?: return Failure(.refreshTokenReused)
        case .unlinked?, .revoked?: return Failure(.grantEnded)
        case nil: break
        }
        guard family.keyThumbprint == nil || family.keyThumbprint == thumbprint else {
            return Failure(thumbprint == nil ? .keyProofMissing : .keyProofInvalid, expected: "a proof of the same key")
        }
        guard family.keyThumbprint != nil || !self.client.client.requiresDPoP else {
            return Failure(
                .keyProofMissing,
                expected: "a new authorization: this one began before proofs were required"
            )
        }
        guard family.mode == .test || !wantsTest else {
            return Failure(.oauthModeMixed, expected: "test_token=true with the code, not with a refresh")
        }
        guard family.mode == .test || self.client.mode != .test else {
            return Failure(.oauthModeMixed, expected: "a secret of production for tokens of production")
        }
        guard family.mode == .test || self.client.application.activatedAt != nil else {
            return Failure(.clientNotActivated)
        }
        return nil
    }

    private func replace(
        _ family: TokenFamily,
        _ next: Successor,
        _ place: TokenIssuer.Place,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> IssuedToken {
        let lifetimes = self.context.oauth.lifetimes
        let issuer = TokenIssuer(context: self.context)
        let accessToken = issuer.accessToken(place, random: next.random, issued: now)
        try transaction.shorten(family.id, to: now.adding(Limits.refreshOverlap))
        try issuer.insertAccessToken(accessToken, place, at: now, lifetime: lifetimes.accessToken, in: transaction)
        try transaction.insertRefreshToken(
            next.digest,
            of: family.id,
            at: now,
            until: now.adding(lifetimes.refreshToken)
        )
        try transaction.prolongPublicKey(
            of: family.id,
            to: now.adding(lifetimes.refreshToken + lifetimes.accessToken)
        )
        return try self.answer(family, accessToken, next, place, lifetimes.accessToken, in: transaction)
    }

    /// The same answer once more when it may have been lost; else the end of the family.
    private func again(
        _ token: RefreshToken,
        _ next: Successor,
        _ place: TokenIssuer.Place,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> TokenOutcome {
        let used = try transaction.refreshToken(token.digest)?.usedAt ?? now
        let isRecent = used <= now && now < used.adding(Limits.refreshGrace)
        if !self.client.isPublic, isRecent, let successor = try transaction.refreshToken(next.digest),
            successor.usedAt == nil
        {
            let accessToken = TokenIssuer(context: self.context)
                .accessToken(place, random: next.random, issued: used)
            if let issued = try self.issued(accessToken, in: transaction), issued.permissions == place.permissions,
                issued.revokedAt == nil,
                let end = issued.expiresAt
            {
                let left = Duration.milliseconds(end.milliseconds - now.milliseconds)
                return .issued(try self.answer(token.family, accessToken, next, place, left, in: transaction))
            }
        }
        try FamilyEnd(context: self.context).end(token.family, .refreshTokenReused, at: now, in: transaction)
        return .refused(Failure(.refreshTokenReused))
    }

    private func issued(_ token: AccessToken, in transaction: any ReadTransaction) throws -> Credential? {
        let keyring = self.context.keyring
        for pepper in keyring.usable(.pepperToken) {
            let digest = keyring.digest(.accessToken, token.text, with: pepper)
            if let found = try transaction.issuedToken(digest) { return found }
        }
        return nil
    }

    private func answer(
        _ family: TokenFamily,
        _ accessToken: AccessToken,
        _ next: Successor,
        _ place: TokenIssuer.Place,
        _ lifetime: Duration,
        in transaction: any ReadTransaction
    ) throws -> IssuedToken {
        IssuedToken(
            accessToken: Secret(accessToken.text),
            publicKey: try transaction.publicKey(of: family.id) ?? "",
            refreshToken: Secret(next.refreshToken.text),
            lifetime: lifetime,
            permissions: place.permissions,
            userID: family.accountID,
            mode: family.mode,
            isBound: family.keyThumbprint != nil
        )
    }
}
