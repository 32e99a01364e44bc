import Domain
import Operations
import Storage
import TestSupport
import Testing

struct SignInTests {
    private static let password = Secret("correct horse battery staple")
    private static let here = Visitor(address: "192.0.2.1", userAgent: "Mozilla/5.0 (X11; Linux) Chrome/120")

    private static func signIn(
        _ harness: Harness,
        _ password: Secret = Self.password,
        email: String = "owner@shop.example",
        from visitor: Visitor = Self.here
    ) async throws -> (Session, token: Secret) {
        try await harness.operations.sessions.signIn(email: email, password: password, from: visitor)
    }

    @Test(arguments: Backend.allCases)
    func `a session lasts while it is used, and at most twelve hours`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let sessions = harness.operations.sessions
            let (_, token) = try await Self.signIn(harness, email: "OWNER@shop.example")
            let found = try #require(try await sessions.signedIn(token))
            #expect(found.account.id == account.id && found.isFreshlyProven)
            #expect(found.session.browser == "Chrome, Linux")
            #expect(try await sessions.signedIn(Secret("f00")) == nil)
            for _ in 0..<50 {
                harness.time.advance(by: .seconds(14 * 60))
                #expect(try await sessions.signedIn(token)?.isFreshlyProven == false)
            }
            harness.time.advance(by: .seconds(20 * 60))
            #expect(try await sessions.signedIn(token) == nil)
            let (_, idle) = try await Self.signIn(harness)
            harness.time.advance(by: .seconds(15 * 60))
            #expect(try await sessions.signedIn(idle) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `wrong and unknown are refused alike, and the eleventh try is not judged`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            _ = try await harness.account()
            await #expect(throws: Failure(.signInRefused)) {
                try await Self.signIn(harness, email: "nobody@shop.example")
            }
            await #expect(throws: Failure(.signInRefused)) { try await Self.signIn(harness, email: "no address") }
            for _ in 0..<10 {
                await #expect(throws: Failure(.signInRefused)) { try await Self.signIn(harness, Secret("wrong")) }
            }
            await #expect(throws: Failure(.tooManyAttempts)) { try await Self.signIn(harness) }
            harness.time.advance(by: .seconds(30 * 60))
            _ = try await Self.signIn(harness)
        }
    }

    @Test func `two hundred wrong passwords at once are ten judgements`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            _ = try await harness.account()
            let refused = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        do {
                            _ = try await Self.signIn(harness, Secret("wrong"))
                            return false
                        } catch {
                            return error as? Failure == Failure(.signInRefused)
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(refused == 10)
        }
    }

    @Test func `a network is one attacker, whatever address of it is used`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            for number in 0..<100 {
                await #expect(throws: Failure(.signInRefused)) {
                    try await Self.signIn(
                        harness,
                        email: "a\(number)@shop.example",
                        from: Visitor(address: "2001:db8::\(number)", userAgent: nil)
                    )
                }
            }
            await #expect(throws: Failure(.tooManyAttempts)) {
                try await Self.signIn(harness, from: Visitor(address: "2001:db8::ffff", userAgent: nil))
            }
            await #expect(throws: Failure(.signInRefused)) { try await Self.signIn(harness) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a new password ends the other sessions, and only its own link sets it`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let (accounts, sessions) = (harness.operations.accounts, harness.operations.sessions)
            let (_, token) = try await Self.signIn(harness)
            try await accounts.requestReset(try EmailAddress("nobody@shop.example"), from: Self.here)
            try await accounts.requestReset(try EmailAddress("Owner@Shop.example"), from: Self.here)
            let mails = try await harness.mails()
            #expect(mails.map(\.recipient) == [account.email])
            let code = try #require(mails.first?.linkCode)
            await #expect(throws: Failure(.linkInvalid)) { _ = try await accounts.open(code, password: Self.password) }
            await #expect(throws: Failure(.linkInvalid)) {
                try await accounts.reset(String(code.reversed()), password: Self.password)
            }
            await #expect(throws: Failure(.passwordTooShort)) {
                try await accounts.reset(code, password: Secret("short"))
            }
            let fresh = Secret("another horse battery staple")
            try await accounts.reset(code, password: fresh)
            await #expect(throws: Failure(.linkInvalid)) { try await accounts.reset(code, password: fresh) }
            #expect(try await sessions.signedIn(token) == nil)
            await #expect(throws: Failure(.signInRefused)) { try await Self.signIn(harness) }
            _ = try await Self.signIn(harness, fresh)
        }
    }

    @Test func `a link works for an hour, the last one sent alone, and three are sent in an hour`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let account = try await harness.account()
            let accounts = harness.operations.accounts
            var codes: [String] = []
            for _ in 0..<5 {
                try await accounts.requestReset(account.email, from: Self.here)
                codes += try await harness.mails().compactMap(\.linkCode)
            }
            #expect(codes.count == 3)
            await #expect(throws: Failure(.linkInvalid)) { _ = try await accounts.link(codes[1], for: .reset) }
            _ = try await accounts.link(codes[2], for: .reset)
            harness.time.advance(by: .hours(1))
            await #expect(throws: Failure(.linkInvalid)) { _ = try await accounts.link(codes[2], for: .reset) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `an account opens by a link to its address, and a second one never`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let accounts = harness.operations.accounts
            let email = try EmailAddress("new@shop.example")
            try await accounts.requestSignUp(email, in: .chile, from: Self.here)
            let code = try #require(try await harness.mails().first?.linkCode)
            let opened = await withTaskGroup(of: Account?.self) { group in
                for _ in 0..<20 { group.addTask { try? await accounts.open(code, password: Self.password) } }
                return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            #expect(opened.count == 1 && opened.first?.site == .chile)
            try await accounts.requestSignUp(email, in: .chile, from: Self.here)
            let second = try await harness.mails()
            #expect(second.count == 1 && second.first?.linkCode == nil)
            _ = try await Self.signIn(harness, email: email.text)
        }
    }

    @Test(arguments: Backend.allCases)
    func `the first owner's link opens one account of an empty server`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let accounts = harness.operations.accounts
            let earlier = try #require(try await accounts.makeFirstOwnerLink())
            let link = try #require(try await accounts.makeFirstOwnerLink()).reveal()
            let email = try EmailAddress("first@shop.example")
            for code in [earlier.reveal(), String(repeating: "A", count: 58), ""] {
                await #expect(throws: Failure(.linkInvalid)) {
                    _ = try await accounts.openFirst(code, email: email, site: .brazil, password: Self.password)
                }
            }
            _ = try await accounts.openFirst(link, email: email, site: .brazil, password: Self.password)
            #expect(try await accounts.makeFirstOwnerLink() == nil)
            await #expect(throws: Failure(.linkInvalid)) {
                _ = try await accounts.openFirst(link, email: email, site: .brazil, password: Self.password)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a second factor is asked for, and each of its codes works once`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let (sessions, factors) = (harness.operations.sessions, harness.operations.secondFactors)
            let secret = Base32.bytes(try await factors.begin(for: account).secret.reveal())
            func code() -> String { OneTimeCode.code(secret, step: OneTimeCode.step(at: harness.time.now())) }
            await #expect(throws: Failure(.codeRefused)) { _ = try await factors.confirm("000000", for: account.id) }
            let backup = try await factors.confirm(code(), for: account.id)
            await #expect(throws: Failure(.secondFactorPresent)) { _ = try await factors.begin(for: account) }

            harness.time.advance(by: .seconds(30))
            let (waiting, token) = try await Self.signIn(harness)
            #expect(waiting.awaitsCode)
            #expect(try await sessions.signedIn(token) == nil)
            let used = code()
            let signedIn = try await sessions.enterCode(used, token: token)
            #expect(try await sessions.signedIn(signedIn)?.account.id == account.id)
            #expect(try await sessions.signedIn(token) == nil)

            let (_, again) = try await Self.signIn(harness)
            await #expect(throws: Failure(.codeRefused)) { _ = try await sessions.enterCode(used, token: again) }
            _ = try await sessions.enterCode(backup[0].reveal().uppercased(), token: again)
            let (_, third) = try await Self.signIn(harness)
            await #expect(throws: Failure(.codeRefused)) {
                _ = try await sessions.enterCode(backup[0].reveal(), token: third)
            }
            for _ in 0..<9 {
                await #expect(throws: Failure(.codeRefused)) {
                    _ = try await sessions.enterCode("000000", token: third)
                }
            }
            await #expect(throws: Failure(.signInRequired)) {
                _ = try await sessions.enterCode(backup[1].reveal(), token: third)
            }
            #expect(try await factors.backupCodesLeft(of: account.id) == 9)
        }
    }

    @Test func `a proof needs the second factor where there is one, and renews the session's secret`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let account = try await harness.account()
            let (sessions, factors) = (harness.operations.sessions, harness.operations.secondFactors)
            let (_, token) = try await Self.signIn(harness)
            let secret = Base32.bytes(try await factors.begin(for: account).secret.reveal())
            func code() -> String { OneTimeCode.code(secret, step: OneTimeCode.step(at: harness.time.now())) }
            _ = try await factors.confirm(code(), for: account.id)
            harness.time.advance(by: .seconds(6 * 60))
            let signedIn = try #require(try await sessions.signedIn(token))
            #expect(!signedIn.isFreshlyProven && signedIn.hasSecondFactor)
            for wrong in [nil, "123456"] {
                await #expect(throws: Failure(.codeRefused)) {
                    _ = try await sessions.prove(signedIn, password: Self.password, code: wrong, from: Self.here)
                }
            }
            await #expect(throws: Failure(.signInRefused)) {
                _ = try await sessions.prove(signedIn, password: Secret("wrong"), code: code(), from: Self.here)
            }
            let fresh = try await sessions.prove(signedIn, password: Self.password, code: code(), from: Self.here)
            #expect(try await sessions.signedIn(fresh)?.isFreshlyProven == true)
            #expect(try await sessions.signedIn(token) == nil)
        }
    }
}

/// The codes of RFC 6238 appendix B, cut to six digits.
struct OneTimeCodeTests {
    @Test(arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func `codes are those of the standard`(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        let now = Timestamp(milliseconds: seconds * 1_000)
        #expect(OneTimeCode.code(secret, step: OneTimeCode.step(at: now)) == code)
        #expect(OneTimeCode.acceptedStep(code, secret, after: nil, at: now.adding(.seconds(30))) != nil)
        #expect(OneTimeCode.acceptedStep(code, secret, after: nil, at: now.adding(.seconds(60))) == nil)
        #expect(OneTimeCode.base32(secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    }
}
