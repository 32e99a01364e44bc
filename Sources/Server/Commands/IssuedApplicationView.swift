import Domain
import Operations

/// A new application with its credentials in plain text, for whoever just made it.
enum IssuedApplicationView {
    static func text(_ issued: IssuedApplication) -> String {
        let profile = issued.application.profile
        let isActive = issued.application.activatedAt != nil
        var lines = ["\(profile.name) (\(profile.product.rawValue))", ""]
        if let test = issued.credentials.test {
            lines += [
                "Test", "  Public Key     \(test.publicKey)", "  Access Token   \(test.accessToken.reveal())", "",
            ]
        }
        lines += [
            isActive ? "Production" : "Production (not active: give it an industry and a website to activate it)",
            "  Public Key     \(issued.credentials.main.publicKey)",
            "  Access Token   \(issued.credentials.main.accessToken.reveal())",
            "  Client ID      \(issued.credentials.clientID)",
            "  Client Secret  \(issued.credentials.clientSecret.reveal())", "",
            "Public Keys go into pages; everything else stays on your server. This is the only time they are printed.",
        ]
        if profile.product.testMeans == .testAccount {
            lines.append(
                "This product has no test pair: it is tested with test accounts, whose own applications have credentials."
            )
        }
        return lines.joined(separator: "\n")
    }
}
