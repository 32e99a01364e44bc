import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Server
import TestSupport
import Testing
import Web

/// What a browser of somebody sends and is answered, without the browser.
struct Browser {
    /// What came back.
    struct Answered {
        let status: Int
        let body: String
        let location: String?
        let bytes: [UInt8]
    }

    let client: any TestClientProtocol
    let harness: Harness
    private(set) var session: Secret?
    private var sessionID: String?
    private static let visit = "0123456789abcdef0123456789abcdef"

    /// A browser in which nobody is signed in.
    init(_ client: any TestClientProtocol, _ harness: Harness) {
        self.client = client
        self.harness = harness
    }

    /// A browser in which the person of an address has just signed in.
    init(_ client: any TestClientProtocol, _ harness: Harness, as email: String) async throws {
        self.init(client, harness)
        let (session, token) = try await harness.signIn(email)
        self.session = token
        self.sessionID = session.id.text
    }

    /// Runs a test on an empty server.
    static func run(
        isSandbox: Bool = false,
        _ test: @escaping @Sendable (any TestClientProtocol, Harness) async throws -> Void
    ) async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let (router, _) = try ServerRoutes.router(
                harness.operations,
                PublicAddress("http://llavero.test"),
                isSandbox: isSandbox
            )
            try await Application(router: router).test(.router) { client in try await test(client, harness) }
        }
    }

    mutating func get(_ path: String) async throws -> Answered { try await self.send(path, .get, nil, "") }

    /// Sends a form, with the secret its page would have given it.
    mutating func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Answered {
        let form = fields.merging(["csrf": self.formToken]) { $1 }
        let body = form.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await self.send(path, .post, ByteBuffer(string: body), "application/x-www-form-urlencoded")
    }

    /// Sends a form with a file.
    mutating func upload(_ path: String, logo: [UInt8]) async throws -> Answered {
        let (body, type) = Self.multipart(["csrf": Array(self.formToken.utf8), "logo": logo])
        return try await self.send(path, .post, body, type)
    }

    static func multipart(_ fields: [String: [UInt8]]) -> (ByteBuffer, type: String) {
        var body = ByteBuffer()
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            body.writeString("--mark\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"x\"\r\n\r\n")
            body.writeBytes(value)
            body.writeString("\r\n")
        }
        body.writeString("--mark--\r\n")
        return (body, "multipart/form-data; boundary=mark")
    }

    private var formToken: String {
        self.harness.operations.sessions.formToken(for: self.sessionID ?? Self.visit)
    }

    /// The session from which the forms take their secret, once a sign-in in this browser is complete.
    mutating func takeSession() async throws {
        let signedIn = try await self.harness.operations.sessions.signedIn(try #require(self.session))
        self.sessionID = try #require(signedIn).session.id.text
    }

    private mutating func send(
        _ path: String,
        _ method: HTTPRequest.Method,
        _ body: ByteBuffer?,
        _ type: String
    ) async throws -> Answered {
        var headers: HTTPFields = [
            .cookie: "__Host-visit=\(Self.visit)" + (self.session.map { "; __Host-llavero=\($0.reveal())" } ?? ""),
            HTTPField.Name("Sec-Fetch-Site") ?? .from: "same-origin",
        ]
        if body != nil { headers[.contentType] = type }
        let response = try await self.client.execute(uri: path, method: method, headers: headers, body: body)
        for cookie in response.headers[values: .setCookie] where cookie.hasPrefix("__Host-llavero=") {
            let value = String(cookie.dropFirst("__Host-llavero=".count).prefix { $0 != ";" })
            self.session = value.isEmpty ? nil : Secret(value)
            if value.isEmpty { self.sessionID = nil }
        }
        return Answered(
            status: response.status.code,
            body: String(buffer: response.body),
            location: response.headers[.location],
            bytes: Array(response.body.readableBytesView)
        )
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { $0.isASCIILetterOrDigit ? String(UnicodeScalar($0)) : "%" + Hexadecimal.text([$0]) }.joined()
    }
}
