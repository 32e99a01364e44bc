/// A buyer whom a seller keeps, to be recognised at the next payment.
package struct Customer: Equatable, Sendable {
    package typealias ID = TextID<Customer>

    package let id: ID
    package let applicationID: Application.ID
    /// The seller.
    package let accountID: Account.ID
    package let mode: Mode
    /// By this a seller's customers are told apart; it cannot be changed.
    package let email: EmailAddress
    package var profile: CustomerProfile
    package let createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ID,
        applicationID: Application.ID,
        accountID: Account.ID,
        mode: Mode,
        email: EmailAddress,
        profile: CustomerProfile,
        createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.applicationID = applicationID
        self.accountID = accountID
        self.mode = mode
        self.email = email
        self.profile = profile
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// What a seller says of a customer.
package struct CustomerProfile: Equatable, Sendable {
    package var firstName: String?
    package var lastName: String?
    package var phone: Phone?
    package var identification: Identification?
    package var address: PostalAddress?
    /// When they became a customer, as the seller says.
    package var registeredAt: Timestamp?
    package var description: String?
    package var metadata: JSON = .object([])

    package init() {}
}

/// A telephone number in its two parts.
package struct Phone: Equatable, Sendable {
    package let areaCode: String?
    package let number: String?

    package init(areaCode: String?, number: String?) {
        self.areaCode = areaCode
        self.number = number
    }
}

/// Where somebody lives.
package struct PostalAddress: Equatable, Sendable {
    package let zipCode: String?
    package let streetName: String?
    package let streetNumber: Int64?
    package let city: String?

    package init(zipCode: String?, streetName: String?, streetNumber: Int64?, city: String?) {
        self.zipCode = zipCode
        self.streetName = streetName
        self.streetNumber = streetNumber
        self.city = city
    }
}

/// Which customers of a seller are wanted; all of them without a filter.
package struct CustomerSearch: Equatable, Sendable {
    package var email: String?
    package let limit: Int64
    package let offset: Int64

    package init(email: String? = nil, limit: Int64, offset: Int64) {
        self.email = email
        self.limit = limit
        self.offset = offset
    }
}
