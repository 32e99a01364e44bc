import Domain
import HTTPTypes
import Operations
import Web

/// OAuth of one application: who is linked, how it proves itself, and an address to try it with.
struct OAuthPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/oauth")
    let operations: Operations
    let address: PublicAddress

    struct Row {
        let id: String
        let seller: String
        let number: String
        let isLive: Bool
        let permissions: String
        let since: LocalTime
        let lastUsed: LocalTime?
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["client_saved", "grant_ended"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(
            try visit.application(),
            person,
            view,
            before: visit.grantBefore,
            done: key.map { view.text($0) }
        )
    }

    func page(
        _ id: Application.ID,
        _ person: SignedIn,
        _ view: View,
        before: Grant.ID? = nil,
        done: String? = nil,
        _ sent: Form? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(id, as: person.actor)
        let client = try await self.operations.oauthClients.client(of: id, as: person.actor)
        let grants = try await self.operations.grants.received(by: id, before: before, as: person.actor)
        let chosen = sent?.values("authentication").first ?? client.authentication.rawValue
        let model: [String: Any] = [
            "app": ApplicationHead(owned, .oauth, person, view), "done": done as Any,
            "error": failure.map { ErrorNote($0, view) } as Any,
            "methods": OAuthClient.Authentication.allCases.map { method in
                ApplicationEditor.Option(
                    id: method.rawValue,
                    name: view.text("client_proof_\(method.rawValue)"),
                    isChosen: method.rawValue == chosen
                )
            },
            "keys": sent.flatMap { try? $0.lines("keys") } ?? Self.text(of: client.keys),
            "isDPoP": sent.map { $0.values("dpop") == ["required"] } ?? client.requiresDPoP,
            "isPlain": sent.map { $0.values("plain") == ["allowed"] } ?? client.allowsPlainChallenge,
            "link": self.link(owned.application) as Any,
            "older": grants.older(at: "/developers/panel/app/\(id)/oauth", grants.last?.grant.id) as Any,
            "renew": "/developers/panel/app/\(id)/production/renew/client",
            "grants": grants.map { received in
                Row(
                    id: received.grant.id.text,
                    seller: received.seller.email.text,
                    number: received.seller.id.description,
                    isLive: received.grant.mode == .live,
                    permissions: view.names(of: received.grant.permissions),
                    since: LocalTime(received.grant.grantedAt, view),
                    lastUsed: LocalTime(received.grant.lastUsedAt, view)
                )
            },
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("oauth", title: "oauth_title", .applications, status: status, model)
    }

    /// An authorization request to begin with; nil while no address to return to is registered.
    private func link(_ application: Application) -> String? {
        guard let redirect = application.settings.redirectURLs.first,
            application.settings.allowedFlows.contains(.authorizationCode)
        else { return nil }
        let pkce = application.settings.requiresPKCE ? "&code_challenge=YOUR_CHALLENGE&code_challenge_method=S256" : ""
        return "\(self.address.base)/authorization?response_type=code&client_id=\(application.id)&platform_id=mp"
            + "&state=RANDOM&redirect_uri=\(redirect.text.asQueryValue)\(pkce)"
    }

    private static func text(of keys: [PublicSigningKey]) -> String {
        keys.isEmpty ? "" : JSON.object([.init("keys", .array(keys.map(\.json)))]).compact
    }
}

/// Sets how an application proves itself.
struct SetOAuthClient: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/oauth")
    static let needsProof = true
    let page: OAuthPage

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        do {
            let keys = try visit.form.lines("keys")
            let client = try OAuthClient(
                authentication: try visit.form.choice("authentication") ?? .clientSecret,
                allowsPlainChallenge: visit.form.values("plain") == ["allowed"],
                requiresDPoP: visit.form.values("dpop") == ["required"],
                keys: keys.allSatisfy(\.isWhitespace) ? [] : try PublicSigningKey.keys(in: keys)
            )
            try await self.page.operations.oauthClients.set(client, of: id, as: person.actor)
            return .redirect("/developers/panel/app/\(id)/oauth?done=client_saved")
        } catch let failure as Failure where [.clientKeysInvalid, .invalidValue].contains(failure.code) {
            return try await self.page.page(id, person, view, visit.form, failure)
        }
    }
}

/// Ends a seller's authorization, from the application's side.
struct EndReceivedGrant: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/oauth/:grant/end")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        let grant = Grant.ID(visit.parameter("grant"))
        try await self.operations.grants.end(grant, of: id, as: person.actor)
        return .redirect("/developers/panel/app/\(id)/oauth?done=grant_ended")
    }
}
