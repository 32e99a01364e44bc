import Domain
import HTTPTypes
import Operations
import Web

/// The seller's route to the same credentials, with the requests for access to them.
struct SettingsCredentialsPage: MemberPage {
    static let route = Route(.get, "/settings/account/credentials")
    let operations: Operations

    struct ApplicationBlock {
        let id: String
        let name: String
        let isActive: Bool
        let isForTests: Bool
        let pairs: [PairCard]
        let isFirst: Bool
    }

    struct RequestRow {
        let id: String
        let email: String
        let ends: LocalTime
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["granted", "refused"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(person, view, done: key.map { view.text($0) })
    }

    func page(
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let account = person.place.id
        let applications = try await self.operations.applications.applications(of: account, as: person.actor)
            .filter { $0.deletedAt == nil }
        var blocks: [ApplicationBlock] = []
        for application in applications {
            let owned = OwnedApplication(application: application, owner: person.place)
            let cards = CredentialCards(operations: self.operations)
            blocks.append(
                ApplicationBlock(
                    id: application.id.description,
                    name: application.profile.name,
                    isActive: owned.isActive,
                    isForTests: owned.isForTests,
                    pairs: owned.isActive ? try await cards.cards(application, .live, person, view) : [],
                    isFirst: application == applications.first
                )
            )
        }
        let decides = person.actor.administers(account)
        let requests = try await self.operations.accessRequests.requests(of: account)
        var waiting: [RequestRow] = []
        for request in requests.received where decides && request.state(at: requests.at) == .pending {
            let requester = try await self.operations.accounts.account(request.requesterID)
            waiting.append(
                RequestRow(
                    id: request.id.text,
                    email: requester.email.text,
                    ends: LocalTime(request.expiresAt, view)
                )
            )
        }
        let model: [String: Any] = [
            "done": done as Any, "error": failure.map { ErrorNote($0, view) } as Any, "applications": blocks,
            "requests": waiting, "hasRequests": !waiting.isEmpty, "here": "/settings/account/credentials",
            "permissions": Permission.allCases.map {
                ApplicationEditor.Option(
                    id: $0.rawValue,
                    name: view.text("permission_\($0.rawValue)"),
                    isChosen: $0 == .read
                )
            },
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page(
            "settings-credentials",
            title: "menu_settings_credentials",
            .credentials,
            status: status,
            model
        )
    }
}

/// Accepts a request for access: a share that is active at once.
struct GrantAccess: MemberPage {
    static let route = Route(.post, "/settings/account/credentials/requests/:request/grant")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            guard let application = try visit.form.text("application").flatMap({ Application.ID(text: $0) }) else {
                throw Failure(.applicationNotFound)
            }
            let terms = try ShareForm.terms(visit.form, application, view.site)
            let id = AccessRequest.ID(visit.parameter("request"))
            _ = try await self.operations.accessRequests.grant(id, terms, of: person.place.id, as: person.actor)
            return .redirect("/settings/account/credentials?done=granted")
        } catch let failure as Failure {
            return try await SettingsCredentialsPage(operations: self.operations).page(person, view, failure)
        }
    }
}

struct RefuseAccess: MemberPage {
    static let route = Route(.post, "/settings/account/credentials/requests/:request/refuse")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = AccessRequest.ID(visit.parameter("request"))
        _ = try await self.operations.accessRequests.refuse(id, of: person.place.id, as: person.actor)
        return .redirect("/settings/account/credentials?done=refused")
    }
}
