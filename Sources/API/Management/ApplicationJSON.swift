package import Domain
package import Operations

/// Applications as JSON, the same on the command line and in the management API.
package enum ApplicationJSON {
    /// Without any credential.
    package static func json(_ application: Application) -> JSON {
        let profile = application.profile
        let settings = application.settings
        return [
            "client_id": .string(application.id.description), "user_id": .id(application.accountID),
            "name": .string(profile.name), "short_name": .text(profile.shortName),
            "description": .text(profile.description), "industry": .text(profile.industry?.rawValue),
            "website": .text(profile.website?.text), "product": .string(profile.product.rawValue),
            "test_means": .string(profile.product.testMeans.rawValue), "platform": .text(profile.platform?.rawValue),
            "integration_models": .array(profile.integrationModels.map { .string($0.rawValue) }),
            "redirect_urls": .array(settings.redirectURLs.map { .string($0.text) }),
            "pkce": .bool(settings.requiresPKCE),
            "allowed_flows": self.names(settings.allowedFlows), "permissions": self.names(settings.permissions),
            "created_at": .date(application.createdAt), "activated_at": .date(application.activatedAt),
            "blocked_at": .date(application.blockedAt), "deleted_at": .date(application.deletedAt),
            "restorable_until": .date(application.restorableUntil),
        ]
    }

    /// With its credentials in plain text, for whoever just made it.
    package static func json(_ issued: IssuedApplication) -> JSON {
        let profile = issued.application.profile
        return .object(
            [
                .init("product", .string(profile.product.rawValue)), .init("name", .string(profile.name)),
                .init("test_means", .string(profile.product.testMeans.rawValue)),
                .init("production_is_active", .bool(issued.application.activatedAt != nil)),
            ] + self.credentials(issued.credentials)
        )
    }

    package static func credentials(_ credentials: IssuedCredentials) -> [JSON.Member] {
        [
            .init("client_id", .string(credentials.clientID.description)),
            .init("client_secret", .string(credentials.clientSecret.reveal())),
            .init("public_key", .string(credentials.main.publicKey)),
            .init("access_token", .string(credentials.main.accessToken.reveal())),
            .init("test_public_key", .text(credentials.test?.publicKey)),
            .init("test_access_token", .text(credentials.test?.accessToken.reveal())),
        ]
    }

    private static func names(_ values: some Collection<some RawRepresentable<String>>) -> JSON {
        .array(values.map(\.rawValue).sorted().map { .string($0) })
    }
}
