import Domain
import Operations
import Storage
import TestSupport
import Testing

struct SessionEndTests {
    @Test(arguments: Backend.allCases)
    func `P19 a session that nobody uses lives for 14 minutes 59 seconds and ends at 15 minutes`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            _ = try await harness.account()
            let sessions = harness.operations.sessions
            let (_, token) = try await harness.signIn()
            for _ in 0..<2 {
                harness.time.advance(by: .seconds(14 * 60 + 59))
                #expect(try await sessions.signedIn(token) != nil)
            }
            harness.time.advance(by: .seconds(15 * 60))
            #expect(try await sessions.signedIn(token) == nil)
            #expect(try await sessions.sessions(of: try await harness.signedIn().account.id).count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `P19 a session ends after twelve hours however much it is used and proven`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let sessions = harness.operations.sessions
            var (_, token) = try await harness.signIn()
            let start = harness.time.now()
            for _ in 0..<51 {
                harness.time.advance(by: .seconds(14 * 60))
                let signedIn = try #require(try await sessions.signedIn(token))
                token = try await sessions.prove(signedIn, password: Harness.password, code: nil, from: Harness.visitor)
            }
            harness.time.set(to: start.adding(.seconds(12 * 3_600 - 1)))
            #expect(try await sessions.signedIn(token)?.account.id == account.id)
            harness.time.advance(by: .seconds(1))
            #expect(try await sessions.signedIn(token) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `P19 a proof counts for 4 minutes 59 seconds and no more at 5 minutes`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let (sessions, reveals) = (harness.operations.sessions, harness.operations.reveals)
            let id = issued.application.id
            let live = try #require(
                try await harness.operations.credentials.credentials(of: id, as: .operator)
                    .first { $0.mode == .live && $0.kind == .accessToken }
            )
            let (_, token) = try await harness.signIn()
            harness.time.advance(by: .seconds(4 * 60 + 59))
            let before = try #require(try await sessions.signedIn(token))
            #expect(before.isFreshlyProven)
            _ = try await reveals.reveal(live.id, of: id, by: before)
            harness.time.advance(by: .seconds(1))
            #expect(try await sessions.signedIn(token)?.isFreshlyProven == false)
            // Also when the page was asked for a second earlier.
            await #expect(throws: Failure(.reauthRequired)) {
                _ = try await reveals.reveal(live.id, of: id, by: before)
            }
            await #expect(throws: Failure(.reauthRequired)) { try await reveals.seal(id, by: before) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `P19 a sign-in waits five minutes for its second factor`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let factor = try await harness.addSecondFactor(to: try await harness.account())
            let sessions = harness.operations.sessions
            let (_, token) = try await harness.signIn()
            harness.time.advance(by: .seconds(4 * 60 + 59))
            #expect(try await sessions.awaitsCode(token))
            harness.time.advance(by: .seconds(1))
            #expect(try await !sessions.awaitsCode(token))
            await #expect(throws: Failure(.signInRequired)) {
                _ = try await sessions.enterCode(factor.code, token: token)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `P19 a new password ends every other session, and the account's block all of them`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let sessions = harness.operations.sessions
            let (_, other) = try await harness.signIn()
            let (_, token) = try await harness.signIn()
            #expect(other.reveal() != token.reveal() && token.reveal().utf8.count == 64)
            let signedIn = try #require(try await sessions.signedIn(token))
            let fresh = Secret("another horse battery staple")
            try await harness.operations.accounts.changePassword(of: signedIn, to: fresh)
            #expect(try await sessions.signedIn(other) == nil)
            #expect(try await sessions.signedIn(token) != nil)
            try await harness.store.write { (transaction: any Transaction) throws in
                _ = try transaction.execute("UPDATE account SET blocked_at = 1 WHERE id = \(account.id)")
            }
            #expect(try await sessions.signedIn(token) == nil)
            await #expect(throws: Failure(.accountBlocked)) { _ = try await harness.signIn(account.email.text, fresh) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `P19 a session that was ended is of no use, whichever way it ended`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let account = try await harness.account()
            let sessions = harness.operations.sessions
            let (_, out) = try await harness.signIn()
            let (ended, one) = try await harness.signIn()
            let (_, other) = try await harness.signIn()
            let (kept, last) = try await harness.signIn()
            try await sessions.signOut(out)
            try await sessions.end(ended.id, of: account.id)
            #expect(try await sessions.signedIn(other) != nil)
            try await sessions.endOthers(than: kept.id, of: account.id)
            for token in [out, one, other] {
                #expect(try await sessions.signedIn(token) == nil)
                #expect(try await !sessions.awaitsCode(token))
            }
            #expect(try await sessions.signedIn(last)?.session.id == kept.id)
        }
    }
}
