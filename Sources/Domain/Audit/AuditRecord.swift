/// What was done to an account's credentials, by whom and when; written in the transaction that did it.
package struct AuditRecord: Equatable, Sendable {
    package typealias ID = TextID<AuditRecord>

    /// What was done.
    package enum Action: String, CaseIterable, Sendable {
        case applicationCreated = "application.created"
        case applicationEdited = "application.edited"
        case applicationActivated = "application.activated"
        case applicationDeleted = "application.deleted"
        case applicationRestored = "application.restored"
        case credentialRevealed = "credential.revealed"
        case credentialsSealed = "credential.sealed"
        case credentialExposed = "credential.exposed"
        case renewed = "credential.renewed"
        case replacedLeaked = "credential.replaced_as_leaked"
        case renewalExtended = "renewal.extended"
        case renewalClosed = "renewal.closed"
        case renewalUndone = "renewal.undone"
        case shareOffered = "share.offered"
        case shareAccepted = "share.accepted"
        case shareRefused = "share.refused"
        case shareCancelled = "share.cancelled"
        case accessGranted = "access.granted"
        case accessRequested = "access.requested"
        case accessRefused = "access.refused"
        case accountOpened = "account.opened"
        case signedIn = "session.opened"
        case sessionsEnded = "session.ended"
        case passwordChanged = "password.changed"
        case secondFactorAdded = "second_factor.added"
        case secondFactorRemoved = "second_factor.removed"
        case backupCodesRenewed = "second_factor.codes_renewed"
        case memberInvited = "member.invited"
        case memberJoined = "member.joined"
        case memberChanged = "member.changed"
        case memberRemoved = "member.removed"
        case grantGiven = "grant.given"
        case grantEnded = "grant.ended"
        case grantReused = "grant.reused"
        case tokenRevoked = "token.revoked"
        case clientEdited = "oauth_client.edited"
        case pairRestricted = "credential.restricted"
        case deedRefused = "deed.refused"
    }

    package let id: ID
    package let accountID: Account.ID
    package let applicationID: Application.ID?
    /// The account that did it; nil for the operator and for the server itself.
    package let actorID: Account.ID?
    package let action: Action
    /// What it was done to and how.
    package let detail: AuditDetail
    package let occurredAt: Timestamp

    package init(
        id: ID,
        accountID: Account.ID,
        applicationID: Application.ID?,
        actorID: Account.ID?,
        action: Action,
        detail: AuditDetail,
        occurredAt: Timestamp
    ) {
        self.id = id
        self.accountID = accountID
        self.applicationID = applicationID
        self.actorID = actorID
        self.action = action
        self.detail = detail
        self.occurredAt = occurredAt
    }
}
