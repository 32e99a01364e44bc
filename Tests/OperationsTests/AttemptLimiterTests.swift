import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Operations

struct AttemptLimiterTests {
    private static func outcomes(
        _ count: Int,
        _ body: @escaping @Sendable () async throws -> Void
    ) async -> [Failure.Code?: Int] {
        await withTaskGroup(of: Failure.Code?.self) { group in
            for _ in 0..<count {
                group.addTask {
                    do {
                        try await body()
                        return nil
                    } catch {
                        return (error as? Failure)?.code ?? .internalError
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }

    @Test(arguments: Backend.allCases)
    func `B02 of two hundred wrong proofs at once ten are judged, then the right one is refused too`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            _ = try await harness.account()
            let sessions = harness.operations.sessions
            let signedIn = try await harness.signedIn()
            let prove = { @Sendable (password: Secret) async throws in
                _ = try await sessions.prove(signedIn, password: password, code: nil, from: Harness.visitor)
            }
            let outcomes = await Self.outcomes(200) { try await prove(Secret("wrong")) }
            #expect(outcomes == [.signInRefused: 10, .tooManyAttempts: 190])
            await #expect(throws: Failure(.tooManyAttempts)) { try await prove(Harness.password) }
        }
    }

    @Test(arguments: Backend.allCases)
    func `B02 of two hundred wrong codes at once ten are judged, then the sign-in is over`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let factor = try await harness.addSecondFactor(to: try await harness.account())
            let sessions = harness.operations.sessions
            let (_, token) = try await harness.signIn()
            let outcomes = await Self.outcomes(200) { _ = try await sessions.enterCode("000000", token: token) }
            #expect(outcomes == [.codeRefused: 10, .signInRequired: 190])
            await #expect(throws: Failure(.signInRequired)) {
                _ = try await sessions.enterCode(factor.code, token: token)
            }
        }
    }

    @Test func `B06 a million networks are counted in a hundred thousand places, and the newest are still counted`()
        throws
    {
        let limiter = AttemptLimiter()
        let time = ManualTime()
        let rule = AttemptLimiter.Rule.ofAccount
        let padding = String(repeating: "x", count: Limits.emailCharactersMax - 10)
        for number in 0..<1_000_000 {
            if number.isMultiple(of: 1_000) { time.advance(by: .milliseconds(1)) }
            try limiter.take("\(number)\(padding)", rule, at: time.now())
        }
        #expect(limiter.keysCounted <= 100_000)
        for _ in 1..<10 { try limiter.take("999999\(padding)", rule, at: time.now()) }
        #expect(throws: Failure(.tooManyAttempts)) { try limiter.take("999999\(padding)", rule, at: time.now()) }
    }

    @Test func `B07 a clock that was ahead locks nobody for longer than half an hour of the right one`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            _ = try await harness.account()
            let right = harness.time.now()
            harness.time.advance(by: .days(3_650))
            for _ in 0..<10 {
                await #expect(throws: Failure(.signInRefused)) {
                    _ = try await harness.signIn("owner@shop.example", Secret("wrong"))
                }
            }
            await #expect(throws: Failure(.tooManyAttempts)) { _ = try await harness.signIn() }
            harness.time.set(to: right.adding(.seconds(30 * 60)))
            _ = try await harness.signIn()
        }
    }

    @Test func `B07 a clock that was behind locks nobody once it is right`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            _ = try await harness.account()
            let right = harness.time.now()
            harness.time.set(to: right.subtracting(.days(3_650)))
            for _ in 0..<10 {
                await #expect(throws: Failure(.signInRefused)) {
                    _ = try await harness.signIn("owner@shop.example", Secret("wrong"))
                }
            }
            await #expect(throws: Failure(.tooManyAttempts)) { _ = try await harness.signIn() }
            harness.time.set(to: right)
            _ = try await harness.signIn()
        }
    }
}
