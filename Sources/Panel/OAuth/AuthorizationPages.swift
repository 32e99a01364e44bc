import Domain
import Foundation
import HTTPTypes
import Operations
import Web

/// The page on which a seller is asked whether an application may act for them (RFC 6749 section 4.1.1).
struct AuthorizationPage: OpenPage {
    static let route = Route(.get, "/authorization")
    let authorization: AuthorizationOperations
    let logos: LogoOperations
    let address: PublicAddress

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        let query = visit.rawQuery
        let parameters = try AuthorizationParameters(query: query)
        let step = try await self.authorization.look(
            parameters,
            seller: view.person?.place,
            issuer: self.address.base
        )
        switch step {
        case nil: return .redirect("/signin?to=\(visit.target.asQueryValue)")
        case .answer(let location)?: return .away(location)
        case .refuse(let failure)?: throw failure
        case .ask(let asked)?: return try await self.page(asked, query, view)
        }
    }

    private func page(_ asked: AskedAuthorization, _ query: String, _ view: View) async throws -> PanelAnswer {
        guard let person = view.person else { throw Failure(.signInRequired) }
        let application = asked.application
        let logo = try await self.logos.hasLogo(application.id) ? LogoPicture.path(application.id) : nil
        let host = asked.request.redirectURL.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        let days = String((asked.life.components.seconds + 86_399) / 86_400)
        let model: [String: Any] = [
            "request": query, "terms": asked.terms, "seller": person.place.id.description,
            "email": person.place.email.text,
            "name": application.profile.name, "number": application.id.description, "logo": logo as Any,
            "description": application.profile.description as Any, "website": application.profile.website?.text as Any,
            "owner": asked.owner.email.text, "isLive": asked.mode == .live, "host": host,
            "mayAgree": person.actor.role(in: person.place.id)?.holds(.administer) ?? false,
            "permissions": Permission.allCases.filter(asked.request.permissions.contains)
                .map { view.text("consent_may_\($0.rawValue)") },
            "until": view.text(
                asked.request.permissions.contains(.offlineAccess) ? "consent_until_ended" : "consent_until",
                ["days": days]
            ),
            "asksProof": !person.isFreshlyProven, "asksCode": person.hasSecondFactor,
        ]
        return view.page("authorize", title: "consent_title", .none, model)
    }
}

/// Takes the seller's answer, and sends them back to the application with it.
struct DecideAuthorization: MemberPage {
    static let route = Route(.post, "/authorization")
    static let needsProof = true
    let authorization: AuthorizationOperations
    let address: PublicAddress

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let parameters = try AuthorizationParameters(query: try visit.form.secret("request")?.reveal() ?? "")
        // What was read for one account is not decided for another that was chosen meanwhile.
        guard try visit.form.text("seller") == person.place.id.description else { throw Failure(.csrfFailed) }
        try person.actor.require(.administer, in: person.place.id, else: .accountNotFound)
        let issuer = self.address.base
        switch try visit.form.text("decision") {
        case "agree":
            let terms = try visit.form.text("terms") ?? ""
            return .away(
                try await self.authorization.approve(
                    parameters,
                    terms: terms,
                    by: person.place,
                    person: person.account.id,
                    issuer: issuer
                )
            )
        case "refuse":
            return .away(try await self.authorization.deny(parameters, by: person.place, issuer: issuer))
        default: throw Failure(.invalidValue, field: "decision", expected: "agree or refuse")
        }
    }
}

extension AuthorizationParameters {
    /// The parameters of an address, or of a form in the same shape.
    /// - Throws: `invalid_encoding` or `too_many_keys`.
    init(query: String) throws(Failure) {
        let form = try Form(Array(query.utf8))
        self.init(form.fields.filter { $0.name != "lang" }.map { Item($0.name, $0.value) })
    }
}

extension String {
    /// The text as the value of a query's parameter.
    var asQueryValue: String {
        let unreserved = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
        return self.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
