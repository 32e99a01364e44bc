import Domain
import HTTPTypes
import Operations
import Web

/// Edit data: everything about an application that can change.
struct EditApplicationPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/edit")
    let editor: ApplicationEditor

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.editor.page(try visit.application(), nil, person, view)
    }
}

struct EditApplication: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/edit")
    let editor: ApplicationEditor

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        do {
            let form = visit.form
            _ = try await self.editor.operations.applications.edit(id, as: person.actor) { _ throws(Failure) in
                (try ApplicationEditor.profile(form), try ApplicationEditor.settings(form))
            }
            return .redirect("/developers/panel/app/\(id)?done=saved")
        } catch let failure as Failure
            where ![.applicationNotFound, .roleInsufficient, .applicationDeleted].contains(failure.code)
        {
            return try await self.editor.page(id, visit.form, person, view, failure)
        }
    }
}

/// The form of an application's data.
struct ApplicationEditor: Sendable {
    struct Option {
        let id: String
        let name: String
        let isChosen: Bool
    }

    let operations: Operations

    static func profile(_ form: Form) throws(Failure) -> ApplicationProfile {
        guard let product = try form.choice("product", Product.self) else {
            throw Failure(.productUnknown, expected: Product.allCases.map(\.rawValue).joined(separator: ", "))
        }
        var website: WebAddress?
        if let text = try form.text("website") {
            guard let address = WebAddress(text) else { throw Failure(.websiteInvalid) }
            website = address
        }
        return try ApplicationProfile(
            name: try form.text("name") ?? "",
            shortName: try form.text("short_name"),
            description: try form.text("description"),
            industry: try form.choice("industry", Industry.self),
            website: website,
            product: product,
            platform: try form.choice("platform", Platform.self),
            integrationModels: try form.choices("model", IntegrationModel.self).sorted { $0.rawValue < $1.rawValue }
        )
    }

    static func settings(_ form: Form) throws(Failure) -> ApplicationSettings {
        var addresses: [RedirectURL] = []
        for line in try form.lines("redirect_urls").split(separator: "\n") {
            let text = line.filter { !$0.isWhitespace }
            if !text.isEmpty { addresses.append(try RedirectURL(text)) }
        }
        return try ApplicationSettings(
            redirectURLs: addresses,
            requiresPKCE: form.values("pkce") == ["required"],
            allowedFlows: try form.choices("flow"),
            permissions: try form.choices("permission")
        )
    }

    /// The form with what is stored, or with what was sent and is not acceptable.
    func page(
        _ id: Application.ID,
        _ sent: Form?,
        _ person: SignedIn,
        _ view: View,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(id, as: person.actor)
        let application = owned.application
        let site = owned.site
        let values = sent.map { Self.values($0) } ?? Self.values(application)
        let products = site.products.filter { $0.testMeans == application.profile.product.testMeans }
        func options(_ field: String, _ cases: [(String, String)]) -> [Option] {
            cases.map { Option(id: $0.0, name: $0.1, isChosen: values[field]?.contains($0.0) ?? false) }
        }
        let industries = Industry.allCases.map { ($0.rawValue, view.text("industry_\($0.rawValue)")) }
        let logo = try await self.operations.logos.hasLogo(id) ? LogoPicture.path(id) : nil
        let model: [String: Any] = [
            "app": ApplicationHead(owned, .details, person, view),
            "error": failure.map { ErrorNote($0, view) } as Any, "isActive": application.activatedAt != nil,
            "name": values["name"]?.first ?? "", "shortName": values["short_name"]?.first ?? "",
            "description": values["description"]?.first ?? "", "website": values["website"]?.first ?? "",
            "redirects": values["redirect_urls"]?.joined(separator: "\n") ?? "",
            "industries": options("industry", industries),
            "products": options("product", products.map { ($0.rawValue, $0.name(in: site)[view.language]) }),
            "platforms": options("platform", site.platforms.map { ($0.rawValue, $0.name(in: site)) }),
            "models": options(
                "model",
                IntegrationModel.allCases.map { ($0.rawValue, view.text("model_\($0.rawValue)")) }
            ),
            "hasModels": products.contains { !$0.integrationModels.isEmpty },
            "logo": logo as Any,
            "isPKCE": values["pkce"] == ["required"],
            "flows": options("flow", GrantFlow.allCases.map { ($0.rawValue, view.text("flow_\($0.rawValue)")) }),
            "permissions": options(
                "permission",
                Permission.allCases.map { ($0.rawValue, view.text("permission_\($0.rawValue)")) }
            ),
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("edit", title: "edit_data", .applications, status: status, model)
    }

    private static func values(_ form: Form) -> [String: [String]] {
        Dictionary(grouping: form.fields, by: \.name).mapValues { $0.map(\.value) }
    }

    private static func values(_ application: Application) -> [String: [String]] {
        let (profile, settings) = (application.profile, application.settings)
        return [
            "name": [profile.name], "short_name": [profile.shortName ?? ""],
            "description": [profile.description ?? ""], "industry": [profile.industry?.rawValue ?? ""],
            "website": [profile.website?.text ?? ""], "product": [profile.product.rawValue],
            "platform": [profile.platform?.rawValue ?? ""], "model": profile.integrationModels.map(\.rawValue),
            "pkce": settings.requiresPKCE ? ["required"] : [], "flow": settings.allowedFlows.map(\.rawValue),
            "permission": settings.permissions.map(\.rawValue), "redirect_urls": settings.redirectURLs.map(\.text),
        ]
    }
}
