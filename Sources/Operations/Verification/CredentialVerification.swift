import Crypto
package import Domain
import Metrics
import Storage

/// Verification: the one verdict on a presented credential, whichever door it came through.
extension CredentialOperations {
    /// Judges an Access Token: shape, tag, row, state, in this order; an invented one never reaches the database.
    /// - Throws: `StorageFailure` when the row cannot be read: then nothing is verified.
    /// - Parameter proof: The proof of a key that came along; a token that is bound to a key needs it.
    package func verify(
        accessToken text: String,
        proof: GivenProof? = nil,
        from source: CallSource
    ) async throws -> Verification {
        let began = self.context.time.uptime()
        return self.noted(try await self.verdict(on: text, proof, from: source), since: began)
    }

    private func verdict(
        on text: String,
        _ proof: GivenProof?,
        from source: CallSource
    ) async throws -> Verification {
        let caller = try await self.caller(accessToken: text)
        if caller == nil, let denial = self.notIssued(text) { return .denied(denial) }
        if let bound = caller?.credential.oauth?.keyThumbprint, try await !self.holds(bound, proof, text) {
            return .denied(.keyUnproven)
        }
        return self.judge(caller, .accessToken, from: source)
    }

    /// Judges an Access Token that is remembered or invented, as `verify` does; nil when the database or a key's proof has
    /// to be asked.
    package func remembered(accessToken text: String, from source: CallSource) -> Verification? {
        let began = self.context.time.uptime()
        guard let caller = self.rememberedCaller(accessToken: text) else {
            return self.notIssued(text).map { self.noted(.denied($0), since: began) }
        }
        guard caller.credential.oauth?.keyThumbprint == nil else { return nil }
        return self.noted(self.judge(caller, .accessToken, from: source), since: began)
    }

    /// Counts a verdict.
    private func noted(_ verdict: Verification, since began: UInt64) -> Verification {
        self.context.measurements.note(verdict, nanoseconds: self.context.time.uptime() - began)
        return verdict
    }

    /// Why a text cannot be an Access Token issued here, whatever the database holds; nil when it can be one.
    private func notIssued(_ text: String) -> Denial? {
        guard let token = AccessToken(text: text) else {
            return PublicKey(text: text) == nil ? .malformed(.accessToken) : .publicKeyAsAccessToken
        }
        return self.context.keyring.hasTagged(token) ? nil : .unknown(.accessToken)
    }

    /// Who presents an Access Token that is remembered, whatever its state.
    func rememberedCaller(accessToken text: String) -> Caller? {
        self.remembered(TextKey(text)).flatMap { $0.credential.kind == .accessToken ? $0 : nil }
    }

    private func remembered(_ key: TextKey) -> Caller? {
        guard let caller = self.context.verdicts.caller(key) else { return nil }
        self.context.measurements.memoryHits.increment()
        return caller
    }

    /// Judges a Public Key.
    /// - Parameter origin: What the browser says of the page that uses it; nil for a program.
    /// - Throws: `StorageFailure` when the row cannot be read: then nothing is verified.
    package func verify(publicKey text: String, in origin: String?) async throws -> Verification {
        let began = self.context.time.uptime()
        guard PublicKey(text: text) != nil else {
            let denial = AccessToken(text: text) == nil ? Denial.malformed(.publicKey) : .accessTokenAsPublicKey
            return self.noted(.denied(denial), since: began)
        }
        let caller = try await self.caller(.publicKey, text)
        return self.noted(self.judge(caller, .publicKey, from: .pages, in: origin), since: began)
    }

    /// Finds an Access Token, whatever its state; an invented one never reaches the database (decision 0003).
    func caller(accessToken text: String) async throws -> Caller? {
        let key = TextKey(text)
        if let caller = self.remembered(key) { return caller.credential.kind == .accessToken ? caller : nil }
        guard let token = AccessToken(text: text), self.context.keyring.hasTagged(token) else { return nil }
        return try await self.stored(.accessToken, text, key)
    }

    /// Finds a credential by its whole text, whatever its state.
    func caller(_ kind: Credential.Kind, _ text: String) async throws -> Caller? {
        let key = TextKey(text)
        if let caller = self.remembered(key) { return caller.credential.kind == kind ? caller : nil }
        return try await self.stored(kind, text, key)
    }

    /// Reads a credential, and remembers what was found.
    private func stored(_ kind: Credential.Kind, _ text: String, _ key: TextKey) async throws -> Caller? {
        let verdicts = self.context.verdicts
        guard !verdicts.isUnknown(key) else { return nil }
        self.context.measurements.memoryMisses.increment()
        let mark = verdicts.ledger.mark()
        let caller = try await self.read(kind, text)
        if let caller { verdicts.remember(caller, key, mark) } else { verdicts.rememberUnknown(key, mark) }
        return caller
    }

    private func read(_ kind: Credential.Kind, _ text: String) async throws -> Caller? {
        for pepper in self.context.keyring.usable(.pepperToken) {
            let digest = self.context.keyring.digest(kind, text, with: pepper)
            if let caller = try await self.context.soon({ try await $0.caller(digest: digest) }),
                caller.credential.kind == kind
            {
                return caller
            }
            if kind != .clientSecret,
                let caller = try await self.context.soon({ try await $0.issuedCaller(digest: digest) }),
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
        let kind = caller.credential.kind
        if let denial = restrictions.denial(kind, address: source.address, origin: origin) { return denial }
        guard let max = restrictions.callsPerMinute,
            let seconds = self.context.calls.take(caller.credential.id, max: max, at: now)
        else { return nil }
        return .tooManyCalls(max: max, retryAfterSeconds: seconds)
    }
}
