package import Domain
import Storage

/// What was found in a pasted text, and what is wrong with it.
package struct DoctorReport: Sendable {
    /// What the server knows of a whole secret; told to nobody who does not hold it.
    package enum State: Equatable, Sendable {
        case active(applicationName: String)
        case ended(Timestamp)
        case notActivated
        case blocked
        /// Invented, or issued elsewhere.
        case unknown
    }

    package let credentials: [FoundCredential]
    /// The states of whole secrets, by their place in the list; empty when no server was asked.
    package let states: [Int: State]
    package let diagnoses: [Diagnosis]

    /// What the text alone tells.
    package init(offline text: String) {
        let found = CredentialScanner.scan(text)
        let diagnoses = Diagnosis.offline(found)
        self.init(credentials: found, states: [:], diagnoses: diagnoses)
    }

    init(credentials: [FoundCredential], states: [Int: State], diagnoses: [Diagnosis]) {
        self.credentials = credentials
        self.states = states
        // Without a server nothing is known but the form.
        let fine: Diagnosis.Code = states.isEmpty ? .formOnly : .nothingWrong
        self.diagnoses = diagnoses.isEmpty ? [Diagnosis(fine)] : diagnoses
    }
}

/// Examines what people paste; nothing of it is logged or kept, and no use is counted.
package struct DoctorOperations: Sendable {
    let context: OperationContext

    /// Examines a text, with what the server knows of the whole secrets in it.
    /// - Parameters:
    ///   - actor: Who asks, if it is known: of what they may see anyway, public strings are looked up too.
    ///   - address: Where the question comes from, for the bound on questions.
    /// - Throws: `rate_limited`, or `StorageFailure` when the rows cannot be read.
    package func examine(
        _ text: Secret,
        as actor: Actor? = nil,
        from address: String = "here"
    ) async throws -> DoctorReport {
        let network = Visitor(address: address, userAgent: nil).network
        try self.context.attempts.take("doctor|\(network)", .questionsOfAddress, at: self.context.time.now())
        let found = CredentialScanner.scan(text.reveal())
        let credentials = CredentialOperations(context: self.context)
        let now = self.context.time.now()
        var owners: [Int: Caller] = [:]
        var states: [Int: DoctorReport.State] = [:]
        for (index, credential) in found.enumerated() {
            let caller: Caller?
            switch credential.kind {
            case .grantToken(let token):
                states[index] = DoctorReport.State(try await GrantTexts(context: self.context).find(token), at: now)
                continue
            case .accessToken(let token): caller = try await credentials.caller(accessToken: token.text)
            case .clientSecret(let secret): caller = try await credentials.caller(.clientSecret, secret.reveal())
            // Public strings prove nothing: they are looked up for whoever sees them in the panel too.
            case .publicKey(let key):
                guard let actor, let found = try await credentials.caller(.publicKey, key.text),
                    actor.role(in: found.credential.accountID) != nil
                else { continue }
                caller = found
            case .clientID, .damaged: continue
            }
            owners[index] = caller
            states[index] = DoctorReport.State(caller, at: now)
        }
        var diagnoses = Diagnosis.offline(found)
        if !diagnoses.contains(where: { $0.code == .pairsDiffer || $0.code == .modesDiffer }) {
            diagnoses += try await self.halvesOfOtherGenerations(found, owners)
        }
        diagnoses += states.sorted { $0.key < $1.key }
            .compactMap { index, state in
                let isShared = owners[index]?.credential.shareID != nil
                return Self.diagnosis(index, state, isShared: isShared)
            }
        if diagnoses.isEmpty {
            let unseen = found.indices.filter { states[$0] == nil && !Self.isVouchedFor(found[$0], by: owners) }
            if !unseen.isEmpty { diagnoses = [Diagnosis(.formOnly, unseen)] }
        }
        return DoctorReport(credentials: found, states: states, diagnoses: diagnoses)
    }

    /// Whether a public string is the other half of a whole secret that is known.
    private static func isVouchedFor(_ credential: FoundCredential, by owners: [Int: Caller]) -> Bool {
        owners.values.contains { owner in
            switch credential.kind {
            case .clientID(let id): id == owner.application.id
            case .publicKey: owner.credential.kind == .accessToken
            case .accessToken, .clientSecret, .grantToken, .damaged: false
            }
        }
    }

    /// Public Keys of the same application and mode as a whole Access Token, but of another generation or share.
    ///
    /// Two generations of one hour look like one pair; only their rows tell them apart.
    private func halvesOfOtherGenerations(
        _ found: [FoundCredential],
        _ owners: [Int: Caller]
    ) async throws -> [Diagnosis] {
        let tokens = owners.values.map(\.credential).filter { $0.kind == .accessToken }
        var odd: [Int] = []
        for (index, credential) in found.enumerated() {
            guard case .publicKey(let key) = credential.kind,
                let half = try await CredentialOperations(context: self.context).caller(.publicKey, key.text)?
                    .credential
            else { continue }
            let siblings = tokens.filter { $0.applicationID == half.applicationID && $0.mode == half.mode }
            if !siblings.isEmpty, !siblings.contains(where: { $0.generation == half.generation }) { odd.append(index) }
        }
        return odd.isEmpty ? [] : [Diagnosis(.pairsDiffer, odd)]
    }

    private static func diagnosis(_ index: Int, _ state: DoctorReport.State, isShared: Bool) -> Diagnosis? {
        switch state {
        case .active: nil
        case .ended: Diagnosis(isShared ? .shareEnded : .ended, [index])
        case .notActivated: Diagnosis(.notActivated, [index])
        case .blocked: Diagnosis(.blocked, [index])
        case .unknown: Diagnosis(.unknownHere, [index])
        }
    }
}

extension DoctorReport.State {
    fileprivate init(_ found: GrantTexts.Found?, at now: Timestamp) {
        guard let found else {
            self = .unknown
            return
        }
        self = found.endedAt(now).map { .ended($0) } ?? .active(applicationName: found.application.profile.name)
    }

    fileprivate init(_ caller: Caller?, at now: Timestamp) {
        guard let caller else {
            self = .unknown
            return
        }
        switch Verification.judge(caller, at: now) {
        case .allowed: self = .active(applicationName: caller.application.name)
        case .denied(.revoked), .denied(.expired), .denied(.shareEnded):
            self = .ended(caller.credential.revokedAt ?? caller.credential.expiresAt ?? now)
        // A Client Secret proves who the application is, also before production is activated.
        case .denied(.notActivated) where caller.credential.kind == .clientSecret:
            self = .active(applicationName: caller.application.name)
        case .denied(.notActivated): self = .notActivated
        case .denied(.accountBlocked), .denied(.applicationBlocked): self = .blocked
        case .denied: self = .unknown
        }
    }
}
