import Domain
import Storage
import TestSupport
import Testing

@testable import Operations

/// What a database that fails, and somebody who guesses, must not get from the authorization server.
struct OAuthFaultTests {
    private static func request(_ grant: TokenRequest.Grant, _ proof: ClientProof) -> TokenRequest {
        TokenRequest(grant, scope: nil, wantsTest: false, proof, keyProof: nil)
    }

    private static func source(_ address: String) -> CallSource {
        CallSource(address: address, userAgent: nil, route: "POST /oauth/token")
    }

    @Test(arguments: Backend.allCases)
    func `T14 a database that fails at the end issues nothing, and what was sent works once afterwards`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let failing = TokenOperations(context: harness.context(store: FailingStore(harness.store)))
            func issue(_ grant: TokenRequest.Grant, _ tokens: TokenOperations) async throws -> IssuedToken {
                try await tokens.issue(Self.request(grant, world.proof), from: .unknown, audiences: [])
            }
            let code = TokenRequest.Grant.code(
                try await world.code(),
                redirectURL: OAuthWorld.redirect,
                verifier: Secret(OAuthWorld.verifier)
            )
            await #expect(throws: StorageFailure.unavailable("full")) { _ = try await issue(code, failing) }
            let token = try await issue(code, harness.operations.tokens)
            let refresh = TokenRequest.Grant.refreshToken(try #require(token.refreshToken))
            await #expect(throws: StorageFailure.unavailable("full")) { _ = try await issue(refresh, failing) }
            harness.time.advance(by: .seconds(60))
            #expect(try await world.works(try await issue(refresh, harness.operations.tokens)))
        }
    }

    @Test(arguments: Backend.allCases)
    func `I06 a revocation that could not be stored is no success`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let token = try await world.link()
            let failing = IntrospectionOperations(context: harness.context(store: FailingStore(harness.store)))
            for text in [token.accessToken, try #require(token.refreshToken)] {
                await #expect(throws: StorageFailure.unavailable("full")) {
                    try await failing.revoke(text, world.proof, from: .unknown, audiences: [])
                }
            }
            #expect(try await world.works(token))
        }
    }

    @Test func `guesses are bounded by address, and nobody else's are used up`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let tokens = TokenOperations(context: harness.context())
            var wrong = world.proof
            wrong.secret = Secret(String(repeating: "A", count: 32))
            func code(_ proof: ClientProof, from address: String) async throws -> Failure.Code? {
                do {
                    _ = try await tokens.issue(
                        Self.request(.clientCredentials, proof),
                        from: Self.source(address),
                        audiences: []
                    )
                    return nil
                } catch let failure as Failure { return failure.code }
            }
            for _ in 0..<100 { #expect(try await code(wrong, from: "192.0.2.1") == .clientRefused) }
            #expect(try await code(wrong, from: "192.0.2.1") == .rateLimited)
            #expect(try await code(world.proof, from: "192.0.2.2") == nil)
            // Whoever guesses at one client locks no other out behind the same address.
            let other = try await OAuthWorld.application(harness, of: world.owner)
            #expect(try await code(OAuthWorld.proof(of: other), from: "192.0.2.1") == nil)
            harness.time.advance(by: .seconds(30 * 60))
            #expect(try await code(world.proof, from: "192.0.2.1") == nil)
        }
    }

    @Test func `the calls of one application are bounded, and another's are its own`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let other = try await OAuthWorld.application(harness, of: world.owner)
            let tokens = TokenOperations(context: harness.context(oauth: OAuthPolicy(callsPerHour: 3)))
            func issue(_ proof: ClientProof) async throws {
                _ = try await tokens.issue(Self.request(.clientCredentials, proof), from: .unknown, audiences: [])
            }
            for _ in 0..<3 { try await issue(world.proof) }
            await #expect(throws: Failure.self) { try await issue(world.proof) }
            try await issue(OAuthWorld.proof(of: other))
            harness.time.advance(by: .hours(1))
            try await issue(world.proof)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a renewed Client Secret works through its overlap, and no longer`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let pair = PairReference(world.issued.application.id, .live, .client)
            let (_, issued) = try await harness.operations.renewals.renew(pair, overlap: .oneHour, as: .operator)
            guard case .client(let secret) = issued else { throw Failure(.pairNotIssued) }
            var renewed = world.proof
            renewed.secret = secret
            for proof in [world.proof, renewed] { _ = try await world.issue(.clientCredentials, as: proof) }
            harness.time.advance(by: .hours(1))
            _ = try await world.issue(.clientCredentials, as: renewed)
            await #expect(throws: Failure(.clientSecretExpired)) { _ = try await world.issue(.clientCredentials) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is blocked or in the bin gets nothing, and works again when it is back`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let token = try await world.link()
            let id = world.issued.application.id
            _ = try await harness.operations.applications.delete(id, as: .operator)
            #expect(try await world.works(token) == false)
            await #expect(throws: Failure(.applicationBlocked)) { _ = try await world.refresh(token) }
            _ = try await harness.operations.applications.restore(id, as: .operator)
            #expect(try await world.works(token))
            for account in [world.owner.id, world.seller.id] {
                try await harness.store.write { transaction in
                    _ = try transaction.execute("UPDATE account SET blocked_at = 1 WHERE id = \(account)")
                }
                #expect(try await world.works(token) == false)
                try await harness.store.write { transaction in
                    _ = try transaction.execute("UPDATE account SET blocked_at = NULL WHERE id = \(account)")
                }
                #expect(try await world.works(token))
            }
            _ = try await world.refresh(token)
        }
    }

    @Test(arguments: Backend.allCases)
    func `codes and tokens are kept for 30 days after their end, and no longer`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let token = try await world.link()
            let upkeep = Upkeep(harness.context)
            func rows() async throws -> [Int64?] {
                try await upkeep.runOnce()
                return try await harness.store.read { transaction in
                    let tables: [Query] = ["authorization_code", "refresh_token", "oauth_token"]
                    return try tables.map { try transaction.rows("SELECT COUNT(*) FROM \($0)").first?.integer(0) }
                }
            }
            harness.time.advance(by: Limits.endedTokenLife)
            #expect(try await rows() == [1, 1, 2])
            harness.time.advance(by: OAuthLifetimes.codeMax)
            #expect(try await rows() == [0, 1, 2])
            harness.time.advance(by: OAuthLifetimes.refreshTokenMax)
            #expect(try await rows() == [0, 0, 1])
            await #expect(throws: Failure(.refreshTokenUnknown)) { _ = try await world.refresh(token) }
            harness.time.advance(by: OAuthLifetimes.accessTokenMax)
            #expect(try await rows() == [0, 0, 0])
        }
    }

    @Test func `uses that could not be written are kept, those of sellers and those of pairs`() async throws {
        try await Harness.run(.sqlite) { harness in
            let world = try await OAuthWorld(harness)
            let token = try await world.link()
            let own = world.issued.credentials.main.accessToken.reveal()
            _ = try await harness.operations.credentials.verify(accessToken: own, from: .unknown)
            #expect(try await world.works(token))
            for _ in 0..<2 {
                await #expect(throws: StorageFailure.unavailable("full")) {
                    try await harness.context.usage.flush(to: FailingStore(harness.store))
                }
            }
            try await harness.context.usage.flush(to: harness.store)
            let id = world.issued.application.id
            let uses = try await harness.operations.credentials.lastUses(of: id, as: .operator)
            #expect(uses.values.contains(harness.time.now()))
            let grants = try await harness.operations.grants.given(by: world.seller.id, as: .operator)
            #expect(grants.first?.grant.lastUsedAt == harness.time.now())
        }
    }

    @Test(arguments: Backend.allCases)
    func `when a seller's tokens were last used is known after the next flush`(backend: Backend) async throws {
        try await Harness.run(backend) { harness in
            let world = try await OAuthWorld(harness)
            let token = try await world.link()
            func lastUse() async throws -> Timestamp? {
                try await harness.operations.grants.given(by: world.seller.id, as: .operator).first?.grant.lastUsedAt
            }
            #expect(try await lastUse() == nil)
            harness.time.advance(by: .hours(1))
            #expect(try await world.works(token))
            try await harness.context.usage.flush(to: harness.store)
            #expect(try await lastUse() == harness.time.now())
        }
    }
}

/// A database that fails when everything else of a transaction is done.
private final class FailingStore: StoreAround {
    let base: any Store

    init(_ base: any Store) {
        self.base = base
    }

    func write<Output: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Output) async throws -> Output
    {
        try await self.base.write { transaction -> Output in
            _ = try body(transaction)
            throw StorageFailure.unavailable("full")
        }
    }
}
