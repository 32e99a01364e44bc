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
        let diagnoses = Diagnosis.offline(text, found)
        self.init(credentials: found, states: [:], diagnoses: diagnoses)
    }

    init(credentials: [FoundCredential], states: [Int: State], diagnoses: [Diagnosis]) {
        self.credentials = credentials
        self.states = states
        self.diagnoses = diagnoses.isEmpty ? [Diagnosis(.nothingWrong)] : diagnoses
    }
}

/// Examines what people paste; nothing of it is logged or kept, and no use is counted.
package struct DoctorOperations: Sendable {
    let context: OperationContext

    /// Examines a text, with what the server knows of the whole secrets in it.
    /// - Throws: `StorageFailure` when the rows cannot be read.
    package func examine(_ text: Secret) async throws -> DoctorReport {
        let found = CredentialScanner.scan(text.reveal())
        let credentials = CredentialOperations(context: self.context)
        let now = self.context.time.now()
        var states: [Int: DoctorReport.State] = [:]
        for (index, credential) in found.enumerated() {
            switch credential.kind {
            case .accessToken(let token):
                states[index] = DoctorReport.State(try await credentials.caller(.accessToken, token.text), at: now)
            case .clientSecret(let secret):
                states[index] = DoctorReport.State(
                    try await credentials.caller(.clientSecret, secret.reveal()),
                    at: now
                )
            // These are public: whoever shows one has not shown that it is theirs.
            case .publicKey, .clientID, .damaged: break
            }
        }
        let diagnoses =
            Diagnosis.offline(text.reveal(), found) + states.sorted { $0.key < $1.key }.compactMap(Self.diagnosis)
        return DoctorReport(credentials: found, states: states, diagnoses: diagnoses)
    }

    private static func diagnosis(_ index: Int, _ state: DoctorReport.State) -> Diagnosis? {
        switch state {
        case .active: nil
        case .ended: Diagnosis(.ended, [index])
        case .notActivated: Diagnosis(.notActivated, [index])
        case .blocked: Diagnosis(.blocked, [index])
        case .unknown: Diagnosis(.unknownHere, [index])
        }
    }
}

extension DoctorReport.State {
    fileprivate init(_ caller: Caller?, at now: Timestamp) {
        guard let caller else {
            self = .unknown
            return
        }
        switch Verification.judge(caller, at: now) {
        case .allowed: self = .active(applicationName: caller.application.name)
        case .denied(.revoked), .denied(.expired):
            self = .ended(caller.credential.revokedAt ?? caller.credential.expiresAt ?? now)
        case .denied(.notActivated): self = .notActivated
        case .denied(.accountBlocked), .denied(.applicationBlocked): self = .blocked
        case .denied: self = .unknown
        }
    }
}
