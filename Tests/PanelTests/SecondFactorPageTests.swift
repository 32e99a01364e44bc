import Domain
import HummingbirdTesting
import Operations
import TestSupport
import Testing

/// The second factor as a browser meets it.
struct SecondFactorPageTests {
    private static let email = "owner@shop.example"

    /// Gives the password of a person with a second factor.
    private static func waiting(_ client: any TestClientProtocol, _ harness: Harness) async throws -> Browser {
        var browser = Browser(client, harness)
        let form = ["email": self.email, "password": Harness.password.reveal()]
        let answer = try await browser.post("/signin", form)
        #expect(answer.status == 303 && answer.location?.hasPrefix("/signin/code") == true)
        return browser
    }

    @Test func `F07 a second factor is added with a code of its own and of nobody else`() async throws {
        try await Browser.run { client, harness in
            let owner = try await harness.account()
            let other = try await harness.addSecondFactor(to: try await harness.account(email: "other@shop.example"))
            var browser = try await Browser(client, harness, as: Self.email)
            let begun = try await browser.post("/settings/account/second-factor")
            let match = try #require(begun.body.firstMatch(of: /<code class="wrap">([A-Z2-7]{32})<\/code>/))
            let own = SecondFactor(secret: Base32.bytes(String(match.1)), backupCodes: [], time: harness.time)
            for code in [other.code, "", "000000"] where code != own.code {
                let refused = try await browser.post("/settings/account/second-factor/confirm", ["code": code])
                #expect(refused.status == 401 && refused.body.contains("code_refused"))
                #expect(try await harness.operations.secondFactors.backupCodesLeft(of: owner.id) == nil)
            }
            let added = try await browser.post("/settings/account/second-factor/confirm", ["code": own.code])
            #expect(added.status == 200)
            #expect(try await harness.operations.secondFactors.backupCodesLeft(of: owner.id) == 10)
        }
    }

    @Test func `F07 a sign-in takes each code of its own account once, and none of another`() async throws {
        try await Browser.run { client, harness in
            let factor = try await harness.addSecondFactor(to: try await harness.account())
            let other = try await harness.addSecondFactor(to: try await harness.account(email: "other@shop.example"))
            func enter(_ code: String) async throws -> Browser.Answered {
                var browser = try await Self.waiting(client, harness)
                return try await browser.post("/signin/code", ["code": code])
            }
            let stale = factor.code
            harness.time.advance(by: .seconds(60))
            for code in [other.code, other.backupCodes[0].reveal(), stale, "", "000000"] {
                let refused = try await enter(code)
                #expect(refused.status == 401 && refused.body.contains("code_refused"), "\(code)")
            }
            let used = factor.code
            #expect(try await enter(used).status == 303)
            #expect(try await enter(used).status == 401)
            let backup = factor.backupCodes[0].reveal()
            #expect(try await enter(backup).status == 303)
            #expect(try await enter(backup).status == 401)
            #expect(try await enter(factor.backupCodes[1].reveal()).status == 303)
        }
    }

    @Test func `F07 a sign-in without its code reaches no page`() async throws {
        try await Browser.run { client, harness in
            let factor = try await harness.addSecondFactor(to: try await harness.account())
            var browser = try await Self.waiting(client, harness)
            for path in ["/developers/panel/app", "/settings/account", "/developers/panel/activity"] {
                #expect(try await browser.get(path).location?.hasPrefix("/signin?") == true)
            }
            #expect(try await browser.post("/settings/account/second-factor/remove").status == 401)
            #expect(try await browser.post("/signin/code", ["code": factor.code]).status == 303)
            #expect(try await browser.get("/settings/account").status == 200)
        }
    }

    @Test func `new backup codes void the ones before and need a proof`() async throws {
        try await Browser.run { client, harness in
            let owner = try await harness.account()
            let factor = try await harness.addSecondFactor(to: owner)
            var browser = try await Self.waiting(client, harness)
            #expect(try await browser.post("/signin/code", ["code": factor.code]).status == 303)
            try await browser.takeSession()
            let path = "/settings/account/second-factor/codes"
            harness.time.advance(by: .seconds(5 * 60))
            #expect(try await browser.post(path, [:]).status == 403)
            let proof = ["proof_password": Harness.password.reveal(), "proof_code": factor.code]
            let answer = try await browser.post(path, proof)
            #expect(answer.status == 200)
            let codes = answer.body.matches(of: /<li><code>([^<]+)<\/code>/).map { String($0.output.1) }
            #expect(Set(codes).count == 10 && Set(codes).isDisjoint(with: factor.backupCodes.map { $0.reveal() }))
            for (code, status) in [(factor.backupCodes[0].reveal(), 401), (codes[0], 303)] {
                var next = try await Self.waiting(client, harness)
                #expect(try await next.post("/signin/code", ["code": code]).status == status)
            }
        }
    }

    @Test func `F07 removing the second factor needs a proof with a code of it`() async throws {
        try await Browser.run { client, harness in
            let owner = try await harness.account()
            let factor = try await harness.addSecondFactor(to: owner)
            let other = try await harness.addSecondFactor(to: try await harness.account(email: "other@shop.example"))
            var browser = try await Self.waiting(client, harness)
            let used = factor.code
            #expect(try await browser.post("/signin/code", ["code": used]).status == 303)
            try await browser.takeSession()
            let left = { @Sendable () async throws in
                try await harness.operations.secondFactors.backupCodesLeft(of: owner.id)
            }
            harness.time.advance(by: .seconds(5 * 60))
            let path = "/settings/account/second-factor/remove"
            let password = Harness.password.reveal()
            let refused: [([String: String], Int)] = [
                ([:], 403), (["proof_password": password], 401), (["proof_code": factor.code], 403),
                (["proof_password": "wrong", "proof_code": factor.code], 401),
                (["proof_password": password, "proof_code": other.code], 401),
                (["proof_password": password, "proof_code": used], 401),
            ]
            for (form, status) in refused {
                #expect(try await browser.post(path, form).status == status, "\(form.keys)")
                #expect(try await left() == 10)
            }
            let form = ["proof_password": password, "proof_code": factor.code]
            #expect(try await browser.post(path, form).status == 303)
            #expect(try await left() == nil)
            #expect(try await harness.mails().contains { $0.recipient == owner.email })
        }
    }
}
