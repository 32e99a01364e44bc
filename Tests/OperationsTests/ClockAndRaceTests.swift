import Domain
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// What clocks that are set, and attempts that meet, must not open.
struct ClockAndRaceTests {
    private static func fail(_ count: Int, _ sessions: SessionOperations) async {
        for _ in 0..<count {
            await #expect(throws: Failure(.signInRefused)) {
                _ = try await sessions.signIn(
                    email: "owner@shop.example",
                    password: Secret("wrong"),
                    from: Harness.visitor
                )
            }
        }
    }

    @Test func `B07 a clock that is set back gives nobody further tries`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            _ = try await harness.account()
            await Self.fail(10, harness.operations.sessions)
            harness.time.advance(by: .seconds(-1))
            await #expect(throws: Failure(.tooManyAttempts)) { _ = try await harness.signIn() }
        }
    }

    @Test func `B07 secrets that were shown while the clock was ahead lock nobody out for longer than an hour`()
        async throws
    {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let id = issued.application.id
            let live = try #require(
                try await harness.operations.credentials.credentials(of: id, as: .operator)
                    .first { $0.mode == .live && $0.kind == .accessToken }
            )
            let right = harness.time.now()
            harness.time.advance(by: .days(365))
            let ahead = try await harness.signedIn()
            for _ in 0..<5 { _ = try await harness.operations.reveals.reveal(live.id, of: id, by: ahead) }
            harness.time.set(to: right.adding(.hours(2)))
            let signedIn = try await harness.signedIn()
            _ = try await harness.operations.reveals.reveal(live.id, of: id, by: signedIn)
        }
    }

    @Test func `P19, P31 a session that began while the clock was ahead ends within twelve hours of the right one`()
        async throws
    {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            _ = try await harness.account()
            let right = harness.time.now()
            harness.time.advance(by: .days(365))
            let (_, token) = try await harness.signIn()
            harness.time.set(to: right.adding(.hours(13)))
            #expect(try await harness.operations.sessions.signedIn(token) == nil)
        }
    }

    /// An address that may try no more still fills the limiter with accounts, until the one it guesses at is forgotten.
    @Test func `P18 an address that is refused cannot make its earlier tries be forgotten`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            _ = try await harness.account()
            let limiter = AttemptLimiter(keysMax: 1_000)
            let sessions = Operations(harness.context(attempts: limiter)).sessions
            await Self.fail(10, sessions)
            for number in 0..<2_000 {
                harness.time.advance(by: .milliseconds(10))
                _ = try? await sessions.signIn(
                    email: "nobody\(number)@shop.example",
                    password: Secret("wrong"),
                    from: Harness.visitor
                )
            }
            await #expect(throws: Failure(.tooManyAttempts)) {
                _ = try await sessions.signIn(
                    email: "owner@shop.example",
                    password: Harness.password,
                    from: Visitor(address: "198.51.100.1", userAgent: nil)
                )
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `P19 a sign-in with the old password that is under way while a new one is set opens no session`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let accounts = harness.operations.accounts
            try await accounts.requestReset(account.email, from: Harness.visitor)
            let code = try #require(try await harness.mails().first?.linkCode)
            // Between the check of the password and the session's own transaction the owner resets it.
            let store = InterruptedStore(harness.store) {
                try await accounts.reset(code, password: Secret("another horse battery staple"))
            }
            let thief = Operations(harness.context(store: store)).sessions
            let opened = try? await thief.signIn(
                email: account.email.text,
                password: Harness.password,
                from: Harness.visitor
            )
            if let token = opened?.token {
                #expect(try await harness.operations.sessions.signedIn(token) == nil)
            }
        }
    }

    @Test(arguments: [
        "1q2w3e4r5t6y7u8i9o0p", "iloveyouiloveyou", "abcdefghijklmnop", "qazwsxedcrfvtgbyhn", "asdfghjklasdfghjkl",
        "correcthorsebatterystaple",
    ])
    func `F02 a long password that everybody knows is refused`(password: String) throws {
        let email = try EmailAddress("owner@shop.example")
        #expect(throws: Failure(.passwordTooSimple)) { try PasswordRule.check(password, for: email) }
    }
}

/// A database before whose first write something else happens.
private final class InterruptedStore: StoreAround {
    let base: any Store
    private let interruption: Mutex<(@Sendable () async throws -> Void)?>

    init(_ base: any Store, _ interruption: @escaping @Sendable () async throws -> Void) {
        self.base = base
        self.interruption = Mutex(interruption)
    }

    func write<Output: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Output) async throws -> Output
    {
        let interruption = self.interruption.withLock { interruption in
            defer { interruption = nil }
            return interruption
        }
        try await interruption?()
        return try await self.base.write(body)
    }
}
