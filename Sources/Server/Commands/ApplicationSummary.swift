import Domain

/// An application without its credentials.
enum ApplicationSummary {
    static func json(_ application: Application) -> JSON {
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
            "allowed_flows": Self.names(settings.allowedFlows), "permissions": Self.names(settings.permissions),
            "created_at": .date(application.createdAt), "activated_at": .date(application.activatedAt),
            "blocked_at": .date(application.blockedAt), "deleted_at": .date(application.deletedAt),
            "restorable_until": .date(application.restorableUntil),
        ]
    }

    static func line(_ application: Application) -> String {
        "\(application.id)  \(application.profile.product.rawValue)  \(application.profile.name)  (\(self.state(application)))"
    }

    static func text(_ application: Application) -> String {
        let profile = application.profile
        var lines = [
            "\(profile.name)", "  Client ID    \(application.id)", "  Owner        \(application.accountID)",
            "  Product      \(profile.product.rawValue)", "  Production   \(self.state(application))",
            "  PKCE         \(application.settings.requiresPKCE ? "required" : "optional")",
        ]
        if let platform = profile.platform { lines.append("  Platform     \(platform.rawValue)") }
        lines += application.settings.redirectURLs.map { "  Redirect URL \($0.text)" }
        if profile.product.testMeans == .testAccount { lines.append("  Testing      with test accounts") }
        return lines.joined(separator: "\n")
    }

    private static func state(_ application: Application) -> String {
        if application.deletedAt != nil { return "deleted" }
        if application.blockedAt != nil { return "blocked" }
        return application.activatedAt == nil ? "not active" : "active"
    }

    private static func names(_ values: some Collection<some RawRepresentable<String>>) -> JSON {
        .array(values.map(\.rawValue).sorted().map { .string($0) })
    }
}
