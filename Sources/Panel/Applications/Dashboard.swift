import Domain
import HTTPTypes
import Operations
import Web

/// Your integrations: the applications of the account that is looked at, and what waits for an answer.
struct Dashboard: MemberPage {
    static let route = Route(.get, "/developers/panel/app")
    let operations: Operations

    struct Card {
        let id: String
        let name: String
        let product: String
        let isActive: Bool
        let isForTests: Bool
        let hasTest: Bool
        let isBlocked: Bool
        let canRestore: Bool
        let restorableUntil: LocalTime?
    }

    struct Group {
        let cards: [Card]
        let binned: [Card]
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let group = try await self.group(of: person.place, person, view)
        let done = ["created", "deleted", "restored"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        let model: [String: Any] = [
            "cards": group.cards, "binned": group.binned, "isEmpty": group.cards.isEmpty && group.binned.isEmpty,
            "mayDevelop": person.actor.role(in: person.place.id)?.holds(.develop) ?? false,
            "invitations": try await self.invitations(to: person).map { ["email": $0] },
            "requests": try await self.waitingRequests(of: person),
            "done": key.map { view.text($0) } as Any,
        ]
        return view.page("dashboard", title: "menu_applications", .applications, model)
    }

    /// Whose invitations wait for the person.
    private func invitations(to person: SignedIn) async throws -> [String] {
        try await self.operations.members.places(of: person.account)
            .filter { $0.membership.state(at: $0.instant) == .invited }.map(\.account.email.text)
    }

    /// Whether somebody waits for access to credentials, for those who decide about it.
    private func waitingRequests(of person: SignedIn) async throws -> Bool {
        guard person.actor.administers(person.place.id) else { return false }
        let requests = try await self.operations.accessRequests.requests(of: person.place.id)
        return requests.received.contains { $0.state(at: requests.at) == .pending }
    }

    private func group(
        of account: Account,
        _ person: SignedIn,
        _ view: View
    ) async throws -> Group {
        let applications = try await self.operations.applications.applications(of: account.id, as: person.actor)
        let mayRestore = person.actor.administers(account.id)
        let cards = applications.map { application -> Card in
            let owned = OwnedApplication(application: application, owner: account)
            return Card(
                id: application.id.description,
                name: application.profile.name,
                product: ApplicationWords.product(owned, view),
                isActive: owned.isActive && !owned.isForTests,
                isForTests: owned.isForTests,
                hasTest: owned.hasTestPair,
                isBlocked: application.blockedAt != nil,
                canRestore: mayRestore,
                restorableUntil: LocalTime(application.restorableUntil, view)
            )
        }
        let isOver = { (application: Application) in
            application.restorableUntil.map { $0 <= person.instant } ?? false
        }
        return Group(
            cards: zip(applications, cards).filter { $0.0.deletedAt == nil }.map(\.1),
            binned: zip(applications, cards).filter { $0.0.deletedAt != nil && !isOver($0.0) }.map(\.1)
        )
    }
}

/// The words of an application's parts.
enum ApplicationWords {
    static func product(_ owned: OwnedApplication, _ view: View) -> String {
        let profile = owned.application.profile
        let product = profile.product.name(in: owned.site)[view.language]
        guard let platform = profile.platform else { return product }
        return "\(product) · \(platform.name(in: owned.site))"
    }
}
