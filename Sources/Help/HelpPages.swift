package import Domain

/// The help pages, by name.
package enum HelpPages {
    /// Names in the order of the contents.
    package static let names = [
        "credentials", "dashboard", "application-details", "oauth", "test-accounts", "test-cards", "errors",
    ]

    /// A page for a site; nil when there is none.
    package static func page(_ name: String, _ site: Site, _ language: Language) -> HelpText? {
        guard self.names.contains(name), let source = HelpFiles.text(name, language) else { return nil }
        let markup = HelpMarkup(site: site, language: language) { path in
            path.split(separator: "/").last.flatMap { HelpFiles.text(String($0), language) }
        }
        return markup.render(source)
    }
}
