import Domain
import HTTPTypes
import Operations
import Web

/// The form that asks for a link to open an account.
struct SignUpPage: OpenPage {
    static let route = Route(.get, "/signup")

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { Self.form(view, email: "", .brazil, nil) }

    static func form(_ view: View, email: String, _ site: Site, _ failure: Failure?) -> PanelAnswer {
        view.page(
            "signup",
            title: "sign_up",
            status: failure.map { ProviderProblem($0.code).status } ?? 200,
            [
                "email": email, "sites": SiteChoice.all(view, chosen: site),
                "error": failure.map { ErrorNote($0, view) } as Any,
            ] as [String: Any]
        )
    }
}

/// Mails the link that opens an account.
struct RequestSignUp: OpenPage {
    static let route = Route(.post, "/signup")
    let accounts: AccountOperations

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        let text = try visit.form.text("email") ?? ""
        let site = try visit.form.choice("site", Site.self) ?? .brazil
        do {
            try await self.accounts.requestSignUp(try EmailAddress(text), in: site, from: visit.visitor)
            return view.page("signup", title: "sign_up", .none, ["isSent": true])
        } catch let failure as Failure {
            return SignUpPage.form(view, email: text, site, failure)
        }
    }
}

/// What a mailed link leads to.
struct LinkForm {
    let purpose: AccountLink.Purpose
    let accounts: AccountOperations

    func page(_ visit: Visit, _ view: View, _ failure: Failure? = nil) async throws -> PanelAnswer {
        let link = try await self.accounts.link(visit.parameter("code"), for: self.purpose)
        let name = self.purpose.rawValue
        let asksEmail = self.purpose == .firstOwner
        return view.page(
            "open",
            title: "\(name)_title",
            status: failure.map { ProviderProblem($0.code).status } ?? 200,
            [
                "title": view.text("\(name)_title"), "explanation": view.text("\(name)_text"),
                "button": view.text(self.purpose == .reset ? "save" : "open_account"), "asksEmail": asksEmail,
                "email": try (asksEmail ? visit.form.text("email") : link.email?.text) ?? "",
                "sites": SiteChoice.all(view, chosen: try visit.form.choice("site", Site.self) ?? .brazil),
                "error": failure.map { ErrorNote($0, view) } as Any,
            ] as [String: Any]
        )
    }

    func take(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        do {
            let password = try visit.form.secret("password") ?? Secret("")
            let again = try visit.form.secret("again") ?? Secret("")
            guard password.reveal() == again.reveal() else { throw Failure(.passwordMismatch) }
            let code = visit.parameter("code")
            switch self.purpose {
            case .signUp: _ = try await self.accounts.open(code, password: password)
            case .reset: try await self.accounts.reset(code, password: password)
            case .firstOwner:
                let email = try EmailAddress(try visit.form.text("email") ?? "")
                guard let site = try visit.form.choice("site", Site.self) else { throw Failure(.siteUnknown) }
                _ = try await self.accounts.openFirst(code, email: email, site: site, password: password)
            }
            return .session(nil, to: "/signin?done=\(self.purpose == .reset ? "reset" : "opened")")
        } catch let failure as Failure where failure.code != .linkInvalid {
            return try await self.page(visit, view, failure)
        }
    }
}

struct SignUpLinkPage: OpenPage {
    static let route = Route(.get, "/signup/:code")
    let form: LinkForm
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { try await self.form.page(visit, view) }
}

struct OpenAccount: OpenPage {
    static let route = Route(.post, "/signup/:code")
    let form: LinkForm
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { try await self.form.take(visit, view) }
}

struct FirstOwnerPage: OpenPage {
    static let route = Route(.get, "/start/:code")
    let form: LinkForm
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { try await self.form.page(visit, view) }
}

struct OpenFirstAccount: OpenPage {
    static let route = Route(.post, "/start/:code")
    let form: LinkForm
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { try await self.form.take(visit, view) }
}

struct ResetLinkPage: OpenPage {
    static let route = Route(.get, "/reset/:code")
    let form: LinkForm
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { try await self.form.page(visit, view) }
}

struct ResetPassword: OpenPage {
    static let route = Route(.post, "/reset/:code")
    let form: LinkForm
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer { try await self.form.take(visit, view) }
}

/// The form that asks for a link to choose a new password.
struct ResetPage: OpenPage {
    static let route = Route(.get, "/reset")
    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        view.page("reset", title: "reset_title", .none, ["email": ""])
    }
}

/// Mails that link; the answer is the same whether or not there is such an account.
struct RequestReset: OpenPage {
    static let route = Route(.post, "/reset")
    let accounts: AccountOperations

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        let text = try visit.form.text("email") ?? ""
        do {
            try await self.accounts.requestReset(try EmailAddress(text), from: visit.visitor)
            return view.page("reset", title: "reset_title", .none, ["isSent": true])
        } catch let failure as Failure {
            return view.page(
                "reset",
                title: "reset_title",
                status: ProviderProblem(failure.code).status,
                ["email": text, "error": ErrorNote(failure, view)] as [String: Any]
            )
        }
    }
}

/// A country in a list to choose from.
struct SiteChoice {
    let id: String
    let name: String
    let isChosen: Bool

    static func all(_ view: View, chosen: Site) -> [SiteChoice] {
        Site.allCases.map {
            SiteChoice(id: $0.rawValue, name: $0.countryName[view.language], isChosen: $0 == chosen)
        }
    }
}
