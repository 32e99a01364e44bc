/// A link that lets whoever holds it do one thing once: open an account, or choose a new password.
package struct AccountLink: Equatable, Sendable {
    package typealias ID = TextID<AccountLink>

    /// What it is good for.
    package enum Purpose: String, CaseIterable, Sendable {
        /// Opening the first account of a server.
        case firstOwner = "first_owner"
        /// Opening the account of an address that is known to be the person's.
        case signUp = "sign_up"
        /// Choosing a new password.
        case reset
    }

    package let id: ID
    package let purpose: Purpose
    /// Whose address the link was sent to; nil for the first owner's.
    package let email: EmailAddress?
    package let site: Site?
    package let createdAt: Timestamp
    package let expiresAt: Timestamp
    package let usedAt: Timestamp?

    package init(
        id: ID,
        purpose: Purpose,
        email: EmailAddress?,
        site: Site?,
        createdAt: Timestamp,
        expiresAt: Timestamp,
        usedAt: Timestamp? = nil
    ) {
        self.id = id
        self.purpose = purpose
        self.email = email
        self.site = site
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }

    package func isUsable(for purpose: Purpose, at now: Timestamp) -> Bool {
        self.purpose == purpose && self.usedAt == nil && now < self.expiresAt
    }
}
