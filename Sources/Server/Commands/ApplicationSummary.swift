import Domain

/// An application without its credentials.
enum ApplicationSummary {
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
}
