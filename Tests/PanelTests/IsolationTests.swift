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

/// What somebody who is signed in learns of what is not theirs: nothing, on any page.
struct IsolationTests {
    /// Two accounts with everything a path can name, and a browser in which the second one is signed in.
    private struct World {
        let theirs: [String: String]
        let deleted: String
        let cookie: String
        let formToken: String
    }

    private static func world(_ harness: Harness) async throws -> World {
        let owner = try await harness.account()
        let stranger = try await harness.account(email: "stranger@shop.example")
        let agency = try await harness.account(email: "agency@shop.example")
        let operations = harness.operations
        let issued = try await harness.application(of: owner)
        let id = issued.application.id
        let bin = try await harness.application(of: owner)
        _ = try await operations.applications.delete(bin.application.id, as: .owner(owner.id))
        let share = try await operations.shares.offer(
            ShareTerms(applicationID: id, mode: .test),
            to: agency.email,
            as: .owner(owner.id)
        )
        let request = try await operations.accessRequests.request(from: owner.email, by: agency.id)
        let member = try await operations.members.invite(agency.email, as: .viewer, to: owner.id, by: .owner(owner.id))
        let credential = try #require(
            try await operations.credentials.credentials(of: id, as: .operator).first { $0.kind == .accessToken }
        )
        let testAccount = try await operations.testAccounts.open(
            .buyer,
            in: nil,
            description: "Theirs",
            balance: nil,
            for: owner.id,
            as: .owner(owner.id)
        )
        let visitor = Visitor(address: "192.0.2.1", userAgent: nil)
        let password = Secret("correct horse battery staple")
        let (theirSession, _) = try await operations.sessions
            .signIn(email: owner.email.text, password: password, from: visitor)
        let (session, token) = try await operations.sessions
            .signIn(email: stranger.email.text, password: password, from: visitor)
        return World(
            theirs: [
                "app": id.description, "credential": credential.id.text, "share": share.id.text,
                "request": request.id.text, "id": member.id.text, "session": theirSession.id.text,
                "user": testAccount.testAccount.account.id.description,
            ],
            deleted: bin.application.id.description,
            cookie: "__Host-llavero=\(token.reveal())",
            formToken: operations.sessions.formToken(for: session.id.text)
        )
    }

    @Test func `ids of others and ids of nothing are answered alike on every page`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let world = try await Self.world(harness)
            let (router, routes) = try ServerRoutes.router(
                harness.operations,
                PublicAddress("http://llavero.test"),
                isSandbox: false
            )
            let pages = routes.filter { route in
                route.path.contains(":") && ["/developers/panel", "/settings"].contains { route.path.hasPrefix($0) }
            }
            #expect(pages.count > 25)
            try await Application(router: router)
                .test(.router) { client in
                    for page in pages {
                        for place in Self.places(of: page) {
                            let absent = try await Self.ask(page, Self.absent, place, world, client)
                            for values in [world.theirs, Self.sessionInstead(world), Self.binned(world)] {
                                let foreign = try await Self.ask(page, values, place, world, client)
                                #expect(foreign == absent, "\(page.method) \(page.path) \(place)")
                            }
                            #expect((400..<500).contains(absent.status), "\(page.method) \(page.path) \(place)")
                        }
                    }
                }
        }
    }

    /// Each mode and pair that a page's path names; once for a page that names neither.
    private static func places(of page: Route) -> [[String: String]] {
        let modes = page.path.contains("/:mode") ? ["production", "test"] : ["production"]
        let pairs = page.path.contains("/:pair") ? ["keys", "client"] : ["keys"]
        return modes.flatMap { mode in pairs.map { ["mode": mode, "pair": $0] } }
    }

    private static let absent = [
        "app": "1234567890123456", "credential": "cred_0", "share": "shr_0", "request": "req_0", "id": "mem_0",
        "user": "1234567890",
    ]

    private static func sessionInstead(_ world: World) -> [String: String] {
        world.theirs.merging(["id": world.theirs["session"] ?? ""]) { $1 }
    }

    private static func binned(_ world: World) -> [String: String] {
        world.theirs.merging(["app": world.deleted]) { $1 }
    }

    private struct Answered: Equatable {
        let status: Int
        let body: String
    }

    private static func ask(
        _ route: Route,
        _ values: [String: String],
        _ fixed: [String: String],
        _ world: World,
        _ client: any TestClientProtocol
    ) async throws -> Answered {
        let parts = route.path.split(separator: "/")
            .map { part -> String in
                guard part.hasPrefix(":") else { return String(part) }
                let name = String(part.dropFirst())
                return fixed[name] ?? values[name] ?? "none"
            }
        let path = "/" + parts.joined(separator: "/")
        let (body, type) = Self.body(of: route, values, world)
        let response = try await client.execute(
            uri: path,
            method: route.method,
            headers: [
                .cookie: world.cookie, .contentType: type, HTTPField.Name("Sec-Fetch-Site") ?? .from: "same-origin",
            ],
            body: route.method == .post ? body : nil
        )
        var text = String(buffer: response.body)
        for id in parts { text = text.replacing(id, with: "") }
        return Answered(status: response.status.code, body: text.replacing(/nonce="[0-9a-f]+"/, with: ""))
    }

    /// What a page is sent: a file to the one that takes files, a form with every field there is to all others.
    private static func body(
        of route: Route,
        _ values: [String: String],
        _ world: World
    ) -> (ByteBuffer, type: String) {
        if route.path.hasSuffix("/logo") {
            let logo = HandmadePicture.jpeg(width: 8, height: 8)
            return Browser.multipart(["csrf": Array(world.formToken.utf8), "logo": logo])
        }
        let form = [
            "csrf": world.formToken, "generation": "1", "application": values["app"] ?? "", "email": "x@y.example",
            "mode": "live", "permission": "read", "name": "X", "product": "checkout_pro", "industry": "retail",
            "website": "https%3A%2F%2Fx.example", "terms": "yes", "privacy": "yes",
        ]
        let text = form.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
        return (ByteBuffer(string: text), "application/x-www-form-urlencoded")
    }
}
