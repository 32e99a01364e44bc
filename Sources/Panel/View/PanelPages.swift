import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import Operations
import Web

/// Registers pages, and does for each what a page must not forget: language, session, form secret, proof, headers.
struct PanelPages {
    let operations: Operations
    let templates: Templates
    let address: PublicAddress
    let isSandbox: Bool

    func add<Target: OpenPage>(_ page: Target, to routes: inout Routes) {
        routes.addPage(Target.route) { request, context in
            try await self.answer(request, context) { visit, person, view in
                (try await page.handle(visit, view), nil)
            }
        }
    }

    func add<Target: MemberPage>(_ page: Target, to routes: inout Routes) {
        routes.addPage(Target.route) { request, context in
            try await self.answer(request, context) { visit, person, view in
                guard let person else {
                    guard visit.request.method == .get else { throw Failure(.signInRequired) }
                    return (.redirect("/signin?to=\(visit.target.asQueryValue)"), nil)
                }
                guard Target.needsProof, !person.isFreshlyProven else {
                    return (try await page.handle(visit, person, view), nil)
                }
                let (proven, secret) = try await self.prove(person, visit)
                return (try await page.handle(visit, proven, view.with(proven)), secret)
            }
        }
    }

    /// The page that says that there is none.
    func missing(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await self.answer(request, context) { _, _, _ in throw Failure(.routeNotFound) }
    }

    /// Answers one request; a failure becomes a page too.
    private func answer(
        _ request: Request,
        _ context: EdgeContext,
        _ handle: (Visit, SignedIn?, View) async throws -> (PanelAnswer, Secret?)
    ) async throws -> Response {
        var visit = Visit(request, context, form: Form())
        var view = self.view(visit, nil)
        do {
            let person = try await self.person(visit)
            view = self.view(visit, person)
            if request.method == .post {
                try self.checkOrigin(visit)
                visit = try await Self.visit(request, context)
                try self.checkFormToken(visit, view)
            }
            let (answer, secret) = try await handle(visit, person, view)
            return self.response(answer, visit, view, secret: secret)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            let (failure, detail) = Failure.translating(error)
            if let detail {
                context.logger.error(
                    "page failed",
                    metadata: ["code": "\(failure.code.rawValue)", "detail": "\(detail)"]
                )
            }
            await self.record(failure, view)
            return self.response(ErrorPage.answer(failure, visit, view), visit, view, secret: nil)
        }
    }

    /// A visit with what was sent; of a form with a file, the form's secret too.
    private static func visit(_ request: Request, _ context: EdgeContext) async throws -> Visit {
        guard request.uri.path.hasSuffix("/logo") else {
            return Visit(request, context, form: try await Form.read(request))
        }
        let upload = try await Upload.read(request)
        let token = String(decoding: upload["csrf"] ?? [], as: UTF8.self)
        return Visit(request, context, form: Form(csrf: token), upload: upload)
    }

    private func person(_ visit: Visit) async throws -> SignedIn? {
        guard let token = visit.cookies[.session], token.utf8.count == 64 else { return nil }
        return try await self.operations.sessions.signedIn(Secret(token), at: Self.place(visit))
    }

    private static func keptQuery(_ visit: Visit) -> String {
        if visit.path == AuthorizationPage.route.path {
            return visit.rawQuery.split(separator: "&").filter { !$0.hasPrefix("lang=") }
                .joined(separator: "&")
        }
        guard let site = visit.query["site"].flatMap({ Site(rawValue: $0.uppercased()) }) else { return "" }
        return "site=\(site.rawValue)"
    }

    /// The account chosen to look at, by its number.
    private static func place(_ visit: Visit) -> Account.ID? { visit.cookies[.place].flatMap { Account.ID(text: $0) } }

    private func view(_ visit: Visit, _ person: SignedIn?) -> View {
        let newVisit = visit.cookies[.visit] == nil ? Hexadecimal.text(SystemRandom().bytes(16)) : nil
        let formSecret = person?.session.id.text ?? visit.cookies[.visit] ?? newVisit ?? ""
        return View(
            templates: self.templates,
            language: visit.language ?? person?.account.site.language ?? visit.browserLanguage,
            person: person,
            path: visit.path,
            isReadable: visit.request.method == .get,
            keptQuery: visit.request.method == .get ? Self.keptQuery(visit) : "",
            formToken: self.operations.sessions.formToken(for: formSecret),
            newVisit: newVisit,
            nonce: Hexadecimal.text(SystemRandom().bytes(16)),
            isSandbox: self.isSandbox
        )
    }

    /// Refuses what another site made the browser send (Fetch Metadata; Origin where a browser has none of it).
    private func checkOrigin(_ visit: Visit) throws(Failure) {
        let headers = visit.request.headers
        if let site = headers[.fetchSite] {
            guard site == "same-origin" || site == "none" else { throw Failure(.csrfFailed) }
            return
        }
        guard let origin = headers[.origin], let authority = visit.request.head.authority,
            origin == "http://\(authority)" || origin == "https://\(authority)"
        else { throw Failure(.csrfFailed) }
    }

    private func checkFormToken(_ visit: Visit, _ view: View) throws(Failure) {
        let given = try visit.form.secret("csrf")?.reveal() ?? ""
        let hasSecret = view.person != nil || visit.cookies[.visit] != nil
        guard hasSecret, ConstantTime.equal(Array(given.utf8), Array(view.formToken.utf8)) else {
            throw Failure(.csrfFailed)
        }
    }

    /// Takes the proof that came with a form.
    /// - Throws: `reauth_required` when there is none.
    private func prove(_ person: SignedIn, _ visit: Visit) async throws -> (SignedIn, Secret) {
        guard let password = try visit.form.secret("proof_password") else { throw Failure(.reauthRequired) }
        let fresh = try await self.operations.sessions.prove(
            person,
            password: password,
            code: try visit.form.text("proof_code"),
            from: visit.visitor
        )
        let proven = try await self.operations.sessions.signedIn(fresh, at: Self.place(visit))
        guard let proven else { throw Failure(.signInRequired) }
        return (proven, fresh)
    }

    /// What a member tried beyond their role is on the audit.
    private func record(_ failure: Failure, _ view: View) async {
        guard failure.code == .roleInsufficient, let person = view.person else { return }
        do {
            try await self.operations.audit.recordRefusal(view.path, in: person.place.id, by: person.account.id)
        } catch {
            // The refusal stands whether or not it could be written down.
        }
    }
}

extension View {
    /// The same for a session with a fresh proof.
    func with(_ person: SignedIn) -> View { self.with(person, self.language) }

    /// The same in the language of a page that has its own.
    func speaking(_ language: Language) -> View { self.with(self.person, language) }

    private func with(_ person: SignedIn?, _ language: Language) -> View {
        View(
            templates: self.templates,
            language: language,
            person: person,
            path: self.path,
            isReadable: self.isReadable,
            keptQuery: self.keptQuery,
            formToken: self.formToken,
            newVisit: self.newVisit,
            nonce: self.nonce,
            isSandbox: self.isSandbox
        )
    }
}
