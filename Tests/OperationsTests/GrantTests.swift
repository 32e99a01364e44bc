import Domain
import Storage
import TestSupport
import Testing

@testable import Operations

/// What a seller agreed to is what is shown, told and ended.
struct GrantTests {
    private static func run(_ backend: Backend, _ test: (OAuthWorld) async throws -> Void) async throws {
        try await Harness.run(backend) { harness in try await test(try await OAuthWorld(harness)) }
    }

    private static func grants(_ world: OAuthWorld) async throws -> [Grant] {
        try await world.harness.operations.grants.given(by: world.seller.id, as: .owner(world.seller.id)).map(\.grant)
    }

    private static func actions(_ world: OAuthWorld, of account: Account) async throws -> [AuditRecord] {
        try await world.harness.operations.audit.records(of: account.id, as: .owner(account.id))
    }

    private static func mails(_ world: OAuthWorld, _ kind: Mail.Kind) async throws -> Int64 {
        try await world.harness.store.read { transaction in
            try transaction.rows("SELECT COUNT(*) FROM mail WHERE kind = \(kind.rawValue)")[0].integer(0)
        }
    }

    private static func events(_ world: OAuthWorld, _ kind: Event.Kind) async throws -> Int64 {
        try await world.harness.store.read { transaction in
            try transaction.rows("SELECT COUNT(*) FROM event WHERE kind = \(kind.rawValue)")[0].integer(0)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a consent to more or less is told, and what is shown covers every token that may still work`(
        backend: Backend
    ) async throws {
        try await Self.run(backend) { world in
            func link(_ scope: String) async throws {
                _ = try await world.exchange(try await world.code(["scope": scope]))
                world.harness.time.advance(by: .seconds(1))
            }
            try await link("read")
            #expect(try await Self.grants(world).map(\.permissions) == [[.read]])
            try await link("read")
            #expect(try await Self.events(world, .applicationAuthorized) == 1)
            try await link("read write")
            #expect(try await Self.grants(world).map(\.permissions) == [[.read, .write]])
            try await link("read")
            #expect(try await Self.grants(world).map(\.permissions) == [[.read, .write]])
            #expect(try await Self.events(world, .applicationAuthorized) == 2)
            for side in [world.seller, world.owner] {
                let given = try await Self.actions(world, of: side).filter { $0.action == .grantGiven }
                #expect(given.map { $0.detail[.permissions] } == ["read write", "read"])
            }
            #expect(try await Self.mails(world, .grantGiven) == 2)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the audit names the member who agreed`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let member = try await world.harness.account(email: "member@shop.example")
            let location = try await world.harness.operations.authorization.approve(
                world.parameters(),
                by: world.seller,
                person: member.id,
                issuer: OAuthWorld.issuer
            )
            let code = try #require(location.firstMatch(of: /[?&]code=([^&]+)/))
            _ = try await world.exchange(Secret(String(code.1)))
            let given = try await Self.actions(world, of: world.seller).filter { $0.action == .grantGiven }
            #expect(given.map(\.actorID) == [member.id])
        }
    }

    @Test func `whoever looks at the seller's side and administers the application's may end a grant`() async throws {
        try await Self.run(.sqlite) { world in
            _ = try await world.link()
            let grant = try #require(try await Self.grants(world).first)
            let grants = world.harness.operations.grants
            let person = try await world.harness.account(email: "member@shop.example").id
            let viewer = Actor.person(person, roles: [world.seller.id: .viewer])
            await #expect(throws: Failure(.roleInsufficient)) { try await grants.end(grant.id, as: viewer) }
            await #expect(throws: Failure(.grantNotFound)) {
                try await grants.end(grant.id, as: .owner(person))
            }
            await #expect(throws: Failure(.grantNotFound)) {
                try await grants.end(grant.id, of: Application.ID(1), as: .operator)
            }
            let both = Actor.person(person, roles: [world.seller.id: .viewer, world.owner.id: .owner])
            try await grants.end(grant.id, as: both)
            #expect(try await Self.grants(world).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a list of authorizations goes on where its page ended`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            var all: [Grant.ID] = []
            for number in 0..<5 {
                let seller = try await world.harness.account(.argentina, email: "seller\(number)@shop.example")
                _ = try await world.exchange(try await world.code(seller: seller))
                // Two of them at one instant.
                if number != 2 { world.harness.time.advance(by: .seconds(1)) }
            }
            var before: Grant.ID?
            while true {
                let last = before
                let page = try await world.harness.store.read { transaction in
                    try transaction.grants(of: world.issued.application.id, before: last, limit: 2)
                }
                guard !page.isEmpty else { break }
                all += page.map(\.id)
                before = page.last?.id
            }
            #expect(all.count == 5 && Set(all).count == 5)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an application that is gone for good leaves no authorization standing`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            _ = try await world.link()
            let id = world.issued.application.id
            _ = try await world.harness.operations.applications.delete(id, as: .operator)
            world.harness.time.advance(by: Limits.binLife + .seconds(1))
            try await Upkeep(world.harness.context).runOnce()
            #expect(try await Self.grants(world).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a client that ends a token is in the audit of both sides`(backend: Backend) async throws {
        try await Self.run(backend) { world in
            let first = try await world.link()
            let introspection = world.harness.operations.introspection
            for text in [first.accessToken, try #require(first.refreshToken)] {
                try await introspection.revoke(text, world.proof, from: .unknown, audiences: [])
            }
            for side in [world.seller, world.owner] {
                let ended = try await Self.actions(world, of: side).filter { $0.action == .tokenRevoked }
                #expect(Set(ended.compactMap { $0.detail[.credential] }) == ["access_token", "refresh_token"])
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a refresh token that was found in public ends with all that came of it, and both sides are told`(
        backend: Backend
    ) async throws {
        try await Self.run(backend) { world in
            let token = try await world.link()
            let code = try await world.code()
            let refreshToken = try #require(token.refreshToken)
            let pasted = Secret(
                "REFRESH=\(refreshToken.reveal())\ncode: \(code.reveal())\nTG-\(String(repeating: "0", count: 40))-1"
            )
            let before = try await world.harness.operations.doctor.examine(pasted)
            #expect(before.states[0] == .active(applicationName: "Marketplace") && before.states[2] == .unknown)
            let report = try await world.harness.operations.leaks.report(pasted)
            #expect(report.secrets.map(\.isKnown) == [true, true, false])
            #expect(report.secrets.allSatisfy { $0.masked.hasPrefix("TG-****") })
            #expect(try await world.works(token) == false)
            await #expect(throws: Failure(.grantEnded)) { _ = try await world.refresh(token) }
            await #expect(throws: Failure(.codeUsed)) { _ = try await world.exchange(code) }
            #expect(try await Self.mails(world, .tokenExposed) == 2)
            for side in [world.seller, world.owner] {
                let told = try await Self.actions(world, of: side).filter { $0.action == .credentialExposed }
                #expect(told.count == 2 && told.allSatisfy { !$0.detail.text.contains(refreshToken.reveal()) })
            }
            // A second report of what has ended tells nobody again.
            _ = try await world.harness.operations.leaks.report(pasted)
            #expect(try await Self.mails(world, .tokenExposed) == 2)
        }
    }

    @Test func `a family that began without proofs ends where the application requires them`() async throws {
        try await Self.run(.sqlite) { world in
            let token = try await world.link()
            let client = try OAuthClient(
                authentication: .clientSecret,
                allowsPlainChallenge: false,
                requiresDPoP: true,
                keys: []
            )
            try await world.harness.operations.oauthClients.set(client, of: world.issued.application.id, as: .operator)
            await #expect(throws: Failure(.keyProofMissing)) { _ = try await world.refresh(token) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `an old code without its verifier ends nothing of a public client, with it everything`(
        backend: Backend
    )
        async throws
    {
        try await Self.run(backend) { world in
            let client = try OAuthClient(
                authentication: .none,
                allowsPlainChallenge: false,
                requiresDPoP: false,
                keys: []
            )
            try await world.harness.operations.oauthClients.set(client, of: world.issued.application.id, as: .operator)
            var named = ClientProof()
            named.clientID = world.clientID
            let code = try await world.code()
            let token = try await world.exchange(code, as: named)
            for verifier in [nil, String(repeating: "w", count: 43)] {
                await #expect(throws: Failure(.codeUsed)) {
                    _ = try await world.exchange(code, verifier: verifier, as: named)
                }
            }
            #expect(try await world.works(token))
            await #expect(throws: Failure(.codeUsed)) { _ = try await world.exchange(code, as: named) }
            #expect(try await world.works(token) == false)
        }
    }
}
