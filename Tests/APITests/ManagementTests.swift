import Domain
import Foundation
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

/// The management API as a program uses it.
struct ManagementTests {
    private struct Answered: Equatable {
        let status: Int
        let json: JSON
    }

    /// A client with a token in its hands.
    private struct Program {
        let client: any TestClientProtocol
        let token: String?

        func ask(_ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil) async throws -> Answered {
            var headers: HTTPFields = body == nil ? [:] : [.contentType: "application/json"]
            if let token { headers[.authorization] = "Bearer \(token)" }
            let response = try await self.client.execute(
                uri: "/llavero/v1/\(path)",
                method: method,
                headers: headers,
                body: body.map { ByteBuffer(string: $0.compact) }
            )
            return Answered(
                status: response.status.code,
                json: try JSON(parsing: Array(response.body.readableBytesView))
            )
        }

        /// Asks a route with the parts of its path filled.
        func ask(_ route: Route, _ values: [String: String], _ body: JSON) async throws -> Answered {
            let parts = route.path.split(separator: "/").dropFirst(2)
                .map { $0.hasPrefix(":") ? values[String($0.dropFirst())] ?? "" : String($0) }
            return try await self.ask(route.method, parts.joined(separator: "/"), route.method == .get ? nil : body)
        }
    }

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

    private static func token(_ harness: Harness, for account: Account.ID? = nil) async throws -> String {
        try await harness.operations.managementTokens.issue(named: "CI", for: account, life: .days(1)).text.reveal()
    }

    private static func managed(_ routes: [Route]) -> [Route] {
        let open = ["doctor", "leaks", "errors", "errors/:code"].map { "/llavero/v1/\($0)" }
        return routes.filter { $0.path.hasPrefix("/llavero/v1/") && !open.contains($0.path) }
    }

    @Test func `a platform does everything with its token, from an account to a share`() async throws {
        try await Self.withClient { client, harness, _ in
            let platform = Program(client: client, token: try await Self.token(harness))
            let account = try await platform.ask(.post, "accounts", ["email": "a@shop.example", "site_id": "MLB"])
            #expect(account.status == 201 && account.json["password"]?.string != nil)
            let owner = try await harness.store.read { try $0.account(email: EmailAddress(stored: "a@shop.example")) }
            let ownerID = try #require(owner).id
            let created = try await platform.ask(
                .post,
                "accounts/\(ownerID)/applications",
                [
                    "name": "Shop", "product": "checkout_api_payments", "industry": "retail",
                    "website": "https://shop.example", "redirect_urls": ["https://shop.example/cb"],
                ]
            )
            #expect(created.status == 201 && created.json["access_token"]?.string?.hasPrefix("APP_USR-") == true)
            let id = try #require(created.json["client_id"]?.string)
            let edited = try await platform.ask(.put, "applications/\(id)", ["name": "Shop 2", "pkce": false])
            #expect(edited.json["name"] == "Shop 2" && edited.json["pkce"] == false)
            #expect(edited.json["redirect_urls"] == ["https://shop.example/cb"])
            let renewed = try await platform.ask(
                .post,
                "applications/\(id)/renewals/live/keys",
                ["overlap": "1h"]
            )
            #expect(renewed.status == 201 && renewed.json["access_token"]?.string != nil)
            let again = try await platform.ask(.post, "applications/\(id)/renewals/live/keys", [:])
            #expect(again.status == 409 && again.json["llavero_code"] == "renewal_in_overlap")
            let undone = try await platform.ask(.post, "applications/\(id)/renewals/live/keys/undo", [:])
            #expect(undone.json["current_generation"] == 1)
            let share = try await platform.ask(
                .post,
                "applications/\(id)/shares",
                ["email": "b@dev.example", "mode": "test", "permissions": ["read"]]
            )
            #expect(share.status == 201)
            let shareID = try #require(share.json["id"]?.string)
            #expect(try await platform.ask(.delete, "shares/\(shareID)").json["state"] == "cancelled")
            let credentials = try await platform.ask(.get, "applications/\(id)/credentials")
            #expect(!credentials.json.compact.contains(try #require(created.json["access_token"]?.string)))
            #expect(try await platform.ask(.delete, "applications/\(id)").status == 200)
            #expect(try await platform.ask(.post, "applications/\(id)/restore", [:]).status == 200)
        }
    }

    @Test func `how an application proves itself is set, and authorizations are listed and ended`() async throws {
        try await Self.withClient { client, harness, _ in
            let world = try await OAuthWorld(harness)
            let platform = Program(client: client, token: try await Self.token(harness))
            let token = try await world.link()
            let path = "applications/\(world.clientID)"
            let grants = try await platform.ask(.get, "\(path)/grants")
            guard case .array(let received) = grants.json, let grant = received.first?["id"]?.string else {
                Issue.record("no grants: \(grants.json.compact)")
                return
            }
            let given = try await platform.ask(.get, "accounts/\(world.seller.id)/grants")
            #expect(given.json == grants.json)
            let seller = Program(client: client, token: try await Self.token(harness, for: world.seller.id))
            #expect(try await seller.ask(.get, "\(path)/oauth-client").status == 404)
            #expect(try await seller.ask(.delete, "grants/none").status == 404)
            #expect(try await seller.ask(.delete, "grants/\(grant)").json["ended"] == .bool(true))
            #expect(try await world.works(token) == false)
            #expect(try await platform.ask(.get, "\(path)/grants").json == .array([]))

            let key = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"
            let set = try await platform.ask(
                .put,
                "\(path)/oauth-client",
                ["authentication": "private_key_jwt", "keys": .string(key), "requires_dpop": true]
            )
            #expect(set.status == 200 && set.json["requires_dpop"] == .bool(true))
            #expect(try await platform.ask(.get, "\(path)/oauth-client").json == set.json)
            for bad: JSON in [
                ["authentication": "private_key_jwt"], ["authentication": "client_secret", "keys": "garbage"],
                [
                    "authentication": "client_secret",
                    "keys": .string(key.replacing("\"x\"", with: "\"d\":\"AA\",\"x\"")),
                ],
                ["authentication": "other"], [:],
            ] {
                #expect(try await platform.ask(.put, "\(path)/oauth-client", bad).status == 400, "\(bad.compact)")
            }
        }
    }

    @Test func `no call works without a token, with another kind of key, or with one that is over`() async throws {
        try await Self.withClient { client, harness, routes in
            let caller = try await harness.application(of: try await harness.account())
            let over = try await Self.token(harness)
            let tokens = try await harness.operations.managementTokens.tokens().tokens
            try await harness.operations.managementTokens.revoke(tokens[0].id)
            let expired = try await Self.token(harness)
            harness.time.advance(by: .days(1))
            let refused = [
                nil, over, expired, caller.credentials.main.accessToken.reveal(), "LLV-",
                "LLV-" + String(repeating: "0", count: 64),
            ]
            let managed = Self.managed(routes)
            #expect(managed.count == 51)
            for route in managed {
                for token in refused {
                    let path = String(route.path.dropFirst("/llavero/v1/".count))
                    let answer = try await Program(client: client, token: token)
                        .ask(route.method, path, route.method == .get ? nil : [:])
                    #expect(answer.status == 401, "\(route.method) \(path)")
                    #expect(answer.json["llavero_code"] == "management_token_refused")
                }
            }
        }
    }

    /// One of everything an account can have, by the names that paths have for them.
    private static func belongings(of owner: Account, _ harness: Harness) async throws -> [String: String] {
        let (operations, actor) = (harness.operations, Actor.owner(owner.id))
        let agency = try await harness.account(email: "agency@shop.example")
        let issued = try await harness.application(of: owner)
        let share = try await operations.shares.offer(
            ShareTerms(applicationID: issued.application.id, mode: .test),
            to: agency.email,
            as: actor
        )
        let request = try await operations.accessRequests.request(from: owner.email, by: agency.id)
        let member = try await operations.members.invite(agency.email, as: .viewer, to: owner.id, by: actor)
        let user = try await operations.testAccounts.open(
            .buyer,
            in: nil,
            description: "Theirs",
            balance: nil,
            for: owner.id,
            as: actor
        )
        return [
            "account": owner.id.description, "application": issued.application.id.description, "share": share.id.text,
            "request": request.id.text, "user": user.testAccount.account.id.description, "member": member.id.text,
        ]
    }

    /// Whether all of it is still as it was made.
    private static func isUntouched(
        _ theirs: [String: String],
        of owner: Account,
        _ harness: Harness
    ) async throws -> Bool {
        let (operations, actor) = (harness.operations, Actor.owner(owner.id))
        let id = try #require(Application.ID(text: theirs["application"] ?? ""))
        let (shares, now) = try await operations.shares.shares(of: id, as: actor)
        let requests = try await operations.accessRequests.requests(of: owner.id)
        let members = try await operations.members.members(of: owner.id, as: actor)
        let users = try await operations.testAccounts.testAccounts(of: owner.id, as: actor)
        let credentials = try await operations.credentials.credentials(of: id, as: actor)
        return try await operations.applications.application(id).deletedAt == nil
            && shares.map { $0.state(at: now) } == [.offered]
            && requests.received.map { $0.state(at: requests.at) } == [.pending]
            && members.memberships.map(\.role) == [.viewer] && users.map(\.testAccount.description) == ["Theirs"]
            && credentials.allSatisfy { $0.isCurrent && $0.generation == 1 }
    }

    @Test func `an account's token cannot tell another account's things from nothing`() async throws {
        try await Self.withClient { client, harness, routes in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "stranger@shop.example")
            let theirs = try await Self.belongings(of: owner, harness)
            let program = Program(client: client, token: try await Self.token(harness, for: stranger.id))
            let described = try await client.execute(uri: "/openapi.json", method: .get)
            let read = try JSONSerialization.jsonObject(with: Data(described.body.readableBytesView))
            let document = try #require((read as? [String: Any])?["paths"] as? [String: [String: [String: Any]]])
            let absent = theirs.merging([
                "account": "1234567890", "application": "1234567890123456", "share": "shr_0", "request": "req_0",
                "user": "1234567890", "member": "mem_0",
            ]) { $1 }
            let body: JSON = [
                "email": "z@y.example", "mode": "live", "name": "X", "product": "checkout_pro", "industry": "retail",
                "website": "https://x.example", "owner_email": "o@y.example", "client_id": "1234567890123456",
                "description": "X", "role": "viewer", "site_id": "MLB",
            ]
            for route in Self.managed(routes) where route.path.contains(":") {
                let own = Self.known(body, route, document)
                for (mode, pair) in [("live", "keys"), ("test", "keys"), ("live", "client"), ("test", "client")] {
                    let place = ["mode": mode, "pair": pair]
                    // Within the other's account, and where something stands within an account, within one's own.
                    let isNested = route.path.split(separator: ":").count > 2 && route.path.contains(":account")
                    for account in isNested ? [nil, stranger.id.description] : [nil] {
                        let here = account.map { place.merging(["account": $0]) { $1 } } ?? place
                        let answer = try await program.ask(route, theirs.merging(here) { $1 }, own)
                        #expect((400..<500).contains(answer.status), "\(route.method) \(route.path) \(here)")
                        let other = try await program.ask(route, absent.merging(here) { $1 }, own)
                        #expect(other == answer, "\(route.method) \(route.path) \(here)")
                    }
                }
            }
            #expect(try await Self.isUntouched(theirs, of: owner, harness))
            let asked = try await harness.operations.accessRequests.request(from: stranger.email, by: owner.id)
            let grant = "accounts/\(stranger.id)/access-requests/\(asked.id)/grant"
            let ids = [theirs["application"] ?? "", "1234567890123456"]
            var grants: [Answered] = []
            for id in ids {
                grants.append(try await program.ask(.post, grant, ["client_id": .string(id), "mode": "live"]))
            }
            #expect(grants[0] == grants[1] && grants[0].status == 404)
            let opening = try await program.ask(.post, "accounts", ["email": "z@y.example", "site_id": "MLB"])
            #expect(opening.status == 403 && opening.json["llavero_code"] == "role_insufficient")
        }
    }

    @Test func `a field that a call does not know is refused by its name`() async throws {
        try await Self.withClient { client, harness, _ in
            let owner = try await harness.account()
            let program = Program(client: client, token: try await Self.token(harness, for: owner.id))
            let answer = try await program.ask(
                .post,
                "accounts/\(owner.id)/test-accounts",
                ["description": "Buyer", "money": 100]
            )
            #expect(answer.status == 400 && answer.json["llavero_code"] == "invalid_parameter")
            let made = try await program.ask(
                .post,
                "accounts/\(owner.id)/test-accounts",
                ["description": "Buyer", "kind": "buyer", "balance": 100]
            )
            #expect(made.status == 201 && made.json["balance"] == 100)
            let user = try #require(made.json["user_id"]).compact
            let more = try await program.ask(
                .put,
                "accounts/\(owner.id)/test-accounts/\(user)",
                ["description": "Rich buyer", "add_money": .number("50.5")]
            )
            #expect(more.json["balance"] == .number("150.5") && more.json["description"] == "Rich buyer")
        }
    }

    /// What of a body the description of a route knows.
    private static func known(_ body: JSON, _ route: Route, _ paths: [String: [String: [String: Any]]]) -> JSON {
        let path = route.path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
        let operation = paths["/" + path.joined(separator: "/")]?[route.method.rawValue.lowercased()]
        let content = (operation?["requestBody"] as? [String: Any])?["content"] as? [String: Any]
        let schema = (content?["application/json"] as? [String: Any])?["schema"] as? [String: Any]
        let properties = schema?["properties"] as? [String: Any]
        guard case .object(let members) = body else { return body }
        return .object(members.filter { properties?[$0.name] != nil })
    }

    @Test func `the description lists every route of the management API`() async throws {
        try await Self.withClient { client, _, routes in
            let response = try await client.execute(uri: "/openapi.json", method: .get)
            let read = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
            let document = try #require(read as? [String: Any])
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            for route in Self.managed(routes) {
                let path = route.path.split(separator: "/")
                    .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
                    .joined(separator: "/")
                let operation = paths["/" + path]?[route.method.rawValue.lowercased()]
                #expect((operation?["summary"] as? String)?.isEmpty == false, "\(route.method) \(route.path)")
            }
        }
    }
}
