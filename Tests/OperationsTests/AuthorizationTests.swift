import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Operations

/// Which authorization requests are answered, and where (security 2.5, 2.8, P11).
struct AuthorizationTests {
    /// What came of a request, for comparing.
    private enum Outcome: Equatable {
        case refused(Failure.Code)
        case answered(error: String)
        case asked
        case signIn
    }

    private static func look(
        _ world: OAuthWorld,
        _ parameters: AuthorizationParameters,
        isSignedIn: Bool = true
    ) async throws -> Outcome {
        let step = try await world.harness.operations.authorization.look(
            parameters,
            seller: isSignedIn ? world.seller : nil,
            issuer: OAuthWorld.issuer
        )
        switch step {
        case nil: return .signIn
        case .refuse(let failure)?: return .refused(failure.code)
        case .ask?: return .asked
        case .answer(let location)?:
            #expect(location.hasPrefix(OAuthWorld.redirect + "?"), "\(location)")
            #expect(location.contains("iss=https%3A%2F%2Fllavero.example"), "\(location)")
            let error = try #require(location.firstMatch(of: /[?&]error=([^&]+)/))
            return .answered(error: String(error.1))
        }
    }

    @Test func `Z01 to Z09: each bad request is refused on a page or answered where it belongs`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let long = String(repeating: "s", count: 2_049)
            let rows: [([String: String?], Outcome)] = [
                ([:], .asked), (["client_id": nil], .refused(.authorizationClientUnknown)),
                (["client_id": "123"], .refused(.authorizationClientUnknown)),
                (["redirect_uri": nil], .refused(.oauthParameterMissing)),
                (["redirect_uri": "https://evil.example/cb"], .refused(.redirectURLUnregistered)),
                (
                    ["response_type": "token", "redirect_uri": "https://evil.example/cb"],
                    .refused(.redirectURLUnregistered)
                ),
                (["response_type": "token"], .answered(error: "unsupported_response_type")),
                (["response_type": "id_token"], .answered(error: "unsupported_response_type")),
                (["response_type": nil], .answered(error: "invalid_request")),
                (["code_challenge": nil], .answered(error: "invalid_request")),
                (["code_challenge_method": nil], .answered(error: "invalid_request")),
                (["code_challenge_method": "plain"], .answered(error: "invalid_request")),
                (["code_challenge": String(repeating: "a", count: 42)], .answered(error: "invalid_request")),
                (["code_challenge": String(repeating: "a", count: 44)], .answered(error: "invalid_request")),
                (["code_challenge": String(repeating: "!", count: 43)], .answered(error: "invalid_request")),
                (["scope": "read admin"], .answered(error: "invalid_scope")),
                (["scope": "read read"], .answered(error: "invalid_scope")),
                (["scope": "read write"], .asked), (["state": long], .answered(error: "invalid_request")),
                (["state": "a\r\nb"], .answered(error: "invalid_request")),
                (["state": "a\u{0}b"], .answered(error: "invalid_request")),
                (["request": "x"], .answered(error: "request_not_supported")),
                (["request_uri": "https://evil.example/r"], .answered(error: "request_uri_not_supported")),
                (["response_mode": "fragment"], .answered(error: "invalid_request")),
                (["platform_id": "ml"], .answered(error: "invalid_request")),
                (["prompt": "none"], .answered(error: "interaction_required")),
                (["prompt": "none login"], .answered(error: "invalid_request")),
                (["prompt": "login consent"], .asked),
                (["prompt": "select_account"], .answered(error: "invalid_request")),
                (["dpop_jkt": "x"], .answered(error: "invalid_request")),
            ]
            for (changes, expected) in rows {
                #expect(try await Self.look(world, world.parameters(changes)) == expected, "\(changes)")
            }
        }
    }

    @Test func `Z03 Z08 nothing leaves before somebody is signed in, but the answer to prompt=none`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let rows: [([String: String?], Outcome)] = [
                ([:], .signIn), (["response_type": "token"], .signIn), (["scope": "admin"], .signIn),
                (["prompt": "none"], .answered(error: "login_required")),
                (["redirect_uri": "https://evil.example/cb", "prompt": "none"], .refused(.redirectURLUnregistered)),
            ]
            for (changes, expected) in rows {
                let found = try await Self.look(world, world.parameters(changes), isSignedIn: false)
                #expect(found == expected, "\(changes)")
            }
        }
    }

    @Test func `Z05 a parameter that comes twice is refused`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            for name in ["client_id", "redirect_uri", "state", "scope", "response_type", "code_challenge", "prompt"] {
                let good = world.parameters(["scope": "read", "prompt": "consent"])
                let value = try #require(good[name])
                let found = try await Self.look(world, AuthorizationParameters(good.items + [.init(name, value)]))
                let isOnPage = ["client_id", "redirect_uri"].contains(name)
                #expect(
                    found == (isOnPage ? .refused(.oauthParameterRepeated) : .answered(error: "invalid_request")),
                    "\(name)"
                )
            }
        }
    }

    @Test(arguments: ["a b&c=d", "\"'<script>", "%00%0d", String(repeating: "s", count: 2_048), "Ñandú 日本"])
    func `Z07 a state comes back byte for byte`(state: String) async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let authorization = harness.operations.authorization
            let parameters = world.parameters(["state": state])
            for location in [
                try await authorization.approve(parameters, by: world.seller, issuer: OAuthWorld.issuer),
                try await authorization.deny(parameters, by: world.seller, issuer: OAuthWorld.issuer),
            ] {
                let sent = try #require(location.firstMatch(of: /[?&]state=([^&]*)/))
                #expect(String(sent.1).removingPercentEncoding == state)
                #expect(location.hasPrefix(OAuthWorld.redirect + "?"))
            }
        }
    }

    @Test func `nothing is agreed to but what was shown`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let authorization = harness.operations.authorization
            let (parameters, seller) = (world.parameters(), world.seller)
            let step = try await authorization.look(parameters, seller: seller, issuer: OAuthWorld.issuer)
            guard case .ask(let asked)? = step else { throw Failure(.internalError) }
            let id = world.issued.application.id
            _ = try await harness.operations.applications.edit(id, as: .operator) { application throws(Failure) in
                let settings = try ApplicationSettings(
                    redirectURLs: application.settings.redirectURLs,
                    permissions: [.read]
                )
                return (application.profile, settings)
            }
            await #expect(throws: Failure(.csrfFailed)) {
                _ = try await authorization.approve(
                    parameters,
                    terms: asked.terms,
                    by: seller,
                    issuer: OAuthWorld.issuer
                )
            }
        }
    }

    @Test func `Z13 a refusal is answered with access_denied, state and iss`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let location = try await harness.operations.authorization
                .deny(world.parameters(), by: world.seller, issuer: OAuthWorld.issuer)
            for part in ["error=access_denied", "state=s", "iss=https%3A%2F%2Fllavero.example"] {
                #expect(location.contains(part), "\(location)")
            }
        }
    }

    private static let refusedRedirects =
        [
            "/", "/cb/", "/CB", "/cb?x=1", "/cb#f", "/cb;x", "/cb%20", "/cb/../x", "/cb/%2e%2e/x", "/cb%2f..%2fx",
            "/cb%00",
            "/cb%0d%0a", "/cb\t", "/cb ",
        ]
        .map { "https://shop.example" + $0 } + [
            "http://shop.example/cb", "https://shop.example:8443/cb", "https://shop.example:443/cb",
            "https://SHOP.example/cb", "https://shop.example./cb", "https://shop.example.evil.tld/cb",
            "https://shop.example@evil.tld/cb", "https://evil.tld\\@shop.example/cb",
            "https://evil.tld#@shop.example/cb",
            " https://shop.example/cb", "//evil.tld/cb", "/\\evil.tld", "cb", "javascript:alert(1)", "data:text/html,x",
            "vbscript:x", "file:///cb", "blob:https://shop.example/cb", "https://shop.ex\u{430}mple/cb",
            "https://xn--shop-x.example/cb", "https://shop\u{FF0E}example/cb",
        ]

    @Test(arguments: AuthorizationTests.refusedRedirects)
    func `R01 to R08 an address that is not the registered one, byte by byte, gets no answer`(
        address: String
    ) async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let found = try await Self.look(world, world.parameters(["redirect_uri": address]))
            #expect(found == .refused(.redirectURLUnregistered))
        }
    }

    @Test func `R09 a program on the person's machine may have another port, and nothing else`() async throws {
        let registered = try RedirectURL("http://127.0.0.1/cb")
        let native = try OAuthClient(
            authentication: .none,
            allowsPlainChallenge: false,
            requiresDPoP: false,
            keys: []
        )
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness, redirect: registered.text)
            let application = world.issued.application
            func isAsked(_ address: String, _ client: OAuthClient) -> Bool {
                let parameters = world.parameters(["redirect_uri": address])
                guard case .accepted = AuthorizationRequest.judge(parameters, application, client) else { return false }
                return true
            }
            #expect(isAsked("http://127.0.0.1:49152/cb", native))
            #expect(!isAsked("http://127.0.0.1:49152/cb", .standard))
            let others = [
                "http://127.0.0.1:49152/other", "http://127.0.0.1:49152/cb?x=1", "http://localhost:49152/cb",
                "http://[::1]:49152/cb", "http://127.0.0.1@evil.tld/cb", "http://localhost:80@evil.tld/cb",
                "https://127.0.0.1:49152/cb", "http://127.0.0.1:0x50/cb", "http://127.0.0.1:99999/cb",
            ]
            for address in others { #expect(!isAsked(address, native), "\(address)") }
        }
    }

    @Test(arguments: [
        "*", "https://*.shop.example/cb", "https://shop.example/cb#f", "https://user@shop.example/cb",
        "http://shop.example/cb", "myapp:/cb", "https://shop.example/" + String(repeating: "x", count: 2_048),
    ])
    func `R10 an address that must not be registered is refused`(address: String) {
        #expect(throws: Failure(.redirectURLInvalid)) { try RedirectURL(address) }
    }

    @Test func `P11 of 10,000 mutations of a registered address none but itself is answered`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let random = SeededRandom(seed: 20_261_126)
            let registered = Array(OAuthWorld.redirect.utf8)
            for round in 0..<10_000 {
                var bytes = registered
                for _ in 0...Int(random.next() % 3) {
                    let place = Int(random.next() % UInt64(bytes.count))
                    let byte = UInt8(random.next() % 127 + 1)
                    switch random.next() % 4 {
                    case 0: bytes[place] = byte
                    case 1: bytes.insert(byte, at: place)
                    case 2 where bytes.count > 1: bytes.remove(at: place)
                    default: bytes.append(byte)
                    }
                }
                let address = String(decoding: bytes, as: UTF8.self)
                let verdict = AuthorizationRequest.judge(
                    world.parameters(["redirect_uri": address]),
                    world.issued.application,
                    .standard
                )
                var isAccepted = false
                if case .accepted = verdict { isAccepted = true }
                #expect(isAccepted == (bytes == registered), "round \(round): \(address)")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `Z10 a pushed request works once, for its own client, for ten minutes`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let authorization = harness.operations.authorization
            func push() async throws -> AuthorizationParameters {
                let pushed = try await authorization.push(
                    world.parameters(),
                    world.proof,
                    from: .unknown,
                    audiences: []
                )
                #expect(pushed.seconds == 600)
                return AuthorizationParameters([
                    .init("client_id", world.clientID), .init("request_uri", pushed.requestURI),
                ])
            }
            let used = try await push()
            #expect(try await Self.look(world, used) == .asked)
            _ = try await authorization.approve(used, by: world.seller, issuer: OAuthWorld.issuer)
            #expect(try await Self.look(world, used) == .refused(.pushedRequestUsed))
            let foreign = try await OAuthWorld.application(harness, of: world.owner).application.id
            let name = try #require(try await push()["request_uri"])
            let taken = AuthorizationParameters([
                .init("client_id", foreign.description), .init("request_uri", name),
            ])
            #expect(try await Self.look(world, taken) == .refused(.pushedRequestUnknown))
            let late = try await push()
            harness.time.advance(by: .seconds(600))
            #expect(try await Self.look(world, late) == .refused(.pushedRequestUnknown))
        }
    }
}
