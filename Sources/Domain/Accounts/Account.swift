/// An owner of applications, with a site and a numeric user id.
package struct Account: Equatable, Sendable {
    package typealias ID = NumericID<Account>

    package let id: ID
    package let site: Site
    package let email: EmailAddress
    package let nickname: String
    package let firstName: String?
    package let lastName: String?
    package let createdAt: Timestamp
    package let blockedAt: Timestamp?
    /// What it plays in tests; nil for a real account.
    package let testKind: TestAccount.Kind?

    package init(
        id: ID,
        site: Site,
        email: EmailAddress,
        nickname: String,
        firstName: String? = nil,
        lastName: String? = nil,
        createdAt: Timestamp,
        blockedAt: Timestamp? = nil,
        testKind: TestAccount.Kind? = nil
    ) {
        self.id = id
        self.site = site
        self.email = email
        self.nickname = nickname
        self.firstName = firstName
        self.lastName = lastName
        self.createdAt = createdAt
        self.blockedAt = blockedAt
        self.testKind = testKind
    }
}
