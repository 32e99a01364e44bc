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
import Web

/// What a caller of the provider's API learns of what is not theirs: the same as of what is not there.
struct ProviderIsolationTests {
    /// Everything the provider's paths can name, of one account and one mode.
    private struct Belongings {
        let caller: Caller
        let token: String
        let pending: Payment.ID
        let refunded: Payment.ID
        let refund: String
        let cardToken: String
        let user: String

        init(_ harness: Harness, _ issued: IssuedApplication, _ mode: Mode) async throws {
            let pair = mode == .live ? issued.credentials.main : try #require(issued.credentials.test)
            self.token = pair.accessToken.reveal()
            self.caller = try await harness.operations.credentials.verify(accessToken: self.token, from: .unknown)
                .require()
            self.pending = try await harness.pay(try harness.pix(), key: "pix", as: self.caller)
            let charge = try harness.card(try await harness.cardToken(as: self.caller))
            self.refunded = try await harness.pay(charge, key: "card", as: self.caller)
            self.refund = try await harness.refund(self.refunded, 100, key: "refund", as: self.caller).answer.body
            self.cardToken = try await harness.cardToken(as: self.caller).id.text
            let account = issued.application.accountID
            let opened = try await harness.operations.testAccounts.open(
                .seller,
                in: nil,
                description: "Theirs",
                balance: nil,
                for: account,
                as: .owner(account)
            )
            self.user = opened.testAccount.account.id.description
        }

        /// What the parts of a path can be, for each noun.
        var values: [[String: String]] {
            [self.pending, self.refunded]
                .map { payment in
                    [
                        "payments": payment.description, "refund": self.refund, "card_tokens": self.cardToken,
                        "test_user": self.user,
                    ]
                }
        }
    }

    private struct Answered: Equatable {
        let status: Int
        let body: String
    }

    private static let absent = [
        "payments": "123456789012", "refund": "123456789012", "card_tokens": "0123456789abcdef0123456789abcdef",
        "test_user": "1234567890",
    ]

    private static func withClient(
        _ test: @escaping @Sendable (any TestClientProtocol, Harness, [Route]) async throws -> Void
    ) async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let (router, routes) = try ServerRoutes.router(
                harness.operations,
                PublicAddress("http://llavero.test"),
                isSandbox: false
            )
            try await Application(router: router).test(.router) { try await test($0, harness, routes) }
        }
    }

    /// Asks a route; the ids that were asked for are taken out of the answer.
    private static func ask(
        _ route: Route,
        _ values: [String: String],
        as token: String,
        _ client: any TestClientProtocol
    ) async throws -> Answered {
        let parts = route.path.split(separator: "/").map(String.init)
        let noun = parts.first { self.absent[$0] != nil } ?? ""
        let filled = parts.map { $0 == ":id" ? values[noun] ?? "" : $0 == ":refund" ? values["refund"] ?? "" : $0 }
        let bodies = ["PUT /v1/payments/:id": #"{"status":"cancelled"}"#]
        let body = bodies["\(route.method.rawValue) \(route.path)"] ?? "{}"
        return try await self.send(route.method, "/" + filled.joined(separator: "/"), body, as: token, client, values)
    }

    private static func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String,
        as token: String,
        _ client: any TestClientProtocol,
        _ values: [String: String]
    ) async throws -> Answered {
        let number = SystemRandom().bytes(16)
        let response = try await client.execute(
            uri: path,
            method: method,
            headers: [
                .authorization: "Bearer \(token)", .contentType: "application/json",
                HTTPField.Name("X-Idempotency-Key") ?? .from: Hexadecimal.text(number),
            ],
            body: method == .get ? nil : ByteBuffer(string: body)
        )
        var text = String(buffer: response.body)
        for id in values.values { text = text.replacing(id, with: "") }
        return Answered(status: response.status.code, body: text)
    }

    /// Routes that name something of an account.
    ///
    /// An application has a public side, and the id of a card token is all that completing it needs: both are looked at
    /// by themselves or left out.
    private static func named(_ routes: [Route]) -> [Route] {
        routes.filter { route in
            ["/v1/payments/:id", "/v1/card_tokens/:id", "/test_user/:id"].contains { route.path.hasPrefix($0) }
                && !(route.method == .put && route.path == "/v1/card_tokens/:id")
        }
    }

    @Test func `P14 ids of another account, another mode and of nothing are answered alike on every path`() async throws
    {
        try await Self.withClient { client, harness, routes in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let (live, test) = (
                try await Belongings(harness, issued, .live), try await Belongings(harness, issued, .test)
            )
            let gone = try await harness.application(of: owner)
            let deleted = try await Belongings(harness, gone, .live)
            _ = try await harness.operations.applications.delete(gone.application.id, as: .operator)
            let stranger = try await harness.account(email: "stranger@shop.example")
            let strange = try await harness.application(of: stranger)
            let strangers = [strange.credentials.main, try #require(strange.credentials.test)]
                .map { $0.accessToken.reveal() }
            let named = Self.named(routes)
            #expect(named.count == 8)
            for route in named {
                // Test accounts are of both modes of their owner.
                let isOfMode = !route.path.hasPrefix("/test_user")
                let crossings =
                    strangers.map { ($0, [live, test, deleted]) }
                    + (isOfMode ? [(live.token, [test]), (test.token, [live, deleted])] : [])
                for (token, others) in crossings {
                    let absent = try await Self.ask(route, Self.absent, as: token, client)
                    // An unknown card token is the provider's 400 with cause 2006.
                    #expect(
                        absent.status == (route.path.contains("card_tokens") ? 400 : 404),
                        "\(route.method) \(route.path)"
                    )
                    for values in others.flatMap(\.values) {
                        let foreign = try await Self.ask(route, values, as: token, client)
                        #expect(foreign == absent, "\(route.method) \(route.path)")
                    }
                }
            }
            for belongings in [live, test] { try await Self.expectUntouched(belongings, harness) }
        }
    }

    private static func expectUntouched(_ belongings: Belongings, _ harness: Harness) async throws {
        let payments = harness.operations.payments
        let pending = try await payments.payment(belongings.pending, as: belongings.caller)
        #expect(pending.payment.status == .pending && pending.refunds.isEmpty)
        let refunded = try await payments.payment(belongings.refunded, as: belongings.caller)
        #expect(refunded.payment.status == .approved && refunded.refunds.map(\.id.description) == [belongings.refund])
    }

    @Test func `P14 somebody else's card token pays like one that is not there`() async throws {
        try await Self.withClient { client, harness, _ in
            let issued = try await harness.application(of: try await harness.account())
            let (live, test) = (
                try await Belongings(harness, issued, .live), try await Belongings(harness, issued, .test)
            )
            let other = try await harness.application(of: try await harness.account(email: "other@shop.example"))
            let stranger = other.credentials.main.accessToken.reveal()
            for (token, foreign) in [(stranger, live), (stranger, test), (live.token, test), (test.token, live)] {
                var answers: [Answered] = []
                for id in [foreign.cardToken, "0123456789abcdef0123456789abcdef"] {
                    let body = """
                        {"transaction_amount":10,"token":"\(id)","installments":1,"payer":{"email":"a@b.example"}}
                        """
                    answers.append(
                        try await Self.send(.post, "/v1/payments", body, as: token, client, ["token": id])
                    )
                }
                #expect(answers[0] == answers[1] && (400..<500).contains(answers[0].status))
            }
        }
    }

    @Test func `M02 no filter of a search shows another account's or mode's payments`() async throws {
        try await Self.withClient { client, harness, _ in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let test = try await Belongings(harness, issued, .test)
            let other = try await harness.application(of: try await harness.account(email: "other@shop.example"))
            let tokens = [
                other.credentials.main.accessToken.reveal(), issued.credentials.main.accessToken.reveal(),
                try #require(other.credentials.test).accessToken.reveal(),
            ]
            let filters = [
                "", "collector.id=\(owner.id)", "collector.id=me", "payer.email=buyer@testuser.com", "status=approved",
                "status=pending", "sort=id&criteria=asc&limit=100",
            ]
            for token in tokens {
                for filter in filters {
                    let path = "/v1/payments/search?\(filter)"
                    let found = try await Self.send(.get, path, "", as: token, client, [:])
                    #expect(found.status == 200 && found.body.contains(#""total":0"#), "\(filter)")
                    #expect(found.body.contains(#""results":[]"#), "\(filter)")
                }
                let users = try await Self.send(.get, "/test_user/search", "", as: token, client, [:])
                let isOwn = token == tokens[1]
                #expect(users.body.contains(test.user) == isOwn)
            }
        }
    }

    @Test func `P14 of somebody else's application only its public side is shown`() async throws {
        try await Self.withClient { client, harness, _ in
            let issued = try await harness.application(of: try await harness.account())
            let id = issued.application.id.description
            let other = try await harness.application(of: try await harness.account(email: "other@shop.example"))
            let stranger = other.credentials.main.accessToken.reveal()
            let shown = try await Self.send(.get, "/applications/\(id)", "", as: stranger, client, [:])
            let own = try await Self.send(
                .get,
                "/applications/\(id)",
                "",
                as: issued.credentials.main.accessToken.reveal(),
                client,
                [:]
            )
            #expect(shown.status == 200 && own.body.contains(#""scopes""#) && own.body.contains(#""name""#))
            for secret in [#""scopes""#, #""name""#, #""callback_url""#, "owner@shop.example", "retail"] {
                #expect(!shown.body.contains(secret), "\(secret)")
            }
            let absent = try await Self.send(.get, "/applications/1234567890123456", "", as: stranger, client, [:])
            #expect(absent.status == 404)
        }
    }
}
