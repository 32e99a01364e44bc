package import Domain

extension Application {
    static let columns: Query = """
        application.id, application.account_id, application.name, application.short_name, application.description,
        application.industry, application.website, application.product, application.platform,
        application.integration_models, application.pkce, application.allowed_flows, application.permissions,
        application.created_at, application.activated_at, application.blocked_at, application.deleted_at
        """
    static let columnCount = 17

    /// Redirect URLs are rows of their own; verification does without them.
    init(_ row: ResultRow, from column: Int = 0, redirectURLs: [RedirectURL] = []) throws {
        let website = try row.optional(column + 6, ResultRow.text)
        self.init(
            id: try row.id(column),
            accountID: try row.id(column + 1),
            profile: try ApplicationProfile(
                name: try row.text(column + 2),
                shortName: try row.optional(column + 3, ResultRow.text),
                description: try row.optional(column + 4, ResultRow.text),
                industry: row.isNull(column + 5) ? nil : try row.name(column + 5),
                website: website.flatMap { WebAddress($0) },
                product: try row.name(column + 7),
                platform: row.isNull(column + 8) ? nil : try row.name(column + 8),
                integrationModels: try row.names(column + 9)
            ),
            settings: try ApplicationSettings(
                redirectURLs: redirectURLs,
                requiresPKCE: try row.text(column + 10) == "required",
                allowedFlows: Set(try row.names(column + 11)),
                permissions: Set(try row.names(column + 12))
            ),
            createdAt: try row.instant(column + 13),
            activatedAt: try row.optional(column + 14, ResultRow.instant),
            blockedAt: try row.optional(column + 15, ResultRow.instant),
            deletedAt: try row.optional(column + 16, ResultRow.instant)
        )
    }
}

extension ReadTransaction {
    package func application(_ id: Application.ID) throws -> Application? {
        let rows = try self.rows("SELECT \(Application.columns) FROM application WHERE id = \(id)")
        return try rows.first.map { try Application($0, redirectURLs: try self.redirectURLs(of: id)) }
    }

    /// The applications of an account, oldest first.
    package func applications(of account: Account.ID) throws -> [Application] {
        let rows = try self.rows(
            "SELECT \(Application.columns) FROM application WHERE account_id = \(account) ORDER BY created_at, id"
        )
        return try rows.map { row in
            try Application(row, redirectURLs: try self.redirectURLs(of: try row.id(0)))
        }
    }

    private func redirectURLs(of application: Application.ID) throws -> [RedirectURL] {
        let rows = try self.rows("SELECT url FROM redirect_url WHERE application_id = \(application) ORDER BY position")
        return try rows.map { try RedirectURL(try $0.text(0)) }
    }
}

extension Transaction {
    /// Inserts an application, its redirect URLs and the modes its credentials can have.
    package func insert(_ application: Application, modes: [Mode]) throws {
        let profile = application.profile
        let settings = application.settings
        try self.execute(
            """
            INSERT INTO application (id, account_id, name, short_name, description, industry, website, product,
                platform, integration_models, pkce, allowed_flows, permissions, created_at, activated_at, blocked_at,
                deleted_at)
            VALUES (\(application.id), \(application.accountID), \(profile.name), \(profile.shortName),
                \(profile.description), \(profile.industry), \(profile.website?.text), \(profile.product),
                \(profile.platform), \(profile.integrationModels.storedNames),
                \(settings.requiresPKCE ? "required" : "optional"), \(settings.allowedFlows.storedNames),
                \(settings.permissions.storedNames), \(application.createdAt), \(application.activatedAt),
                \(application.blockedAt), \(application.deletedAt))
            """
        )
        try self.insertRedirectURLs(of: application)
        for mode in modes {
            try self.execute("INSERT INTO application_mode (application_id, mode) VALUES (\(application.id), \(mode))")
        }
    }

    /// Writes what of an application can change.
    package func update(_ application: Application) throws {
        let profile = application.profile
        let settings = application.settings
        try self.execute(
            """
            UPDATE application SET name = \(profile.name), short_name = \(profile.shortName),
                description = \(profile.description), industry = \(profile.industry),
                website = \(profile.website?.text), product = \(profile.product), platform = \(profile.platform),
                integration_models = \(profile.integrationModels.storedNames),
                pkce = \(settings.requiresPKCE ? "required" : "optional"),
                allowed_flows = \(settings.allowedFlows.storedNames), permissions = \(settings.permissions.storedNames),
                activated_at = \(application.activatedAt), blocked_at = \(application.blockedAt),
                deleted_at = \(application.deletedAt)
            WHERE id = \(application.id)
            """
        )
        try self.execute("DELETE FROM redirect_url WHERE application_id = \(application.id)")
        try self.insertRedirectURLs(of: application)
    }

    /// Ends the credentials of applications deleted before an instant for good, and removes their encrypted copies.
    package func emptyBin(deletedBefore end: Timestamp, at now: Timestamp) throws {
        try self.execute(
            """
            UPDATE credential SET sealed = NULL, revoked_at = COALESCE(revoked_at, \(now))
            WHERE application_id IN (SELECT id FROM application WHERE deleted_at <= \(end))
                AND (sealed IS NOT NULL OR revoked_at IS NULL)
            """
        )
        let gone = try self.rows(
            """
            SELECT seller_grant.id FROM seller_grant JOIN application ON application.id = seller_grant.application_id
            WHERE application.deleted_at <= \(end) AND seller_grant.ended_at IS NULL
            """
        )
        for row in gone { _ = try self.end(try row.id(0) as Grant.ID, at: now) }
    }

    private func insertRedirectURLs(of application: Application) throws {
        for (position, url) in application.settings.redirectURLs.enumerated() {
            try self.execute(
                """
                INSERT INTO redirect_url (application_id, position, url)
                VALUES (\(application.id), \(Int64(position)), \(url.text))
                """
            )
        }
    }
}
