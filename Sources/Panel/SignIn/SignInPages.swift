import Domain
import HTTPTypes
import Operations
import Web

/// The form to sign in with.
struct SignInPage: OpenPage {
    static let route = Route(.get, "/signin")
    let address: PublicAddress
    let isSignUpOpen: Bool

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        let target = visit.query["to"].flatMap { LocalTarget($0) }?.text ?? "/developers/panel/app"
        if view.person != nil { return .redirect(target) }
        let done = visit.query["done"].flatMap { ["opened", "reset", "signed_out"].contains($0) ? "done_\($0)" : nil }
        return self.form(view, to: target, email: "", done: done.map { view.text($0) }, nil)
    }

    func form(_ view: View, to target: String, email: String, done: String? = nil, _ failure: Failure?) -> PanelAnswer {
        let note = failure.map { ErrorNote($0, view) }
        return view.page(
            "signin",
            title: "sign_in",
            status: failure.map { ProviderProblem($0.code).status } ?? 200,
            [
                "to": target, "email": email, "isSafe": self.address.keepsCookies, "isSignUpOpen": self.isSignUpOpen,
                "done": done as Any, "error": note as Any,
            ] as [String: Any]
        )
    }
}

/// Signs in.
struct SignIn: OpenPage {
    static let route = Route(.post, "/signin")
    let sessions: SessionOperations
    let page: SignInPage

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        let target = try visit.form.text("to").flatMap { LocalTarget($0) }?.text ?? "/developers/panel/app"
        let email = try visit.form.text("email") ?? ""
        do {
            let password = try visit.form.secret("password") ?? Secret("")
            let (session, token) = try await self.sessions.signIn(email: email, password: password, from: visit.visitor)
            return .session(token, to: session.awaitsCode ? "/signin/code?to=\(target.asQueryValue)" : target)
        } catch let failure as Failure {
            return self.page.form(view, to: target, email: email, failure)
        }
    }
}

/// The form for the second factor.
struct CodePage: OpenPage {
    static let route = Route(.get, "/signin/code")
    let sessions: SessionOperations

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        guard let token = visit.cookies[.session], try await self.sessions.awaitsCode(Secret(token)) else {
            return .redirect("/signin")
        }
        return Self.form(view, to: visit.query["to"].flatMap { LocalTarget($0) }?.text ?? "/developers/panel/app", nil)
    }

    static func form(_ view: View, to target: String, _ failure: Failure?) -> PanelAnswer {
        view.page(
            "code",
            title: "code_title",
            status: failure.map { ProviderProblem($0.code).status } ?? 200,
            ["to": target, "error": failure.map { ErrorNote($0, view) } as Any] as [String: Any]
        )
    }
}

/// Takes the code of the second factor.
struct EnterCode: OpenPage {
    static let route = Route(.post, "/signin/code")
    let sessions: SessionOperations

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        let target = try visit.form.text("to").flatMap { LocalTarget($0) }?.text ?? "/developers/panel/app"
        guard let token = visit.cookies[.session] else { return .redirect("/signin") }
        do {
            let fresh = try await self.sessions.enterCode(try visit.form.text("code") ?? "", token: Secret(token))
            return .session(fresh, to: target)
        } catch let failure as Failure {
            return CodePage.form(view, to: target, failure)
        }
    }
}

/// Signs out.
struct SignOut: OpenPage {
    static let route = Route(.post, "/signout")
    let sessions: SessionOperations

    func handle(_ visit: Visit, _ view: View) async throws -> PanelAnswer {
        if let token = visit.cookies[.session] { try await self.sessions.signOut(Secret(token)) }
        return .session(nil, to: "/signin?done=signed_out")
    }
}

extension PublicAddress {
    /// Whether browsers keep the session's cookie: over TLS, or on this machine.
    var keepsCookies: Bool {
        let base = self.base
        return base.hasPrefix("https://")
            || ["localhost", "127.0.0.1", "[::1]"]
                .contains { base == "http://\($0)" || base.hasPrefix("http://\($0):") }
    }
}
