import Domain
import Foundation
import Operations

/// Renders pages for one request: in its language, with its person and its form secret.
struct View: Sendable {
    /// A link of the menu.
    struct MenuItem {
        let path: String
        let label: String
        let isHere: Bool
    }

    /// What of the menu a page belongs to.
    enum Section: String {
        case applications, grants, shared, testAccounts, testCards, doctor, activity, account, credentials, help, none
    }

    let templates: Templates
    let language: Language
    let person: SignedIn?
    let path: String
    /// Whether the path is read, not sent to.
    let isReadable: Bool
    /// What of the query a link to the same page in another language keeps.
    let keptQuery: String
    /// The secret of the forms of this session.
    let formToken: String
    /// The secret of a visitor who comes for the first time; their browser keeps it from this answer on.
    let newVisit: String?
    let nonce: String
    let isSandbox: Bool

    /// A text of the catalogue.
    func text(_ key: String) -> String { Catalogue.text(key, self.language) }

    /// A text of the catalogue with its places filled.
    func text(_ key: String, _ values: [String: String]) -> String {
        values.reduce(self.text(key)) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// The site of the account that is looked at.
    var site: Site { self.person?.place.site ?? .argentina }

    /// - Parameters:
    ///   - title: The key of the page's title.
    ///   - model: What the template shows, as `m`.
    func page(
        _ template: String,
        title: String,
        _ section: Section = .none,
        status: Int = 200,
        _ model: [String: Any] = [:]
    ) -> PanelAnswer {
        .page(self.rendered(template, titleText: self.text(title), section, status: status, model))
    }

    func rendered(
        _ template: String,
        titleText: String,
        _ section: Section = .none,
        status: Int = 200,
        _ model: [String: Any]
    ) -> Rendered {
        // The template language takes an empty optional for a value.
        let present = model.compactMapValues { Self.unwrapped($0) }
        let values: [String: Any] = [
            "t": Catalogue.texts(self.language), "m": present, "page": self.frame(titleText, section),
        ]
        return Rendered(html: self.templates.render(template, values), status: status, nonce: self.nonce)
    }

    private func frame(_ title: String, _ section: Section) -> [String: Any] {
        var frame: [String: Any] = [
            "title": title, "language": self.language.rawValue, "csrf": self.formToken, "nonce": self.nonce,
            "style": StaticFile.style.path, "script": StaticFile.script.path, "isSandbox": self.isSandbox,
            "languages": Language.allCases.map { language -> [String: Any] in
                [
                    "path": self.path(in: language), "name": language.ownName,
                    "code": language.rawValue, "isHere": language == self.language,
                ]
            },
            "isHelp": section == .help,
            "help": "/developers/\(self.language.rawValue)/docs/your-integrations/credentials",
        ]
        if let person {
            frame["email"] = person.account.email.text
            frame["menu"] = self.menu(section)
            frame["place"] = person.isElsewhere ? [person.place.email.text] : []
            frame["hasPlaces"] = !person.otherAccounts.isEmpty
            frame["places"] = ([person.account] + person.otherAccounts)
                .map { account -> [String: Any] in
                    [
                        "id": account.id.description, "email": account.email.text,
                        "isHere": account.id == person.place.id,
                    ]
                }
        }
        return frame
    }

    private static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }

    /// Where the same can be read again in a language: what a form answers cannot.
    private func path(in language: Language) -> String {
        let parts = self.path.split(separator: "/", omittingEmptySubsequences: false)
        // A help page has its language in its path.
        if parts.count > 3, parts[1] == "developers", parts[3] == "docs", Language(rawValue: String(parts[2])) != nil {
            let site = self.keptQuery.isEmpty ? "" : "?\(self.keptQuery)"
            return (["", "developers", language.rawValue] + parts[3...].map(String.init)).joined(separator: "/") + site
        }
        return "\(self.readablePath)?\(self.keptQuery.isEmpty ? "" : "\(self.keptQuery)&")lang=\(language.rawValue)"
    }

    private var readablePath: String { self.isReadable ? self.path : "/developers/panel/app" }

    private func menu(_ section: Section) -> [MenuItem] {
        let items: [(Section, String, String)] = [
            (.applications, "/developers/panel/app", "menu_applications"),
            (.shared, "/developers/panel/shared", "menu_shared"),
            (.testAccounts, "/developers/panel/test-users", "menu_test_accounts"),
            (.testCards, "/developers/panel/test-cards", "menu_test_cards"),
            (.doctor, "/developers/panel/doctor", "menu_doctor"),
            (.activity, "/developers/panel/activity", "menu_activity"),
            (.credentials, "/settings/account/credentials", "menu_settings_credentials"),
            (.grants, "/settings/account/applications", "menu_grants"),
            (.account, "/settings/account", "menu_account"),
        ]
        return items.map { MenuItem(path: $0.1, label: self.text($0.2), isHere: $0.0 == section) }
    }
}

extension Language {
    /// The language's name in itself.
    var ownName: String {
        switch self {
        case .english: "English"
        case .spanish: "Español"
        case .portuguese: "Português"
        }
    }
}
