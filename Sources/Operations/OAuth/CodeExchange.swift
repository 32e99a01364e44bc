import Domain
import Storage

/// Exchanges an authorization code for the first tokens of a family.
struct CodeExchange: Sendable {
    /// What came with the code.
    struct Given: Sendable {
        let code: Secret
        let redirectURL: String?
        let verifier: Secret?
        let wantsTest: Bool
        let thumbprint: String?
    }

    let context: OperationContext
    let client: ProvenClient

    /// The code is used up in the transaction that issues the tokens, or burnt by what does not fit (RFC 6749 section 10.5).
    func exchange(_ given: Given) async throws -> TokenOutcome {
        guard GrantToken(given.code.reveal()) != nil else { return .refused(Failure(.codeUnknown)) }
        let digests = self.context.keyring.digests(oauth: .code, given.code.reveal())
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            for digest in digests {
                guard let code = try transaction.authorizationCode(digest) else { continue }
                guard code.applicationID == self.client.application.id else { break }
                guard try transaction.useCode(digest, at: now) else {
                    return .refused(try self.reused(code, given, at: now, in: transaction))
                }
                if let failure = self.misfit(code, given, at: now) { return .refused(failure) }
                return try self.issue(code, digest, given, at: now, in: transaction)
            }
            return .refused(Failure(.codeUnknown))
        }
    }

    /// What does not fit a code; nil when everything does.
    private func misfit(_ code: AuthorizationCode, _ given: Given, at now: Timestamp) -> Failure? {
        guard now < code.expiresAt else { return Failure(.codeExpired) }
        guard given.redirectURL == code.redirectURL else { return Failure(.codeRedirectDiffers) }
        if let challenge = code.challenge {
            guard let verifier = given.verifier?.reveal() else {
                return Failure(.codeVerifierWrong, expected: "code_verifier, from which the challenge was made")
            }
            guard challenge.isAnswered(by: verifier) else {
                return Failure(.codeVerifierWrong, expected: "43 to 128 characters that the challenge was made from")
            }
        } else if given.verifier != nil {
            return Failure(.codeVerifierWrong, expected: "none, as the authorization had no code_challenge")
        }
        if let thumbprint = code.keyThumbprint, thumbprint != given.thumbprint {
            return Failure(.keyProofInvalid, expected: "a proof of the key in dpop_jkt")
        }
        guard self.client.mode != .test || code.mode == .test || given.wantsTest else {
            return Failure(.oauthModeMixed, expected: "a secret of production for a code of production")
        }
        return nil
    }

    /// Ends what came of a code that is presented again: whoever has it may not be the client.
    ///
    /// A public client proves itself by the verifier alone: without it, an old code that lies around ends nothing.
    private func reused(
        _ code: AuthorizationCode,
        _ given: Given,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> Failure {
        let isProven =
            !self.client.isPublic
            || given.verifier.map { code.challenge?.isAnswered(by: $0.reveal()) ?? false } ?? false
        if isProven, let id = code.familyID, let family = try transaction.tokenFamily(id) {
            try FamilyEnd(context: self.context).end(family, .codeReused, at: now, in: transaction)
        }
        return Failure(.codeUsed)
    }

    private func issue(
        _ code: AuthorizationCode,
        _ digest: [UInt8],
        _ given: Given,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> TokenOutcome {
        let application = self.client.application
        let mode: Mode = code.mode == .test || given.wantsTest ? .test : .live
        guard mode == .test || application.activatedAt != nil else { return .refused(Failure(.clientNotActivated)) }
        guard let seller = try transaction.account(code.accountID), seller.blockedAt == nil else {
            return .refused(Failure(.grantEnded))
        }
        guard try transaction.currentGeneration(of: application.id, mode, .accessToken) != nil else {
            return .refused(Failure(.oauthModeMixed, expected: "an application with test credentials"))
        }
        let grant = try GrantOperations(context: self.context)
            .give(
                application,
                mode,
                seller,
                code.permissions,
                by: code.agreedBy ?? seller.id,
                at: now,
                in: transaction
            )
        let family = TokenFamily(
            id: self.context.random.tokenFamilyID(),
            grantID: grant.id,
            applicationID: application.id,
            mode: mode,
            accountID: seller.id,
            permissions: code.permissions,
            keyThumbprint: given.thumbprint,
            startedAt: now
        )
        try transaction.insert(family)
        try transaction.setFamily(family.id, ofCode: digest)
        return .issued(try self.issueFirst(of: family, at: now, in: transaction))
    }

    private func issueFirst(
        of family: TokenFamily,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> IssuedToken {
        let issuer = TokenIssuer(context: self.context)
        let lifetimes = self.context.oauth.lifetimes
        let place = TokenIssuer.Place(family)
        let token = issuer.accessToken(
            place,
            random: self.context.random.bytes(AccessToken.randomBytes),
            issued: now
        )
        try issuer.insertAccessToken(token, place, at: now, lifetime: lifetimes.accessToken, in: transaction)
        var refreshToken: GrantToken?
        if family.permissions.contains(.offlineAccess) {
            let new = GrantToken(random: self.context.random.bytes(GrantToken.randomBytes), userID: family.accountID)
            try transaction.insertRefreshToken(
                self.context.keyring.digest(oauth: .refreshToken, new.text),
                of: family.id,
                at: now,
                until: now.adding(lifetimes.refreshToken)
            )
            refreshToken = new
        }
        let keyLife = refreshToken == nil ? lifetimes.accessToken : lifetimes.refreshToken + lifetimes.accessToken
        return IssuedToken(
            accessToken: Secret(token.text),
            publicKey: try issuer.issuePublicKey(place, at: now, lifetime: keyLife, in: transaction),
            refreshToken: refreshToken.map { Secret($0.text) },
            lifetime: lifetimes.accessToken,
            permissions: family.permissions,
            userID: family.accountID,
            mode: family.mode,
            isBound: family.keyThumbprint != nil
        )
    }
}
