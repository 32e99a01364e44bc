package import Domain
import Storage

/// What can be done with applications.
package struct ApplicationOperations: Sendable {
    let context: OperationContext

    /// Creates an application with all the credentials its product has.
    ///
    /// Its production credentials work at once when the profile names an industry and a website; else they wait for
    /// activation.
    /// - Parameter number: One that was allotted before, so that a form sent twice makes one application.
    /// - Throws: `application_exists`, `account_not_found`, `role_insufficient`, `product_not_in_site`, `platform_unknown` or `activation_incomplete`.
    package func create(
        _ profile: ApplicationProfile,
        settings: ApplicationSettings,
        for accountID: Account.ID,
        numbered number: Application.ID? = nil,
        as actor: Actor
    ) async throws -> IssuedApplication {
        let now = self.context.time.now()
        let issuer = CredentialIssuer(context: self.context)
        return try await self.context.store.write { transaction in
            try actor.require(.develop, in: accountID, else: .accountNotFound)
            guard let account = try transaction.account(accountID) else { throw Failure(.accountNotFound) }
            try Self.check(profile, in: account.site)
            if let number, try transaction.application(number) != nil { throw Failure(.applicationExists) }
            let isActivated = profile.industry != nil
            let application = Application(
                id: number ?? self.context.random.applicationID(),
                accountID: accountID,
                profile: profile,
                settings: settings,
                createdAt: now,
                activatedAt: isActivated ? now : nil
            )
            let modes = Self.modes(profile.product, of: account)
            try transaction.insert(application, modes: modes)
            let credentials = try issuer.issueFirst(for: application, modes: modes, at: now, in: transaction)
            try self.context.record(
                .applicationCreated,
                of: accountID,
                application.id,
                modes[0],
                about: application.id.description,
                at: now,
                in: transaction
            )
            try self.context.audit(
                .applicationCreated,
                of: accountID,
                application.id,
                by: actor.accountID,
                AuditDetail([.name: profile.name]),
                at: now,
                in: transaction
            )
            return IssuedApplication(application: application, credentials: credentials)
        }
    }

    /// A number for an application that is about to be created.
    package func allotNumber() -> Application.ID { self.context.random.applicationID() }

    /// - Throws: `application_not_found`.
    package func application(_ id: Application.ID) async throws -> Application {
        guard let application = try await self.context.store.read({ try $0.application(id) }) else {
            throw Failure(.applicationNotFound)
        }
        return application
    }

    /// An application for whoever may see it.
    /// - Throws: `application_not_found`.
    package func application(_ id: Application.ID, as actor: Actor) async throws -> Application {
        try await self.context.store.read { try $0.application(id, for: actor, .view) }
    }

    /// The site of the account that owns an application.
    package func site(ofOwnerOf application: Application) async throws -> Site {
        guard let owner = try await self.context.store.read({ try $0.account(application.accountID) }) else {
            throw Failure(.accountNotFound)
        }
        return owner.site
    }

    /// An application for whoever may see it, with the account it belongs to.
    /// - Throws: `application_not_found`.
    package func owned(_ id: Application.ID, as actor: Actor) async throws -> OwnedApplication {
        try await self.context.store.read { transaction in
            let application = try transaction.application(id, for: actor, .view)
            guard let owner = try transaction.account(application.accountID) else { throw Failure(.accountNotFound) }
            return OwnedApplication(application: application, owner: owner)
        }
    }

    /// The applications of an account, oldest first.
    /// - Throws: `account_not_found`.
    package func applications(of account: Account.ID, as actor: Actor) async throws -> [Application] {
        try await self.context.store.read { transaction in
            try actor.require(.view, in: account, else: .accountNotFound)
            guard try transaction.account(account) != nil else { throw Failure(.accountNotFound) }
            return try transaction.applications(of: account)
        }
    }

    /// The modes an application's credentials have: whatever belongs to a test account is for tests.
    private static func modes(_ product: Product, of account: Account) -> [Mode] {
        if account.testKind != nil { return [.test] }
        return product.testMeans == .testPair ? [.live, .test] : [.live]
    }

    static func check(_ profile: ApplicationProfile, in site: Site) throws(Failure) {
        guard site.products.contains(profile.product) else {
            throw Failure(.productNotInSite, expected: site.products.map(\.rawValue).joined(separator: ", "))
        }
        if let platform = profile.platform, !site.platforms.contains(platform) {
            throw Failure(.platformUnknown, expected: site.platforms.map(\.rawValue).joined(separator: ", "))
        }
        guard (profile.industry == nil) == (profile.website == nil) else { throw Failure(.activationIncomplete) }
    }
}

/// An application and the account it belongs to.
package struct OwnedApplication: Sendable {
    package let application: Application
    package let owner: Account

    package init(application: Application, owner: Account) {
        self.application = application
        self.owner = owner
    }

    package var site: Site { self.owner.site }
    /// Whether everything of it is for tests: then its one pair stands where production's stands.
    package var isForTests: Bool { self.owner.testKind != nil }
    /// Whether the pair where production's stands works.
    package var isActive: Bool { self.isForTests || self.application.activatedAt != nil }
    /// Whether it has a test pair beside production's.
    package var hasTestPair: Bool { !self.isForTests && self.application.profile.product.testMeans == .testPair }
}

/// A new application with its credentials in plain text, to be shown to its owner.
package struct IssuedApplication: Sendable {
    package let application: Application
    package let credentials: IssuedCredentials
}
