import Domain
import HummingbirdTesting
import Operations
import TestSupport
import Testing

/// Who is shown a secret by the panel.
struct RevealPageTests {
    private struct World {
        let issued: IssuedApplication
        let owner: Account
        let credentials: [Credential]

        init(_ harness: Harness) async throws {
            self.owner = try await harness.account()
            self.issued = try await harness.application(of: self.owner)
            self.credentials = try await harness.operations.credentials
                .credentials(of: self.issued.application.id, as: .operator)
        }

        var secrets: [String] {
            let strings = self.issued.credentials
            return [strings.main.accessToken.reveal(), strings.clientSecret.reveal()]
        }

        /// The page that shows a credential.
        func page(_ kind: Credential.Kind, _ mode: Mode) throws -> String {
            let credential = try #require(self.credentials.first { $0.kind == kind && $0.mode == mode })
            return "/developers/panel/app/\(self.issued.application.id)/credentials/\(credential.id)/reveal"
        }

        func add(_ email: String, as role: Role, _ harness: Harness) async throws {
            let person = try await harness.account(email: email)
            let members = harness.operations.members
            let actor = Actor.owner(self.owner.id)
            let membership = try await members.invite(person.email, as: role, to: self.owner.id, by: actor)
            try await members.accept(membership.id, by: person)
        }
    }

    @Test func `F12 a viewer and a developer are shown no live secret, and the owner is told who tried`() async throws {
        try await Browser.run { client, harness in
            let world = try await World(harness)
            for role in [Role.viewer, .developer] {
                let email = "\(role.rawValue)@shop.example"
                try await world.add(email, as: role, harness)
                var browser = try await Browser(client, harness, as: email)
                for kind in [Credential.Kind.accessToken, .clientSecret] {
                    let answer = try await browser.post(try world.page(kind, .live))
                    #expect(answer.status == 403 && answer.body.contains("role_insufficient"))
                    #expect(!world.secrets.contains { answer.body.contains($0) })
                }
                let test = try await browser.post(try world.page(.accessToken, .test))
                let token = try #require(world.issued.credentials.test).accessToken.reveal()
                #expect(test.status == (role == .developer ? 200 : 403))
                #expect(test.body.contains(token) == (role == .developer))
                let seal = try await browser.post("/developers/panel/app/\(world.issued.application.id)/seal")
                #expect(seal.status == 403)
                let person = try await harness.signedIn(email)
                let records = try await harness.operations.audit.records(of: person.account.id, as: person.actor)
                #expect(records.count { $0.action == .deedRefused } == (role == .developer ? 3 : 4))
            }
        }
    }

    @Test func `F12 a live secret is shown to a POST with a fresh proof and to nothing less`() async throws {
        try await Browser.run { client, harness in
            let world = try await World(harness)
            let page = try world.page(.accessToken, .live)
            var browser = try await Browser(client, harness, as: "owner@shop.example")
            #expect(try await browser.get(page).status == 405)
            harness.time.advance(by: .seconds(5 * 60))
            let asked = try await browser.post(page)
            #expect(asked.status == 403 && asked.body.contains("proof_password"))
            let wrong = try await browser.post(page, ["proof_password": "wrong"])
            #expect(wrong.status == 401)
            for answer in [asked, wrong] { #expect(!world.secrets.contains { answer.body.contains($0) }) }
            let shown = try await browser.post(page, ["proof_password": Harness.password.reveal()])
            #expect(shown.status == 200 && shown.body.contains(world.secrets[0]))
            // The proof gave the session a new secret, which alone counts now.
            #expect(try await browser.post(page).body.contains(world.secrets[0]))
        }
    }

    @Test func `F12 the sixth live secret in an hour is refused, whatever its kind, until the hour is over`()
        async throws
    {
        try await Browser.run { client, harness in
            let world = try await World(harness)
            var browser = try await Browser(client, harness, as: "owner@shop.example")
            for number in 0..<5 {
                let kind: Credential.Kind = number.isMultiple(of: 2) ? .accessToken : .clientSecret
                #expect(try await browser.post(try world.page(kind, .live)).status == 200)
            }
            for kind in [Credential.Kind.accessToken, .clientSecret] {
                let answer = try await browser.post(try world.page(kind, .live))
                #expect(answer.status == 429 && answer.body.contains("reveal_limit"))
                #expect(!world.secrets.contains { answer.body.contains($0) })
            }
            #expect(try await browser.post(try world.page(.accessToken, .test)).status == 200)
            harness.time.advance(by: .hours(1))
            var later = try await Browser(client, harness, as: "owner@shop.example")
            #expect(try await later.post(try world.page(.accessToken, .live)).status == 200)
        }
    }

    @Test func `a share's environment file holds its own test token, a place for a live one, and is nobody else's`()
        async throws
    {
        try await Browser.run { client, harness in
            let world = try await World(harness)
            let shares = harness.operations.shares
            let agency = try await harness.account(email: "agency@shop.example")
            _ = try await harness.account(email: "other@shop.example")
            for mode in [Mode.test, .live] {
                let share = try await shares.offer(
                    ShareTerms(applicationID: world.issued.application.id, mode: mode),
                    to: agency.email,
                    as: .owner(world.owner.id)
                )
                let path = "/developers/panel/shared/\(share.id.text)/env"
                var browser = try await Browser(client, harness, as: "agency@shop.example")
                #expect(try await browser.get(path).status == 404)
                let (_, keys) = try await shares.accept(share.id, by: agency.id)
                let file = try await browser.get(path).body
                #expect(file.contains(keys.publicKey))
                #expect(file.contains(keys.accessToken.reveal()) == (mode == .test))
                #expect(file.contains("ACCESS_TOKEN=paste-it-here") == (mode == .live))
                var stranger = try await Browser(client, harness, as: "other@shop.example")
                #expect(try await stranger.get(path).status == 404)
            }
        }
    }

    @Test func `F12 what is sealed is shown to nobody`() async throws {
        try await Browser.run { client, harness in
            let world = try await World(harness)
            var browser = try await Browser(client, harness, as: "owner@shop.example")
            #expect(try await browser.post("/developers/panel/app/\(world.issued.application.id)/seal").status == 303)
            for kind in [Credential.Kind.accessToken, .clientSecret] {
                let answer = try await browser.post(try world.page(kind, .live))
                #expect(answer.status == 409 && answer.body.contains("credential_sealed"))
            }
            let page = try await browser.get("/developers/panel/app/\(world.issued.application.id)/production?lang=en")
            #expect(page.body.contains("Sealed") && !page.body.contains("/reveal"))
            #expect(try await browser.post(try world.page(.accessToken, .test)).status == 200)
        }
    }
}
