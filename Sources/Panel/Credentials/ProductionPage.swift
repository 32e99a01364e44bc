import Domain
import HTTPTypes
import Operations
import Web

/// Production credentials: the form to activate them first, then the strings.
struct ProductionPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/production")
    let operations: Operations
    let address: PublicAddress

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["activated", "sealed", "closed", "undone", "extended"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(try visit.application(), person, view, done: key.map { view.text($0) })
    }

    func page(
        _ id: Application.ID,
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ sent: Form? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(id, as: person.actor)
        let application = owned.application
        let keys = owned.isForTests ? try await self.operations.reveals.testKeys(of: id, as: person.actor) : nil
        let sealedAt = try await self.operations.reveals.sealedAt(id, as: person.actor)
        let cards =
            owned.isActive
            ? try await CredentialCards(operations: self.operations)
                .cards(application, .live, person, view, plain: keys?.accessToken) : []
        let chosen = sent?.values("industry").first ?? application.profile.industry?.rawValue
        let model: [String: Any] = [
            "app": ApplicationHead(owned, .production, person, view), "done": done as Any,
            "error": failure.map { ErrorNote($0, view) } as Any, "isActive": owned.isActive,
            "isTestAccount": owned.isForTests, "isSandbox": view.isSandbox, "hasKeys": keys != nil,
            "snippets": owned.isForTests
                ? Snippet.all(accessToken: keys?.accessToken.reveal(), owned.site, base: self.address.base) : [],
            "pairs": cards,
            "isSealed": sealedAt != nil, "sealed": LocalTime(sealedAt, view) as Any,
            "industries": Industry.allCases.map { industry in
                ApplicationEditor.Option(
                    id: industry.rawValue,
                    name: view.text("industry_\(industry.rawValue)"),
                    isChosen: industry.rawValue == chosen
                )
            },
            "website": sent?.values("website").first ?? application.profile.website?.text ?? "",
            "here": "/developers/panel/app/\(id)/production",
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("production", title: "production_credentials", .applications, status: status, model)
    }
}

/// Activates production.
struct ActivateProduction: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/production/activate")
    let operations: Operations
    let address: PublicAddress

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        do {
            guard let industry = try visit.form.choice("industry", Industry.self) else {
                throw Failure(.activationIncomplete)
            }
            guard let website = WebAddress(try visit.form.text("website") ?? "") else { throw Failure(.websiteInvalid) }
            guard visit.form.values("terms") == ["yes"], visit.form.values("privacy") == ["yes"] else {
                throw Failure(.consentMissing)
            }
            _ = try await self.operations.applications.activate(
                id,
                industry: industry,
                website: website,
                as: person.actor
            )
            return .redirect("/developers/panel/app/\(id)/production?done=activated")
        } catch let failure as Failure
            where [.activationIncomplete, .websiteInvalid, .consentMissing, .invalidValue].contains(failure.code)
        {
            return try await ProductionPage(operations: self.operations, address: self.address)
                .page(id, person, view, visit.form, failure)
        }
    }
}

/// Shows one secret, for a minute.
struct RevealCredential: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/credentials/:credential/reveal")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let application = owned.application
        let (credential, secret) = try await self.operations.reveals.reveal(
            Credential.ID(visit.parameter("credential")),
            of: application.id,
            by: person
        )
        let back = visit.form.values("back").first.flatMap { LocalTarget($0) }?.text
        let model: [String: Any] = [
            "app": ApplicationHead(owned, credential.mode == .live ? .production : .test, person, view),
            "label": view.text("\(credential.kind.rawValue)_name"), "secret": secret.reveal(),
            "never": view.text("\(credential.kind.rawValue)_never"),
            "back": back ?? owned.credentialsPath(credential.mode), "isLive": credential.mode == .live,
        ]
        return view.page("reveal", title: "reveal_title", .applications, model)
            .leaving(to: back ?? owned.credentialsPath(credential.mode))
    }
}

/// Seals the live secrets, after a page that says what that means.
struct SealPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/seal")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let head = ApplicationHead(owned, .production, person, view)
        return view.page("seal", title: "seal", .applications, ["app": head])
    }
}

struct SealCredentials: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/seal")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        try await self.operations.reveals.seal(id, by: person)
        return .redirect("/developers/panel/app/\(id)/production?done=sealed")
    }
}
