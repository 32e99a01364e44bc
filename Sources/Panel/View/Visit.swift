import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Operations
import Web

/// One request of a browser.
struct Visit: Sendable {
    let request: Request
    let context: EdgeContext
    /// What a form sent; empty for a page that is only read.
    let form: Form
    /// What a form with a file sent; nil for any other.
    let upload: Upload?
    let cookies: Cookies
    let query: QueryItems

    init(_ request: Request, _ context: EdgeContext, form: Form, upload: Upload? = nil) {
        self.request = request
        self.context = context
        self.form = form
        self.upload = upload
        self.cookies = Cookies(request.headers[values: .cookie])
        self.query = QueryItems(request.uri.query ?? "")
    }

    /// The query as it was sent.
    var rawQuery: String { self.request.uri.query ?? "" }

    var path: String { self.request.uri.path }

    /// The path with its query, as it was asked for.
    var target: String { self.request.head.path ?? self.path }

    var visitor: Visitor { Visitor(address: self.context.remoteAddress, userAgent: self.request.headers[.userAgent]) }

    var logger: Logger { self.context.logger }

    /// A part of the path, decoded.
    func parameter(_ name: String) -> String {
        let raw = self.context.parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }

    /// The application in the path; one that cannot be is answered like one that is not there.
    /// - Throws: `application_not_found`.
    func application() throws(Failure) -> Domain.Application.ID {
        guard let id = Domain.Application.ID(text: self.parameter("app")) else { throw Failure(.applicationNotFound) }
        return id
    }

    /// The language asked for now, or before, or preferred by the browser; nil leaves it to the account's site.
    var language: Language? {
        if let asked = self.query["lang"].flatMap({ Language(rawValue: $0) }) { return asked }
        return self.cookies[.language].flatMap { Language(rawValue: $0) }
    }

    /// The first language of the browser that the product has.
    var browserLanguage: Language {
        let wanted = (self.request.headers[.acceptLanguage] ?? "").prefix(200).split(separator: ",")
        return
            wanted.compactMap {
                Language(rawValue: String($0.trimmingCharacters(in: .whitespaces).prefix(2)).lowercased())
            }
            .first ?? .english
    }
}

/// The cookies of the product.
struct Cookies: Sendable {
    /// Their names; the prefix makes browsers refuse them from other hosts, paths and unencrypted pages (RFC 6265bis).
    enum Name: String {
        case session = "__Host-llavero"
        /// Who is not signed in, so that their forms have a secret too.
        case visit = "__Host-visit"
        case language = "llavero-language"
        /// The account the person looks at, when it is not their own.
        case place = "__Host-account"
    }

    private var values: [String: String] = [:]

    init(_ headers: [String]) {
        for pair in headers.joined(separator: ";").prefix(4_096).split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].trimmingCharacters(in: .whitespaces)
            if self.values[name] == nil { self.values[name] = String(parts[1]) }
        }
    }

    subscript(name: Name) -> String? { self.values[name.rawValue] }

    /// A cookie that lasts as long as the browser.
    static func setting(_ name: Name, _ value: String) -> String {
        switch name {
        case .session, .visit, .place: "\(name.rawValue)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax"
        case .language: "\(name.rawValue)=\(value); Path=/; Max-Age=31536000; SameSite=Lax"
        }
    }

    static func removing(_ name: Name) -> String {
        "\(name.rawValue)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"
    }
}
