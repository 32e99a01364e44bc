import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Server
import Storage
import TestSupport
import Testing

@testable import Web

/// The router as the server uses it, without a socket.
struct RouterTests {
    private static func withClient(
        _ test: @escaping @Sendable (any TestClientProtocol, Harness) async throws -> Void
    ) async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let (router, _) = try ServerRoutes.router(
                harness.operations,
                PublicAddress("http://llavero.test"),
                isSandbox: true
            )
            try await Application(router: router).test(.router) { client in try await test(client, harness) }
        }
    }

    private static func json(_ response: TestResponse) throws -> JSON {
        try JSON(parsing: Array(response.body.readableBytesView))
    }

    private static func token(_ harness: Harness) async throws -> String {
        let issued = try await harness.application(of: try await harness.account())
        return try #require(issued.credentials.test).accessToken.reveal()
    }

    @Test func `a refusal has the provider's fields and Llavero's`() async throws {
        try await Self.withClient { client, _ in
            try await client.execute(uri: "/users/me", method: .get) { (response: TestResponse) throws in
                let body = try Self.json(response)
                #expect(response.status.code == 401)
                #expect(body["status"] == 401)
                #expect(body["error"] == "unauthorized")
                #expect(body["llavero_code"] == "credential_missing")
                #expect(body["llavero_docs"] == "http://llavero.test/llavero/v1/errors/credential_missing")
                #expect(response.headers[.wwwAuthenticate] == "Bearer")
            }
        }
    }

    @Test func `every page of an error is there`() async throws {
        try await Self.withClient { client, _ in
            for code in Failure.Code.allCases {
                try await client.execute(uri: "/llavero/v1/errors/\(code.rawValue)", method: .get) {
                    (response: TestResponse) throws in
                    #expect(response.status == .ok)
                    #expect(try Self.json(response)["code"] == .string(code.rawValue))
                }
            }
        }
    }

    @Test func `a path answers 405 with its methods to every other`() async throws {
        try await Self.withClient { client, _ in
            try await client.execute(uri: "/v1/payments/1", method: .delete) { (response: TestResponse) throws in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == "GET, PUT")
            }
        }
    }

    @Test func `a browser may use the Public Key's paths from any page and no other`() async throws {
        try await Self.withClient { client, _ in
            try await client.execute(uri: "/v1/card_tokens", method: .options) { (response: TestResponse) throws in
                #expect(response.status == .noContent)
                #expect(response.headers[.accessControlAllowOrigin] == "*")
            }
            try await client.execute(uri: "/v1/card_tokens", method: .post) { (response: TestResponse) throws in
                #expect(response.status == .badRequest)
                #expect(response.headers[.accessControlAllowOrigin] == "*")
            }
            try await client.execute(uri: "/v1/payments", method: .options) { (response: TestResponse) throws in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.accessControlAllowOrigin] == nil)
            }
        }
    }

    @Test func `a lost database is 503 with a time to wait, and nothing is verified`() async throws {
        try await Self.withClient { client, harness in
            let token = try await Self.token(harness)
            await harness.store.close()
            for uri in ["/users/me", "/health/ready"] {
                try await client.execute(uri: uri, method: .get, headers: [.authorization: "Bearer \(token)"]) {
                    (response: TestResponse) throws in
                    #expect(response.status == .serviceUnavailable)
                    #expect(response.headers[.retryAfter] == "1")
                    #expect(try Self.json(response)["llavero_code"] == "storage_unavailable")
                }
            }
        }
    }

    @Test func `a payment's answer is the same bytes when it is replayed`() async throws {
        try await Self.withClient { client, harness in
            let token = try await Self.token(harness)
            let headers: HTTPFields = [
                .authorization: "bearer \(token)", .contentType: "application/json", .idempotencyKey: "k-1",
            ]
            let body = ByteBuffer(
                string: #"{"transaction_amount":10.50,"payment_method_id":"pix","payer":{"email":"a@b.example"}}"#
            )
            let first = try await client.execute(uri: "/v1/payments", method: .post, headers: headers, body: body)
            let again = try await client.execute(uri: "/v1/payments/", method: .post, headers: headers, body: body)
            #expect(first.status == .created && again.status == .created)
            #expect(first.body == again.body)
            #expect(first.headers[.idempotentReplayed] == nil && again.headers[.idempotentReplayed] == "true")
        }
    }

    @Test func `an encoded slash is part of an id, never a separator`() async throws {
        try await Self.withClient { client, harness in
            let token = try await Self.token(harness)
            try await client.execute(
                uri: "/v1/payments/1%2Frefunds",
                method: .get,
                headers: [.authorization: "Bearer \(token)"]
            ) { (response: TestResponse) throws in
                #expect(try Self.json(response)["llavero_code"] == "payment_not_found")
            }
        }
    }
}

struct ClientAddressTests {
    private static func address(_ header: [String], from connection: String) throws -> String {
        var fields = HTTPFields()
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        for value in header { fields.append(HTTPField(name: name, value: value)) }
        let head = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/", headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        return ClientAddress(trusting: ["192.0.2.1", "192.0.2.2"]).of(connection, request)
    }

    @Test func `only a trusted proxy is believed, and only what it added itself`() throws {
        #expect(try Self.address(["198.51.100.7"], from: "203.0.113.9") == "203.0.113.9")
        #expect(try Self.address(["198.51.100.7"], from: "192.0.2.1") == "198.51.100.7")
        #expect(try Self.address(["10.0.0.1, 198.51.100.7, 192.0.2.2"], from: "192.0.2.1") == "198.51.100.7")
        #expect(try Self.address(["10.0.0.1", "2001:db8::1"], from: "192.0.2.1") == "2001:db8::1")
        #expect(try Self.address(["nonsense"], from: "192.0.2.1") == "192.0.2.1")
        #expect(try Self.address([], from: "192.0.2.1") == "192.0.2.1")
    }
}

struct ProviderProblemTests {
    @Test func `every failure has a form of its own, and only the server's own faults are 5xx`() {
        for code in Failure.Code.allCases {
            let status = ProviderProblem(code).status
            switch code {
            case .internalError: #expect(status == 500)
            case .storageUnavailable, .overloaded: #expect(status == 503)
            // Of the platform's own API, behind this server.
            case .upstreamUnreachable: #expect(status == 502)
            case .upstreamTimeout: #expect(status == 504)
            // Pages for people, and calls that no SDK makes, answer these: nothing is repeated.
            case .tooManyAttempts, .revealLimit, .rateLimited: #expect(status == 429)
            // The provider's own status for too many calls: it is given before anything is done, so an SDK that repeats
            // the call does nothing twice.
            case .credentialCallsExceeded: #expect(status == 429)
            default: #expect((400..<500).contains(status) && status != 429, "\(code)")
            }
        }
    }
}
