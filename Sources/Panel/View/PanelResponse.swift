import Domain
import HTTPTypes
import Hummingbird
import Operations
import Web

extension PanelPages {
    /// The answer with the headers every page has.
    /// - Parameter secret: The session's new secret, when it got one on the way.
    func response(_ answer: PanelAnswer, _ visit: Visit, _ view: View, secret: Secret?) -> Response {
        var headers: HTTPFields = [
            .cacheControl: "no-store", .contentSecurityPolicy: Self.policy(visit, view), .frameOptions: "DENY",
            .openerPolicy: "same-origin", .resourcePolicy: "same-origin", .referrerPolicy: "same-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=()",
        ]
        for cookie in Self.cookies(answer, visit, view, secret) {
            headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        switch answer {
        case .page(let page):
            headers[.contentType] = "text/html; charset=utf-8"
            headers[.contentLanguage] = view.language.rawValue
            if let target = page.leavesTo { headers[.refresh] = "60; url=\(target)" }
            return Response(
                status: HTTPResponse.Status(code: page.status),
                headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: page.html))
            )
        case .redirect(let target), .away(let target), .session(_, let target), .place(_, let target):
            headers[.location] = target
            return Response(status: .seeOther, headers: headers)
        case .download(let name, let text):
            headers[.contentType] = "text/plain; charset=utf-8"
            headers[.contentDisposition] = "attachment; filename=\"\(name)\""
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        case .text(let text, let type):
            headers[.contentType] = type
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        case .picture(let bytes):
            headers[.contentType] = "image/png"
            headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private static func cookies(_ answer: PanelAnswer, _ visit: Visit, _ view: View, _ secret: Secret?) -> [String] {
        var cookies: [String] = []
        if case .place(let account, _) = answer {
            cookies.append(account.map { Cookies.setting(.place, $0.description) } ?? Cookies.removing(.place))
        }
        if case .session(let token, _) = answer {
            cookies.append(token.map { Cookies.setting(.session, $0.reveal()) } ?? Cookies.removing(.session))
        } else if let secret {
            cookies.append(Cookies.setting(.session, secret.reveal()))
        }
        if let newVisit = view.newVisit, case .page = answer { cookies.append(Cookies.setting(.visit, newVisit)) }
        if let asked = visit.query["lang"].flatMap({ Language(rawValue: $0) }) {
            cookies.append(Cookies.setting(.language, asked.rawValue))
        }
        return cookies
    }

    /// Nothing from elsewhere, no script but the page's own, and no page around it.
    private static func policy(_ visit: Visit, _ view: View) -> String {
        // Browsers hold a form to where its answer leads: consent leads to an address of the application.
        let leadsAway = visit.path == AuthorizationPage.route.path || Self.signsInForConsent(visit)
        let away = leadsAway ? " https: http://127.0.0.1:*" : ""
        return """
            default-src 'none'; style-src 'self'; script-src 'nonce-\(view.nonce)'; img-src 'self' data:; \
            form-action 'self'\(away); frame-ancestors 'none'; base-uri 'none'
            """
    }

    /// Whether a form to sign in leads on to consent, and from there at once away when the request is faulty.
    private static func signsInForConsent(_ visit: Visit) -> Bool {
        guard [SignInPage.route.path, CodePage.route.path].contains(visit.path) else { return false }
        let sent = visit.form.fields.first { $0.name == "to" }?.value
        return (visit.query["to"] ?? sent)?.hasPrefix(AuthorizationPage.route.path + "?") ?? false
    }
}

extension HTTPField.Name {
    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a header name") }
        return name
    }

    static let fetchSite = named("Sec-Fetch-Site")
    static let frameOptions = named("X-Frame-Options")
    static let refresh = named("Refresh")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
}
