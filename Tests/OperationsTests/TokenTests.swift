import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Operations

/// What the token endpoint gives, and to whom (security P08, P09, P10).
struct TokenTests {
    /// How often a race is run; the long profile runs more.
    private static let rounds = ProcessInfo.processInfo.environment["LLAVERO_RACE_ROUNDS"].flatMap { Int($0) } ?? 10

    /// Time between two rounds: past the grace of a lost answer, and so long that no client uses up its calls of an hour.
    private static let roundTime = Duration.seconds(30)

    private static func run(_ backend: Backend, _ test: (OAuthWorld) async throws -> Void) async throws {
        try await Harness.run(backend) { harness in try await test(try await OAuthWorld(harness)) }
    }

    /// The code of a failure; nil when nothing failed.
    private static func failure(_ work: () async throws -> Void) async throws -> Failure.Code? {
        do {
            try await work()
            return nil
        } catch let failure as Failure { return failure.code }
    }

    @Test(arguments: Backend.allCases)
    func `a code gives tokens that act for the seller, and the seller alone`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let token = try await world.link()
            #expect(token.userID == world.seller.id && token.mode == .live && token.lifetime == .seconds(15_552_000))
            #expect(token.permissions == Set(Permission.allCases))
            #expect(token.accessToken.reveal().hasPrefix("APP_USR-\(world.clientID)-"))
            #expect(token.accessToken.reveal().hasSuffix("-\(world.seller.id)"))
            let credentials = world.harness.operations.credentials
            let caller = try await credentials.verify(accessToken: token.accessToken.reveal(), from: .unknown).require()
            #expect(caller.account.id == world.seller.id && caller.site == .argentina)
            let key = try await credentials.verify(publicKey: token.publicKey, in: nil).require()
            #expect(key.account.id == world.seller.id && key.mode == .live)
            let events = try await world.harness.store.read { transaction in
                try transaction.rows("SELECT kind, resource_id FROM event").map { (try $0.text(0), try $0.text(1)) }
            }
            #expect(events.contains { $0 == ("mp-connect.application.authorized", world.seller.id.description) })
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is paid with a seller's token is the seller's`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let second = try await world.harness.account(.argentina, email: "second@shop.example")
            var callers: [Caller] = []
            for seller in [world.seller, second] {
                let token = try await world.exchange(try await world.code(seller: seller), wantsTest: true)
                let credentials = world.harness.operations.credentials
                callers.append(
                    try await credentials.verify(accessToken: token.accessToken.reveal(), from: .unknown).require()
                )
            }
            let payments = world.harness.operations.payments
            for (caller, other) in [(callers[0], callers[1]), (callers[1], callers[0])] {
                let card = try await world.harness.cardToken(as: caller)
                let request = try world.harness.card(card, minor: 100_000)
                // The other seller's card token is not there, and the other's key is another key.
                #expect(
                    try await Self.failure { _ = try await world.harness.pay(request, key: "x", as: other) }
                        == .cardTokenNotFound
                )
                let id = try await world.harness.pay(request, key: "k", as: caller)
                let found = try await payments.payment(id, as: caller)
                #expect(found.payment.accountID == caller.account.id && found.payment.mode == .test)
                #expect(try await Self.failure { _ = try await payments.payment(id, as: other) } == .paymentNotFound)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `P08 a code works once, and its return ends what came of it`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let code = try await world.code()
            let token = try await world.exchange(code)
            #expect(try await world.works(token))
            #expect(try await Self.failure { _ = try await world.exchange(code) } == .codeUsed)
            #expect(try await world.works(token) == false)
            #expect(try await Self.failure { _ = try await world.refresh(token) } == .refreshTokenReused)
            let mails = try await world.harness.mails()
            #expect(mails.contains { $0.recipient == world.owner.email && $0.subject.contains("duas vezes") })
        }
    }

    @Test(arguments: Backend.allCases)
    func `P08 of a hundred exchanges of one code at once, one succeeds`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            for _ in 0..<Self.rounds {
                let code = try await world.code()
                let successes = await withTaskGroup(of: Bool.self) { group in
                    for _ in 0..<100 { group.addTask { (try? await world.exchange(code)) != nil } }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(successes == 1)
                world.harness.time.advance(by: Self.roundTime)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `P09 a hundred refreshes at once give one successor, and never two that work`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            var token = try await world.link()
            for _ in 0..<Self.rounds {
                let current = token
                let answers = try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<100 {
                        group.addTask { try await world.refresh(current).refreshToken?.reveal() ?? "" }
                    }
                    return try await group.reduce(into: Set<String>()) { $0.insert($1) }
                }
                #expect(answers.count == 1)
                let living = try await world.harness.store.read { transaction in
                    try transaction.rows("SELECT COUNT(*) FROM refresh_token WHERE used_at IS NULL").first?.integer(0)
                }
                #expect(living == 1)
                token = try await world.refresh(current)
                world.harness.time.advance(by: Self.roundTime)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a lost answer is no theft, within ten seconds and while its successor is unused`(
        backend: Backend
    ) async throws {
        try await Self.run(backend) { world in
            let first = try await world.link()
            let second = try await world.refresh(first)
            world.harness.time.advance(by: .seconds(9))
            let again = try await world.refresh(first)
            #expect(again.accessToken.reveal() == second.accessToken.reveal())
            #expect(again.refreshToken?.reveal() == second.refreshToken?.reveal())
            #expect(again.lifetime == second.lifetime - .seconds(9))
            let third = try await world.refresh(second)
            #expect(try await Self.failure { _ = try await world.refresh(first) } == .refreshTokenReused)
            #expect(try await world.works(third) == false)
            #expect(try await Self.failure { _ = try await world.refresh(third) } == .refreshTokenReused)
        }
    }

    @Test(arguments: Backend.allCases)
    func `P09 a replaced refresh token ends its family after ten seconds`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let first = try await world.link()
            let second = try await world.refresh(first)
            world.harness.time.advance(by: .seconds(10))
            #expect(try await Self.failure { _ = try await world.refresh(first) } == .refreshTokenReused)
            for token in [first, second] { #expect(try await world.works(token) == false) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a refresh leaves the Access Token before an hour`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let first = try await world.link()
            let second = try await world.refresh(first)
            world.harness.time.advance(by: .seconds(3_599))
            #expect(try await world.works(first))
            world.harness.time.advance(by: .seconds(1))
            #expect(try await world.works(first) == false)
            #expect(try await world.works(second))
            world.harness.time.advance(by: .seconds(15_552_000))
            #expect(try await world.works(second) == false)
            #expect(try await Self.failure { _ = try await world.refresh(second) } == .refreshTokenExpired)
        }
    }

    @Test(arguments: Backend.allCases)
    func `T05 T06 P10 what does not fit a code burns it`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let other = String(repeating: "w", count: 43)
            let rows: [(String?, String?, Failure.Code)] = [
                (nil, OAuthWorld.verifier, .codeRedirectDiffers),
                ("https://shop.example/cb/", OAuthWorld.verifier, .codeRedirectDiffers),
                (OAuthWorld.redirect, nil, .codeVerifierWrong), (OAuthWorld.redirect, other, .codeVerifierWrong),
                (OAuthWorld.redirect, String(OAuthWorld.verifier.dropLast()), .codeVerifierWrong),
                (OAuthWorld.redirect, String(repeating: "v", count: 129), .codeVerifierWrong),
                (OAuthWorld.redirect, OAuthWorld.challenge(), .codeVerifierWrong),
            ]
            for (redirect, verifier, expected) in rows {
                let code = try await world.code()
                let found = try await Self.failure {
                    _ = try await world.exchange(code, redirect: redirect, verifier: verifier)
                }
                #expect(found == expected, "\(redirect ?? "-") \(verifier ?? "-")")
                #expect(try await Self.failure { _ = try await world.exchange(code) } == .codeUsed)
            }
            let late = try await world.code()
            world.harness.time.advance(by: .seconds(600))
            #expect(try await Self.failure { _ = try await world.exchange(late) } == .codeExpired)
        }
    }

    @Test(arguments: Backend.allCases)
    func `P10 a verifier without a challenge is refused`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness, requiresPKCE: false)
            let bare: [String: String?] = ["code_challenge": nil, "code_challenge_method": nil]
            let code = try await world.code(bare)
            #expect(try await Self.failure { _ = try await world.exchange(code) } == .codeVerifierWrong)
            let token = try await world.exchange(try await world.code(bare), verifier: nil)
            #expect(try await world.works(token))
        }
    }

    @Test(arguments: Backend.allCases)
    func `T05 T08 a code or refresh token of another client is not known`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let other = OAuthWorld.proof(of: try await OAuthWorld.application(world.harness, of: world.owner))
            let code = try await world.code()
            #expect(try await Self.failure { _ = try await world.exchange(code, as: other) } == .codeUnknown)
            let token = try await world.exchange(code)
            #expect(try await Self.failure { _ = try await world.refresh(token, as: other) } == .refreshTokenUnknown)
            #expect(try await world.works(try await world.refresh(token)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `T09 a refresh asks for less, and never for more`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let code = try await world.code(["scope": "offline_access read"])
            let token = try await world.exchange(code)
            #expect(token.permissions == [.read, .offlineAccess])
            let refresh = TokenRequest.Grant.refreshToken(try #require(token.refreshToken))
            for scope in ["write", "read write", "admin", "read  offline_access"] {
                #expect(
                    try await Self.failure { _ = try await world.issue(refresh, scope: scope) } == .scopeInvalid,
                    "\(scope)"
                )
            }
            #expect(try await world.issue(refresh, scope: "read").permissions == [.read])
            let short = try await world.exchange(try await world.code(["scope": "read"]))
            #expect(short.refreshToken == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an application's own token acts for its owner for six hours`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let token = try await world.issue(.clientCredentials)
            #expect(token.userID == world.owner.id && token.refreshToken == nil && token.mode == .live)
            #expect(token.publicKey == world.issued.credentials.main.publicKey)
            world.harness.time.advance(by: .seconds(21_599))
            #expect(try await world.works(token))
            world.harness.time.advance(by: .seconds(1))
            #expect(try await world.works(token) == false)
            let test = try await world.issue(.clientCredentials, wantsTest: true)
            #expect(test.mode == .test && test.accessToken.reveal().hasPrefix("TEST-"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `the SDKs' habit works: the Access Token in the secret's place, its mode bounds the tokens`(
        backend: Backend
    ) async throws {
        try await Self.run(backend) { world in
            let pairs = try [
                (world.issued.credentials.main, Mode.live), (#require(world.issued.credentials.test), .test),
            ]
            for (pair, mode) in pairs {
                var proof = ClientProof()
                proof.secret = pair.accessToken
                #expect(try await world.issue(.clientCredentials, as: proof).mode == mode)
                proof.clientID = world.clientID
                #expect(try await world.issue(.clientCredentials, as: proof).mode == mode)
            }
            var test = ClientProof()
            test.secret = try #require(world.issued.credentials.test).accessToken
            let code = try await world.code()
            #expect(try await Self.failure { _ = try await world.exchange(code, as: test) } == .oauthModeMixed)
            let live = try await world.link()
            #expect(try await Self.failure { _ = try await world.refresh(live, as: test) } == .oauthModeMixed)
            // The seller's own token proves nothing about the application.
            var seller = ClientProof()
            seller.secret = live.accessToken
            #expect(
                try await Self.failure { _ = try await world.issue(.clientCredentials, as: seller) } == .clientRefused
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `whatever a test account takes part in is for tests`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let accounts = world.harness.operations
            let opened = try await accounts.testAccounts.open(
                .seller,
                in: .brazil,
                description: "Seller",
                balance: nil,
                for: world.owner.id,
                as: .operator
            )
            let seller = opened.testAccount.account
            let token = try await world.exchange(try await world.code(seller: seller))
            #expect(token.mode == .test && token.accessToken.reveal().hasPrefix("TEST-"))
            #expect(try await world.refresh(token).mode == .test)
            let real = try await world.link()
            #expect(real.mode == .live)
            let refresh = TokenRequest.Grant.refreshToken(try #require(real.refreshToken))
            #expect(
                try await Self.failure { _ = try await world.issue(refresh, wantsTest: true) } == .oauthModeMixed
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `ending an authorization, from either side, ends its tokens at once`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let grants = world.harness.operations.grants
            let stranger = Actor.owner(try await world.harness.account(email: "other@shop.example").id)
            for side in [world.seller.id, world.owner.id] {
                let token = try await world.link()
                let given = try await grants.given(by: world.seller.id, as: .owner(world.seller.id))
                let grant = try #require(given.first?.grant)
                #expect(given.count == 1)
                #expect(try await Self.failure { try await grants.end(grant.id, as: stranger) } == .grantNotFound)
                #expect(try await world.works(token))
                try await grants.end(grant.id, as: .owner(side))
                #expect(try await world.works(token) == false)
                #expect(try await Self.failure { _ = try await world.refresh(token) } == .grantEnded)
                #expect(try await grants.received(by: world.issued.application.id, as: .operator).isEmpty)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a code that was not exchanged does not link again what was ended`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let spare = try await world.code()
            _ = try await world.link()
            let grants = world.harness.operations.grants
            let grant = try #require(try await grants.given(by: world.seller.id, as: .operator).first?.grant)
            try await grants.end(grant.id, as: .owner(world.seller.id))
            #expect(try await Self.failure { _ = try await world.exchange(spare) } == .codeUsed)
            #expect(try await grants.given(by: world.seller.id, as: .operator).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a secret for tests gets test tokens, and neither learns of nor ends those of production`(
        backend: Backend
    ) async throws {
        try await Self.run(backend) { world in
            var test = ClientProof()
            test.secret = try #require(world.issued.credentials.test).accessToken
            let tokens = try await world.exchange(try await world.code(), wantsTest: true, as: test)
            #expect(tokens.mode == .test)
            let live = try await world.link()
            let introspection = world.harness.operations.introspection
            for text in [live.accessToken, try #require(live.refreshToken)] {
                let told = try await introspection.introspect(text, test, from: .unknown, audiences: [])
                #expect(told.token == nil)
                let refused = try await Self.failure {
                    try await introspection.revoke(text, test, from: .unknown, audiences: [])
                }
                #expect(refused == .tokenOfAnotherClient)
            }
            #expect(try await world.works(live))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a blocked seller's tokens are refused, the refresh too`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let token = try await world.link()
            let seller = world.seller.id
            try await world.harness.store.write { transaction in
                _ = try transaction.execute("UPDATE account SET blocked_at = 1 WHERE id = \(seller)")
            }
            #expect(try await Self.failure { _ = try await world.refresh(token) } == .grantEnded)
        }
    }

    @Test(arguments: Backend.allCases)
    func `I07 I05 revoking a refresh token ends its family, and only its own client can`(
        backend: Backend
    ) async throws {
        try await Self.run(backend) { world in
            let introspection = world.harness.operations.introspection
            let other = OAuthWorld.proof(of: try await OAuthWorld.application(world.harness, of: world.owner))
            let token = try await world.link()
            let refreshToken = try #require(token.refreshToken)
            func revoke(_ text: Secret, _ proof: ClientProof) async throws {
                try await introspection.revoke(text, proof, from: .unknown, audiences: [])
            }
            func isActive(_ text: Secret, _ proof: ClientProof) async throws -> Bool {
                try await introspection.introspect(text, proof, from: .unknown, audiences: []).token != nil
            }
            for text in [refreshToken, token.accessToken] {
                #expect(try await Self.failure { try await revoke(text, other) } == .tokenOfAnotherClient)
                #expect(try await isActive(text, world.proof))
                #expect(try await isActive(text, other) == false)
            }
            let own = world.issued.credentials.main.accessToken
            #expect(try await Self.failure { try await revoke(own, world.proof) } == .tokenTypeUnsupported)
            for text in ["", "garbage", world.issued.credentials.main.publicKey] {
                try await revoke(Secret(text), world.proof)
                #expect(try await isActive(Secret(text), world.proof) == false)
            }
            try await revoke(refreshToken, world.proof)
            for text in [refreshToken, token.accessToken] { #expect(try await isActive(text, world.proof) == false) }
            #expect(try await Self.failure { _ = try await world.refresh(token) } == .grantEnded)
        }
    }
}
