import Crypto
import Domain
import Operations
import Storage
import Synchronization
import TestSupport
import Testing

struct CredentialTests {
    @Test(arguments: Backend.allCases)
    func `every issued credential verifies as what it is`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let pairs: [(Mode, IssuedCredentials.Pair)] = [
                (.live, issued.credentials.main), (.test, try #require(issued.credentials.test)),
            ]
            for (mode, pair) in pairs {
                let byToken = try await harness.operations.credentials
                    .verify(accessToken: pair.accessToken.reveal(), from: .unknown)
                    .require()
                let byKey = try await harness.operations.credentials.verify(publicKey: pair.publicKey, in: nil)
                    .require()
                #expect(byToken.mode == mode && byKey.mode == mode)
                #expect(byToken.application.id == issued.application.id)
                #expect(KeyRelation(KeyDescription(pair.accessToken.reveal()), KeyDescription(pair.publicKey)) == .pair)
                #expect(pair.publicKey.hasPrefix(mode == .test ? "TEST-" : "APP_USR-"))
            }
            #expect(ClientSecret.isWellFormed(issued.credentials.clientSecret.reveal()))
            #expect(
                CheckDigit.isValid(issued.application.id.number)
                    && CheckDigit.isValid(issued.application.accountID.number)
            )
        }
    }

    @Test(arguments: Product.allCases.filter { Site.brazil.products.contains($0) })
    func `a product has a test pair exactly when it is tested with one`(product: Product) async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account(), product: product)
            #expect((issued.credentials.test != nil) == (product.testMeans == .testPair))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a revoked, expired, blocked or inactive credential is refused with its reason`(backend: Backend) async throws
    {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let inactive = try await harness.application(of: account, isActivated: false)
            let live = inactive.credentials.main.accessToken.reveal()
            let test = try #require(inactive.credentials.test).accessToken.reveal()
            let credentials = harness.operations.credentials
            let verify = { @Sendable (text: String) async throws in
                try await credentials.verify(accessToken: text, from: .unknown)
            }
            #expect(try await verify(live) == .denied(.notActivated))
            let caller = try await verify(test).require()

            try await harness.store.write { (transaction: any Transaction) throws in
                _ = try transaction.execute("UPDATE application SET blocked_at = 1 WHERE id = \(caller.application.id)")
            }
            #expect(try await verify(test) == .denied(.applicationBlocked))
            try await harness.store.write { (transaction: any Transaction) throws in
                _ = try transaction.execute(
                    "UPDATE application SET blocked_at = NULL WHERE id = \(caller.application.id)"
                )
                _ = try transaction.execute("UPDATE account SET blocked_at = 1 WHERE id = \(account.id)")
            }
            #expect(try await verify(test) == .denied(.accountBlocked))
            let end = harness.time.now().adding(.seconds(1))
            try await harness.store.write { (transaction: any Transaction) throws in
                _ = try transaction.execute("UPDATE account SET blocked_at = NULL WHERE id = \(account.id)")
                _ = try transaction.execute(
                    "UPDATE credential SET expires_at = \(end) WHERE id = \(caller.credential.id)"
                )
            }
            guard case .allowed = try await verify(test) else {
                Issue.record("refused before its end")
                return
            }
            harness.time.advance(by: .seconds(1))
            #expect(try await verify(test) == .denied(.expired(.accessToken, .test)))
            _ = try await harness.store.write { try $0.revokeCredential(caller.credential.id, at: harness.time.now()) }
            #expect(try await verify(test) == .denied(.revoked(.accessToken, .test)))
        }
    }

    @Test func `an invented token never reaches the database`() async throws {
        try await Backend.sqlite.withStore { (store: any Store) async throws in
            let counting = CountingStore(store)
            let harness = try await Harness(counting)
            let caller = try await harness.caller()
            let before = counting.reads
            let random = SeededRandom(seed: 7)
            let foreign = SymmetricKey(data: random.bytes(32))
            for _ in 0..<1_000 {
                let token = AccessToken(
                    prefix: .test,
                    clientID: caller.application.id,
                    issued: IssueHour(harness.time.now()),
                    random: random.bytes(12),
                    userID: caller.account.id,
                    tagKey: foreign
                )
                let verdict = try await harness.operations.credentials.verify(accessToken: token.text, from: .unknown)
                #expect(verdict == .denied(.unknown(.accessToken)))
            }
            let foreignToken = AccessToken(
                prefix: .live,
                clientID: caller.application.id,
                issued: IssueHour(harness.time.now()),
                random: random.bytes(12),
                userID: caller.account.id,
                tagKey: foreign
            )
            let pasted = Secret(foreignToken.text)
            #expect(try await harness.operations.doctor.examine(pasted).states == [0: .unknown])
            #expect(try await harness.operations.leaks.report(pasted).secrets.map(\.isKnown) == [false])
            #expect(counting.reads == before)
        }
    }

    @Test func `a well-tagged token without a row is refused like an invented one`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let caller = try await harness.caller()
            let token = AccessToken(
                prefix: .test,
                clientID: caller.application.id,
                issued: IssueHour(harness.time.now()),
                random: harness.random.bytes(12),
                userID: caller.account.id,
                tagKey: harness.keyring.active(.tag).material
            )
            let verdict = try await harness.operations.credentials.verify(accessToken: token.text, from: .unknown)
            #expect(verdict == .denied(.unknown(.accessToken)))
        }
    }

    @Test func `a credential of another kind is never taken for an Access Token`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let credentials = harness.operations.credentials
            #expect(
                try await credentials.verify(accessToken: issued.credentials.main.publicKey, from: .unknown)
                    == .denied(.publicKeyAsAccessToken)
            )
            #expect(
                try await credentials.verify(publicKey: issued.credentials.main.accessToken.reveal(), in: nil)
                    == .denied(.accessTokenAsPublicKey)
            )
            #expect(
                try await credentials.verify(accessToken: issued.credentials.clientSecret.reveal(), from: .unknown)
                    == .denied(.malformed(.accessToken))
            )
        }
    }

    @Test func `tokens of a retired tag or pepper key work until the key is gone`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let token = issued.credentials.main.accessToken.reveal()
            func rotated(_ state: Keyring.State) throws -> Keyring {
                let old = harness.keyring.keys.map { key in
                    Keyring.Key(id: key.id, purpose: key.purpose, state: state, material: key.material)
                }
                let new = try Keyring.generate(harness.random).keys
                return try Keyring(id: harness.keyring.id, keys: old + new)
            }
            func verify(with keyring: Keyring) async throws -> Verification {
                let context = OperationContext(
                    store: harness.store,
                    time: harness.time,
                    random: harness.random,
                    keyring: keyring,
                    hasher: harness.context.hasher,
                    processors: harness.context.processors,
                    logger: harness.context.logger
                )
                return try await Operations(context).credentials.verify(accessToken: token, from: .unknown)
            }
            guard case .allowed = try await verify(with: try rotated(.old)) else {
                Issue.record("refused")
                return
            }
            #expect(try await verify(with: try rotated(.retired)) == .denied(.unknown(.accessToken)))
        }
    }
}
