/// Something that happened and that an integration may be told of; written in the transaction of what it tells.
package struct Event: Equatable, Sendable {
    package typealias ID = TextID<Event>

    /// Topic and action by their names on the wire.
    package enum Kind: String, CaseIterable, Sendable {
        case paymentCreated = "payment.created"
        case paymentUpdated = "payment.updated"
        case applicationCreated = "application.created"
        case applicationAuthorized = "mp-connect.application.authorized"
        case applicationDeauthorized = "mp-connect.application.deauthorized"
        case applicationTokenReused = "mp-connect.application.token_reused"
        /// About the application whose pair has a new generation.
        case credentialRenewed = "credential.renewed"
        /// About the application whose earlier pair was ended, or the share whose pair was.
        case credentialRevoked = "credential.revoked"
        /// About the share whose pair was issued.
        case credentialShared = "credential.shared"
        /// About the credential that was found where it must not be.
        case credentialExposed = "credential.exposed"

        package var topic: String { String(self.rawValue.prefix { $0 != "." }) }
    }

    package let id: ID
    package let accountID: Account.ID
    package let applicationID: Application.ID
    package let mode: Mode
    package let kind: Kind
    /// The id of what the event is about.
    package let resourceID: String
    package let occurredAt: Timestamp

    package init(
        id: ID,
        accountID: Account.ID,
        applicationID: Application.ID,
        mode: Mode,
        kind: Kind,
        resourceID: String,
        occurredAt: Timestamp
    ) {
        self.id = id
        self.accountID = accountID
        self.applicationID = applicationID
        self.mode = mode
        self.kind = kind
        self.resourceID = resourceID
        self.occurredAt = occurredAt
    }
}
