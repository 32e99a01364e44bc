/// A message that waits to be handed to the mail system; its text is made when it goes out.
package struct Mail: Equatable, Sendable {
    package typealias ID = TextID<Mail>

    /// What it says.
    package enum Kind: String, CaseIterable, Sendable {
        case signUp = "sign_up"
        case accountExists = "account_exists"
        case reset
        case passwordChanged = "password_changed"
        case secondFactorRemoved = "second_factor_removed"
        case memberInvited = "member_invited"
        case shareOffered = "share_offered"
        case accessRequested = "access_requested"
        case credentialRevealed = "credential_revealed"
        case credentialRenewed = "credential_renewed"
        case credentialExposed = "credential_exposed"
        case shareRevealed = "share_revealed"
        case shareExposed = "share_exposed"
        case grantGiven = "grant_given"
        case grantReused = "grant_reused"
        case tokenExposed = "token_exposed"
    }

    package let id: ID
    package let recipient: EmailAddress
    package let language: Language
    package let kind: Kind
    /// Names and numbers that the text has places for; never a secret.
    package let details: [String: String]
    package let createdAt: Timestamp
    package let dueAt: Timestamp
    package let attempts: Int64

    package init(
        id: ID,
        recipient: EmailAddress,
        language: Language,
        kind: Kind,
        details: [String: String],
        createdAt: Timestamp,
        dueAt: Timestamp,
        attempts: Int64 = 0
    ) {
        self.id = id
        self.recipient = recipient
        self.language = language
        self.kind = kind
        self.details = details
        self.createdAt = createdAt
        self.dueAt = dueAt
        self.attempts = attempts
    }

    /// When it is tried again after it could not be handed over; nil when it is given up.
    package func nextAttempt(after now: Timestamp) -> Timestamp? {
        let wait = Duration.seconds(30 << min(self.attempts, 7))
        let next = now.adding(wait)
        return next < self.createdAt.adding(Limits.mailLife) ? next : nil
    }
}
