import Crypto
package import Domain
import Storage

/// What can be done with credentials.
package struct CredentialOperations: Sendable {
    let context: OperationContext

    /// The credentials of an application, masked.
    /// - Throws: `application_not_found`.
    package func credentials(of application: Application.ID, as actor: Actor) async throws -> [Credential] {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return try transaction.credentials(of: application.id)
        }
    }

    /// When each credential of an application was last used, up to the last flush; those never used are missing.
    /// - Throws: `application_not_found`.
    package func lastUses(
        of application: Application.ID,
        as actor: Actor
    ) async throws -> [Credential.ID: Timestamp] {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            return try transaction.lastUses(of: application.id)
        }
    }

    /// When the pair of each share of an application was last used; those never used are missing.
    /// - Throws: `application_not_found`.
    package func lastUsesOfShares(of application: Application.ID, as actor: Actor) async throws -> [Share.ID: Timestamp]
    {
        try await self.context.store.read { transaction in
            let application = try transaction.application(application, for: actor, .view)
            let uses = try transaction.lastUses(of: application.id)
            var last: [Share.ID: Timestamp] = [:]
            for credential in try transaction.credentials(of: application.id) {
                guard let share = credential.shareID, let use = uses[credential.id] else { continue }
                last[share] = max(use, last[share] ?? use)
            }
            return last
        }
    }

    /// Judges an Access Token: shape, tag, row, state, in this order; an invented one never reaches the database.
    /// - Throws: `StorageFailure` when the row cannot be read: then nothing is verified.
    /// - Parameter proof: The proof of a key that came along; a token that is bound to a key needs it.
    package func verify(
        accessToken text: String,
        proof: GivenProof? = nil,
        from source: CallSource
    ) async throws -> Verification {
        let caller = try await self.caller(accessToken: text)
        if caller == nil, AccessToken(text: text) == nil {
            return .denied(PublicKey(text: text) == nil ? .malformed(.accessToken) : .publicKeyAsAccessToken)
        }
        if let bound = caller?.credential.oauth?.keyThumbprint, try await !self.holds(bound, proof, text) {
            return .denied(.keyUnproven)
        }
        return self.judge(caller, .accessToken, from: source)
    }

    /// Judges an Access Token that is remembered, as `verify` does; nil when the database or a key's proof has to be asked.
    package func remembered(accessToken text: String, from source: CallSource) -> Verification? {
        guard let caller = self.rememberedCaller(accessToken: text), caller.credential.oauth?.keyThumbprint == nil
        else {
            return nil
        }
        return self.judge(caller, .accessToken, from: source)
    }

    /// Who presents an Access Token that is remembered, whatever its state.
    func rememberedCaller(accessToken text: String) -> Caller? {
        self.context.verdicts.caller(TextKey(text)).flatMap { $0.credential.kind == .accessToken ? $0 : nil }
    }

    /// Judges a Public Key.
    /// - Parameter origin: What the browser says of the page that uses it; nil for a program.
    /// - Throws: `StorageFailure` when the row cannot be read: then nothing is verified.
    package func verify(publicKey text: String, in origin: String?) async throws -> Verification {
        guard PublicKey(text: text) != nil else {
            return .denied(AccessToken(text: text) == nil ? .malformed(.publicKey) : .accessTokenAsPublicKey)
        }
        return self.judge(try await self.caller(.publicKey, text), .publicKey, from: .pages, in: origin)
    }

    /// Finds an Access Token, whatever its state; an invented one never reaches the database (decision 0003).
    func caller(accessToken text: String) async throws -> Caller? {
        let key = TextKey(text)
        if let caller = self.context.verdicts.caller(key) {
            return caller.credential.kind == .accessToken ? caller : nil
        }
        guard let token = AccessToken(text: text), self.context.keyring.hasTagged(token) else { return nil }
        return try await self.stored(.accessToken, text, key)
    }

    /// Finds a credential by its whole text, whatever its state.
    func caller(_ kind: Credential.Kind, _ text: String) async throws -> Caller? {
        let key = TextKey(text)
        if let caller = self.context.verdicts.caller(key) { return caller.credential.kind == kind ? caller : nil }
        return try await self.stored(kind, text, key)
    }

    /// Reads a credential, and remembers what was found.
    private func stored(_ kind: Credential.Kind, _ text: String, _ key: TextKey) async throws -> Caller? {
        let verdicts = self.context.verdicts
        guard !verdicts.isUnknown(key) else { return nil }
        let mark = verdicts.ledger.mark()
        let caller = try await self.read(kind, text)
        if let caller { verdicts.remember(caller, key, mark) } else { verdicts.rememberUnknown(key, mark) }
        return caller
    }

    private func read(_ kind: Credential.Kind, _ text: String) async throws -> Caller? {
        for pepper in self.context.keyring.usable(.pepperToken) {
            let digest = self.context.keyring.digest(kind, text, with: pepper)
            if let caller = try await self.context.store.caller(digest: digest), caller.credential.kind == kind {
                return caller
            }
            if kind != .clientSecret, let caller = try await self.context.store.issuedCaller(digest: digest),
                caller.credential.kind == kind
            {
                return caller
            }
        }
        return nil
    }

    /// Whether a proof is of the key that a token is bound to (RFC 9449 section 7.1).
    private func holds(_ thumbprint: String, _ proof: GivenProof?, _ token: String) async throws -> Bool {
        guard let proof else { return false }
        do {
            let hash = Base64URL.text(Array(SHA256.hash(data: Array(token.utf8))))
            return try await KeyProver(context: self.context).prove(proof, tokenHash: hash) == thumbprint
        } catch let failure as Failure where [.keyProofInvalid, .keyProofReplayed].contains(failure.code) {
            return false
        }
    }

    /// Gives the verdict on what was found, and counts the use of what is allowed.
    private func judge(
        _ caller: Caller?,
        _ kind: Credential.Kind,
        from source: CallSource,
        in origin: String? = nil
    ) -> Verification {
        guard let caller else { return .denied(.unknown(kind)) }
        let now = self.context.time.now()
        let verdict = Verification.judge(caller, at: now)
        guard case .allowed = verdict else { return verdict }
        if let denial = self.restriction(of: caller, from: source, in: origin, at: now) { return .denied(denial) }
        self.context.usage.record(caller.credential, from: source, at: now)
        return verdict
    }

    /// What the owner's restrictions say against a use; nil when nothing does.
    private func restriction(
        of caller: Caller,
        from source: CallSource,
        in origin: String?,
        at now: Timestamp
    ) -> Denial? {
        guard let restrictions = caller.restrictions else { return nil }
        if caller.credential.kind == .publicKey {
            guard restrictions.allows(origin: origin) else { return .originNotAllowed(origin) }
        } else {
            guard restrictions.allows(address: source.address) else { return .addressNotAllowed(source.address) }
        }
        guard let max = restrictions.callsPerMinute,
            let seconds = self.context.calls.take(caller.credential.id, max: max, at: now)
        else { return nil }
        return .tooManyCalls(max: max, retryAfterSeconds: seconds)
    }
}
