import Domain
import Foundation
import Operations
import Storage
import Synchronization
import TestSupport
import Testing

struct PasswordSafetyTests {
    private static let fresh = Secret("another horse battery staple")

    private static func resetCode(_ harness: Harness) async throws -> String {
        try await harness.operations.accounts.requestReset(
            try EmailAddress("owner@shop.example"),
            from: Harness.visitor
        )
        return try #require(try await harness.mails().compactMap(\.linkCode).last)
    }

    private static func outcome(_ body: () async throws -> Void) async -> Failure.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Failure)?.code ?? .internalError
        }
    }

    @Test(arguments: [
        ("password password", Failure.Code.passwordTooSimple), ("Mercado Pago 123", .passwordTooSimple),
        ("qwertyuiop12345", .passwordTooSimple), ("LlaveroLlavero1", .passwordTooSimple),
        ("Merchant.Ana 2026!", .passwordTooSimple), ("x merchant.ana@shop.example x", .passwordTooSimple),
        ("fourteen chars", .passwordTooShort), (String(repeating: "long ", count: 205), .passwordTooLong),
    ])
    func `F02 a password that is easily guessed is refused with its reason`(
        password: String,
        code: Failure.Code
    ) async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let email = try EmailAddress("merchant.ana@shop.example")
            await #expect(throws: Failure(code)) {
                try await harness.operations.accounts.create(email: email, site: .brazil, password: Secret(password))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `F02 256 characters with blanks and emoji are a password, to the last of them`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let password = Secret(String((" " + String(repeating: "ñandú 🔑 über 👩‍🚀 ", count: 19)).prefix(256)))
            #expect(password.reveal().count == 256)
            try await harness.operations.accounts.changePassword(of: try await harness.signedIn(), to: password)
            #expect(try await harness.signIn(account.email.text, password).session.accountID == account.id)
            let shorter = Secret(String(password.reveal().dropLast()))
            let trimmed = Secret(password.reveal().trimmingCharacters(in: .whitespaces))
            for wrong in [shorter, trimmed] {
                await #expect(throws: Failure(.signInRefused)) {
                    _ = try await harness.signIn(account.email.text, wrong)
                }
            }
        }
    }

    @Test func `F02 a password of 1 MiB is refused without being hashed`() async throws {
        try await Backend.sqlite.withStore { (store: any Store) async throws in
            let harness = try await Harness(store)
            let salts = CountingRandom()
            let context = OperationContext(
                store: store,
                time: harness.time,
                random: harness.random,
                keyring: harness.keyring,
                hasher: PasswordHasher(keyring: harness.keyring, random: salts, cost: .light),
                processors: harness.context.processors,
                logger: harness.context.logger
            )
            let operations = Operations(context)
            let huge = Secret(String(repeating: "correct horse ba", count: 65_536))
            let email = try EmailAddress("new@shop.example")
            await #expect(throws: Failure(.passwordTooLong)) {
                try await operations.accounts.create(email: email, site: .brazil, password: huge)
            }
            // Of an address without account a hash is made, so that its answer takes as long.
            await #expect(throws: Failure(.signInRefused)) {
                try await operations.sessions.signIn(email: email.text, password: huge, from: Harness.visitor)
            }
            #expect(salts.calls == 0)
            await #expect(throws: Failure(.signInRefused)) {
                try await operations.sessions.signIn(email: email.text, password: Self.fresh, from: Harness.visitor)
            }
            #expect(salts.calls == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `F04 a hundred uses of one reset link at once set one password`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            _ = try await harness.account()
            let code = try await Self.resetCode(harness)
            let outcomes = await withTaskGroup(of: (Int, Failure.Code?).self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let password = Secret("battery staple number \(number)")
                        return (
                            number,
                            await Self.outcome { try await harness.operations.accounts.reset(code, password: password) }
                        )
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let winners = outcomes.filter { $0.1 == nil }.map(\.0)
            #expect(winners.count == 1)
            #expect(outcomes.allSatisfy { [nil, .linkInvalid, .overloaded].contains($0.1) })
            _ = try await harness.signIn("owner@shop.example", Secret("battery staple number \(winners[0])"))
        }
    }

    @Test(arguments: Backend.allCases)
    func `F04 after a reset the second factor is still asked for`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let factor = try await harness.addSecondFactor(to: account)
            try await harness.operations.accounts.reset(try await Self.resetCode(harness), password: Self.fresh)
            let (session, token) = try await harness.signIn(account.email.text, Self.fresh)
            #expect(session.awaitsCode)
            #expect(try await harness.operations.sessions.signedIn(token) == nil)
            let proven = try await harness.operations.sessions.enterCode(factor.code, token: token)
            #expect(try await harness.operations.sessions.signedIn(proven)?.account.id == account.id)
        }
    }

    @Test(arguments: Backend.allCases)
    func `F04 a reset link is void once its account has another password`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            _ = try await harness.account()
            let signedIn = try await harness.signedIn()
            let code = try await Self.resetCode(harness)
            try await harness.operations.accounts.changePassword(of: signedIn, to: Self.fresh)
            await #expect(throws: Failure(.linkInvalid)) {
                try await harness.operations.accounts.reset(code, password: Harness.password)
            }
            _ = try await harness.signIn("owner@shop.example", Self.fresh)
        }
    }

    @Test(arguments: Backend.allCases)
    func `B01 after ten wrong passwords the right one is refused too, and a reset by mail lets its owner in`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let factor = try await harness.addSecondFactor(to: account)
            for _ in 0..<10 {
                await #expect(throws: Failure(.signInRefused)) {
                    _ = try await harness.signIn(account.email.text, Secret("wrong"))
                }
            }
            for password in [Harness.password, Secret("wrong")] {
                await #expect(throws: Failure(.tooManyAttempts)) {
                    _ = try await harness.signIn(account.email.text, password)
                }
            }
            try await harness.operations.accounts.reset(try await Self.resetCode(harness), password: Self.fresh)
            let (session, token) = try await harness.signIn(account.email.text, Self.fresh)
            #expect(session.awaitsCode)
            _ = try await harness.operations.sessions.enterCode(factor.backupCodes[0].reveal(), token: token)
        }
    }

    /// A password of 16 MiB makes each hash slow enough for all callers to be there at once.
    @Test func `B05 of two hundred at once no more than can wait are taken, and the rest is told to come back`()
        async throws
    {
        let random = SeededRandom(seed: 6)
        let hasher = PasswordHasher(keyring: try Keyring.generate(random), random: random, cost: .light)
        let slow = Secret(String(repeating: "0123456789abcdef", count: 1_024 * 1_024))
        let outcomes = await withTaskGroup(of: Failure?.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do {
                        _ = try await hasher.hash(slow)
                        return nil
                    } catch {
                        return error as? Failure ?? Failure(.internalError)
                    }
                }
            }
            return await group.reduce(into: [Failure?]()) { $0.append($1) }
        }
        let taken = outcomes.count { $0 == nil }
        // Those beyond 64 came when the first were done.
        #expect((64...100).contains(taken), "\(taken) taken")
        #expect(outcomes.compactMap(\.self).allSatisfy { $0 == Failure(.overloaded, retryAfterSeconds: 1) })
        _ = try await hasher.hash(Harness.password)
    }
}

/// Counts how often bytes are asked for.
private final class CountingRandom: RandomSource {
    private let base = SeededRandom(seed: 9)
    private let count = Mutex(0)

    var calls: Int { self.count.withLock { $0 } }

    func bytes(_ count: Int) -> [UInt8] {
        self.count.withLock { $0 += 1 }
        return self.base.bytes(count)
    }
}
