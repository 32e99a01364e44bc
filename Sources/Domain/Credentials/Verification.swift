/// The verdict on a presented credential, with the reason of a denial.
package enum Verification: Equatable, Sendable {
    case allowed(Caller)
    case denied(Denial)

    /// A verdict without whom and what it is about, as verdicts are counted.
    package enum Outcome: String, CaseIterable, Sendable {
        case allowed, malformed, unknown, revoked, expired, blocked, restricted
        case wrongKind = "wrong_kind"
        case shareEnded = "share_ended"
        case notActivated = "not_activated"
        case keyUnproven = "key_unproven"
        case tooManyCalls = "too_many_calls"
    }

    package var outcome: Outcome {
        switch self {
        case .allowed: .allowed
        case .denied(let denial): denial.outcome
        }
    }

    /// Judges a credential that was found by its digest.
    package static func judge(_ caller: Caller, at now: Timestamp) -> Verification {
        let credential = caller.credential
        let isPast = credential.revokedAt != nil || credential.expiresAt.map { $0 <= now } ?? false
        if isPast, credential.shareID != nil { return .denied(.shareEnded) }
        if credential.revokedAt != nil { return .denied(.revoked(credential.kind, credential.mode)) }
        if let end = credential.expiresAt, end <= now { return .denied(.expired(credential.kind, credential.mode)) }
        if caller.account.blockedAt != nil { return .denied(.accountBlocked) }
        if caller.application.isOff { return .denied(.applicationBlocked) }
        if credential.mode == .live, caller.application.activatedAt == nil { return .denied(.notActivated) }
        return .allowed(caller)
    }

    /// The caller, or the failure that tells the denial.
    package func require() throws(Failure) -> Caller {
        switch self {
        case .allowed(let caller): return caller
        case .denied(let denial): throw denial.failure
        }
    }
}

/// Why a credential was refused.
package enum Denial: Equatable, Sendable {
    /// The text does not have the shape of the credential expected.
    case malformed(Credential.Kind)
    /// A Public Key where an Access Token belongs.
    case publicKeyAsAccessToken
    /// An Access Token where a Public Key belongs.
    case accessTokenAsPublicKey
    /// Invented, or not issued here: both answer alike, so that nothing is learnt by guessing.
    case unknown(Credential.Kind)
    case revoked(Credential.Kind, Mode)
    case expired(Credential.Kind, Mode)
    /// The share it was issued for has ended: its owner alone can help.
    case shareEnded
    case accountBlocked
    case applicationBlocked
    case notActivated
    /// A token that is bound to a key, without a proof of it.
    case keyUnproven
    /// The owner named the networks from which it works, and this address is in none of them.
    case addressNotAllowed(String)
    /// The owner named the pages in which the Public Key works, and this is none of them; nil for a program.
    case originNotAllowed(String?)
    /// All calls of this minute are used up; the seconds until the next ones.
    case tooManyCalls(max: Int64, retryAfterSeconds: Int)

    fileprivate var outcome: Verification.Outcome {
        switch self {
        case .malformed: .malformed
        case .publicKeyAsAccessToken, .accessTokenAsPublicKey: .wrongKind
        case .unknown: .unknown
        case .revoked: .revoked
        case .expired: .expired
        case .shareEnded: .shareEnded
        case .accountBlocked, .applicationBlocked: .blocked
        case .notActivated: .notActivated
        case .keyUnproven: .keyUnproven
        case .addressNotAllowed, .originNotAllowed: .restricted
        case .tooManyCalls: .tooManyCalls
        }
    }

    /// An origin as it can be repeated: it came from outside.
    private static func shown(_ origin: String) -> String { WebOrigin(origin)?.text ?? "not an origin" }

    package var failure: Failure {
        switch self {
        case .malformed(.publicKey), .unknown(.publicKey): Failure(.publicKeyUnknown)
        case .malformed: Failure(.credentialMalformed)
        case .unknown: Failure(.credentialUnknown)
        case .publicKeyAsAccessToken: Failure(.publicKeyAsAccessToken)
        case .accessTokenAsPublicKey: Failure(.accessTokenAsPublicKey)
        case .revoked(.publicKey, let mode): Failure(.publicKeyRevoked, expected: mode.rawValue)
        case .expired(.publicKey, let mode): Failure(.publicKeyExpired, expected: mode.rawValue)
        case .revoked(_, let mode): Failure(.credentialRevoked, expected: mode.rawValue)
        case .expired(_, let mode): Failure(.credentialExpired, expected: mode.rawValue)
        case .shareEnded: Failure(.credentialOfEndedShare)
        case .accountBlocked: Failure(.accountBlocked)
        case .applicationBlocked: Failure(.applicationBlocked)
        case .notActivated: Failure(.credentialNotActivated)
        case .keyUnproven: Failure(.credentialBoundToKey)
        case .addressNotAllowed(let address): Failure(.credentialAddressNotAllowed, field: address)
        case .originNotAllowed(let origin):
            Failure(.publicKeyOriginNotAllowed, field: origin.map { Self.shown($0) } ?? "none")
        case .tooManyCalls(let max, let seconds):
            Failure(.credentialCallsExceeded, expected: String(max), retryAfterSeconds: seconds)
        }
    }
}
