import Domain
import HTTPTypes
import Operations
import Web

/// Your integrations: the applications of the person's own account, and of those they belong to.
struct Dashboard: MemberPage {
    static let route = Route(.get, "/developers/panel/app")
    let operations: Operations

    struct Card {
        let id: String
        let name: String
        let product: String
        let isActive: Bool
        let hasTest: Bool
        let isBlocked: Bool
        let canRestore: Bool
        let restorableUntil: LocalTime?
    }

    struct Group {
        /// Whose applications these are; nil for the person's own.
        let owner: String?
        let cards: [Card]
        let binned: [Card]
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        var groups = [try await self.group(of: person.account, nil, person, view)]
        for place in try await self.operations.members.places(of: person.account)
        where place.membership.state(at: place.instant) == .active {
            groups.append(try await self.group(of: place.account, place.account.email.text, person, view))
        }
        let done = ["created", "deleted", "restored"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        let model: [String: Any] = [
            "groups": groups, "isEmpty": groups.allSatisfy { $0.cards.isEmpty && $0.binned.isEmpty },
            "done": key.map { view.text($0) } as Any,
        ]
        return view.page("dashboard", title: "menu_applications", .applications, model)
    }

    private func group(
        of account: Account,
        _ owner: String?,
        _ person: SignedIn,
        _ view: View
    ) async throws -> Group {
        let applications = try await self.operations.applications.applications(of: account.id, as: person.actor)
        let mayRestore = person.actor.administers(account.id)
        let cards = applications.map { application in
            Card(
                id: application.id.description,
                name: application.profile.name,
                product: ApplicationWords.product(application, account.site, view),
                isActive: application.activatedAt != nil,
                hasTest: application.profile.product.testMeans == .testPair,
                isBlocked: application.blockedAt != nil,
                canRestore: mayRestore,
                restorableUntil: LocalTime(application.restorableUntil, view)
            )
        }
        let isOver = { (application: Application) in
            application.restorableUntil.map { $0 <= person.instant } ?? false
        }
        return Group(
            owner: owner,
            cards: zip(applications, cards).filter { $0.0.deletedAt == nil }.map(\.1),
            binned: zip(applications, cards).filter { $0.0.deletedAt != nil && !isOver($0.0) }.map(\.1)
        )
    }
}

/// The words of an application's parts.
enum ApplicationWords {
    static func product(_ application: Application, _ site: Site, _ view: View) -> String {
        let profile = application.profile
        let product = profile.product.name(in: site)[view.language]
        guard let platform = profile.platform else { return product }
        return "\(product) · \(platform.name(in: site))"
    }
}
