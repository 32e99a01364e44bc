import Domain
import HTTPTypes
import Operations
import Web

/// Where a person is in an application: its head and its own menu, the same on all of its pages.
struct ApplicationHead {
    struct Tab {
        let path: String
        let label: String
        let isHere: Bool
    }

    /// The pages of an application.
    enum Part: String, CaseIterable {
        case details = ""
        case production, test, oauth, shares, activity

        var label: String {
            switch self {
            case .details: "application_details"
            case .production: "production_credentials"
            case .test: "test_credentials"
            case .oauth: "oauth_title"
            case .shares: "share_my_credentials"
            case .activity: "menu_activity"
            }
        }
    }

    let id: String
    let name: String
    let tabs: [Tab]
    let isDeleted: Bool
    let mayDevelop: Bool
    let mayAdminister: Bool

    /// - Parameter part: Where the person is; nil for a page beside the tabs.
    init(_ owned: OwnedApplication, _ part: Part?, _ person: SignedIn, _ view: View) {
        let application = owned.application
        let base = "/developers/panel/app/\(application.id)"
        self.id = application.id.description
        self.name = application.profile.name
        self.isDeleted = application.deletedAt != nil
        // What is for tests altogether has its pair where production's stands, and none beside it.
        self.tabs = Part.allCases.filter { !(owned.isForTests && $0 == .test) }
            .map { item in
                Tab(
                    path: item == .details ? base : "\(base)/\(item.rawValue)",
                    label: view.text(item == .production && owned.isForTests ? "test_credentials" : item.label),
                    isHere: item == part || (owned.isForTests && item == .production && part == .test)
                )
            }
        let role = person.actor.role(in: application.accountID)
        self.mayDevelop = role?.holds(.develop) ?? false
        self.mayAdminister = role?.holds(.administer) ?? false
    }
}

/// Application details.
struct ApplicationPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let application = owned.application
        let (profile, settings) = (application.profile, application.settings)
        let models = profile.integrationModels.map { view.text("model_\($0.rawValue)") }
        let done = ["created", "saved", "activated", "restored"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        let logo = try await self.operations.logos.hasLogo(application.id) ? LogoPicture.path(application.id) : nil
        let model: [String: Any] = [
            "app": ApplicationHead(owned, .details, person, view), "done": key.map { view.text($0) } as Any,
            "owner": application.accountID.description, "product": ApplicationWords.product(owned, view),
            "solution": view.text(profile.product.isInPerson ? "in_person_payments" : "online_payments"),
            "models": models.isEmpty ? [] : [models.joined(separator: ", ")],
            "logo": logo as Any,
            "shortName": profile.shortName as Any, "description": profile.description as Any,
            "industry": profile.industry.map { view.text("industry_\($0.rawValue)") } as Any,
            "website": profile.website?.text as Any, "redirects": settings.redirectURLs.map(\.text),
            "pkce": view.text(settings.requiresPKCE ? "on" : "off"),
            "flows": GrantFlow.allCases.filter(settings.allowedFlows.contains)
                .map { view.text("flow_\($0.rawValue)") }.joined(separator: ", "),
            "permissions": Permission.allCases.filter(settings.permissions.contains)
                .map { view.text("permission_\($0.rawValue)") }.joined(separator: ", "),
            "created": LocalTime(application.createdAt, view),
            "isActive": application.activatedAt != nil, "isForTests": owned.isForTests,
            "activated": LocalTime(application.activatedAt, view) as Any,
            "restorableUntil": LocalTime(application.restorableUntil, view) as Any,
        ]
        return view.page("application", title: "application_details", .applications, model)
    }
}

/// Puts an application into the bin, after a page that says what that means.
struct DeleteApplicationPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/delete")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let application = owned.application
        let head = ApplicationHead(owned, .details, person, view)
        return view.page(
            "delete",
            title: "delete_application",
            .applications,
            ["app": head, "name": application.profile.name]
        )
    }
}

struct DeleteApplication: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/delete")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        _ = try await self.operations.applications.delete(try visit.application(), as: person.actor)
        return .redirect("/developers/panel/app?done=deleted")
    }
}

struct RestoreApplication: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/restore")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        _ = try await self.operations.applications.restore(id, as: person.actor)
        return .redirect("/developers/panel/app/\(id)?done=restored")
    }
}
