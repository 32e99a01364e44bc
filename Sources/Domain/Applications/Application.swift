/// An integration of an account; its number is the Client ID.
package struct Application: Equatable, Sendable {
    package typealias ID = NumericID<Application>

    package let id: ID
    package let accountID: Account.ID
    package private(set) var profile: ApplicationProfile
    package private(set) var settings: ApplicationSettings
    package let createdAt: Timestamp
    /// When production was activated; live credentials are refused before.
    package private(set) var activatedAt: Timestamp?
    package let blockedAt: Timestamp?
    /// When it was put into the bin; it is off from then on, and can be restored for a time.
    package private(set) var deletedAt: Timestamp?

    package init(
        id: ID,
        accountID: Account.ID,
        profile: ApplicationProfile,
        settings: ApplicationSettings,
        createdAt: Timestamp,
        activatedAt: Timestamp? = nil,
        blockedAt: Timestamp? = nil,
        deletedAt: Timestamp? = nil
    ) {
        self.id = id
        self.accountID = accountID
        self.profile = profile
        self.settings = settings
        self.createdAt = createdAt
        self.activatedAt = activatedAt
        self.blockedAt = blockedAt
        self.deletedAt = deletedAt
    }

    /// Whether its credentials are refused whatever their own state.
    package var isOff: Bool { self.blockedAt != nil || self.deletedAt != nil }

    /// Changes what it says about itself and how it may be used.
    /// - Throws: `application_deleted`, `product_means_differ`, or `activation_incomplete` when production is active.
    package mutating func edit(_ profile: ApplicationProfile, _ settings: ApplicationSettings) throws(Failure) {
        guard self.deletedAt == nil else { throw Failure(.applicationDeleted) }
        guard profile.product.testMeans == self.profile.product.testMeans else { throw Failure(.productMeansDiffer) }
        guard self.activatedAt == nil || (profile.industry != nil && profile.website != nil) else {
            throw Failure(.activationIncomplete)
        }
        self.profile = profile
        self.settings = settings
    }

    /// Makes its production credentials work; doing it again changes industry and website alone.
    /// - Throws: `application_deleted`.
    package mutating func activate(_ industry: Industry, _ website: WebAddress, at now: Timestamp) throws(Failure) {
        let profile = try ApplicationProfile(
            name: self.profile.name,
            shortName: self.profile.shortName,
            description: self.profile.description,
            industry: industry,
            website: website,
            product: self.profile.product,
            platform: self.profile.platform,
            integrationModels: self.profile.integrationModels
        )
        try self.edit(profile, self.settings)
        self.activatedAt = self.activatedAt ?? now
    }

    /// Puts it into the bin: every credential of it is refused from the next call on.
    /// - Throws: `application_deleted` when it is there already.
    package mutating func delete(at now: Timestamp) throws(Failure) {
        guard self.deletedAt == nil else { throw Failure(.applicationDeleted) }
        self.deletedAt = now
    }

    /// Takes it out of the bin; its credentials work as before.
    /// - Throws: `application_not_deleted`, or `application_gone` when its time in the bin is over.
    package mutating func restore(at now: Timestamp) throws(Failure) {
        guard let end = self.restorableUntil else { throw Failure(.applicationNotDeleted) }
        guard now < end else { throw Failure(.applicationGone) }
        self.deletedAt = nil
    }

    /// Until when it can be taken out of the bin; nil when it is not there.
    package var restorableUntil: Timestamp? { self.deletedAt?.adding(Limits.binLife) }
}

/// What an application says about itself.
package struct ApplicationProfile: Equatable, Sendable {
    package let name: String
    package let shortName: String?
    package let description: String?
    package let industry: Industry?
    package let website: WebAddress?
    package let product: Product
    package let platform: Platform?
    package let integrationModels: [IntegrationModel]

    /// - Throws: the failure of the first part that is not acceptable.
    package init(
        name: String,
        shortName: String? = nil,
        description: String? = nil,
        industry: Industry? = nil,
        website: WebAddress? = nil,
        product: Product,
        platform: Platform? = nil,
        integrationModels: [IntegrationModel] = []
    ) throws(Failure) {
        guard (1...Limits.applicationNameCharactersMax).contains(name.unicodeScalars.count), name.isPlainText,
            !name.allSatisfy(\.isWhitespace)
        else { throw Failure(.applicationNameInvalid) }
        if let shortName {
            guard (1...Limits.applicationShortNameCharactersMax).contains(shortName.count),
                shortName.utf8.allSatisfy(\.isASCIILetterOrDigit)
            else { throw Failure(.applicationShortNameInvalid) }
        }
        if let description {
            guard description.unicodeScalars.count <= Limits.applicationDescriptionCharactersMax,
                description.isPlainText
            else {
                throw Failure(.applicationDescriptionInvalid)
            }
        }
        guard integrationModels.allSatisfy({ product.integrationModels.contains($0) }) else {
            let known = product.integrationModels.map(\.rawValue).joined(separator: ", ")
            throw Failure(.integrationModelUnknown, expected: known.isEmpty ? "none for this product" : known)
        }
        self.name = name
        self.shortName = shortName
        self.description = description
        self.industry = industry
        self.website = website
        self.product = product
        self.platform = platform
        self.integrationModels = integrationModels
    }
}

/// How an application may be used; the defaults are those of a new one.
package struct ApplicationSettings: Equatable, Sendable {
    package let redirectURLs: [RedirectURL]
    /// Whether authorization requests must carry a code challenge (RFC 7636).
    package let requiresPKCE: Bool
    package let allowedFlows: Set<GrantFlow>
    package let permissions: Set<Permission>

    package init(
        redirectURLs: [RedirectURL] = [],
        requiresPKCE: Bool = true,
        allowedFlows: Set<GrantFlow> = Set(GrantFlow.allCases),
        permissions: Set<Permission> = Set(Permission.allCases)
    ) throws(Failure) {
        guard redirectURLs.count <= RedirectURL.countMax else { throw Failure(.redirectURLInvalid) }
        self.redirectURLs = redirectURLs
        self.requiresPKCE = requiresPKCE
        self.allowedFlows = allowedFlows
        self.permissions = permissions
    }
}

/// An OAuth flow that an application may use.
package enum GrantFlow: String, CaseIterable, Sendable {
    case authorizationCode = "authorization_code"
    case clientCredentials = "client_credentials"
}

/// A permission by its name on the wire.
package enum Permission: String, CaseIterable, Sendable {
    case read
    case offlineAccess = "offline_access"
    case write
}

/// What a seller trades in; required to activate production.
package enum Industry: String, CaseIterable, Sendable {
    case apparel, automotive, beauty
    case digitalGoods = "digital_goods"
    case donations, education, electronics
    case entertainment, food, games, health, home
    case professionalServices = "professional_services"
    case retail, software
    case sports, telecommunications, tickets, toys, transport, travel, utilities, other
}

extension String {
    /// Whether the text has no control, direction-changing or other invisible formatting character.
    package var isPlainText: Bool {
        self.unicodeScalars.allSatisfy { scalar in
            // Joiners are formatting too, but emoji and several scripts cannot be written without them.
            if scalar.value == 0x200C || scalar.value == 0x200D { return true }
            return switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
    }
}
