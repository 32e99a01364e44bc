import Domain
import HummingbirdTesting
import Operations
import TestSupport
import Testing

/// Fields that a form does not have, and who owns an account.
struct FormFieldTests {
    /// What an attacker adds to every form.
    private static func extras(_ victim: Account) -> [String: String] {
        [
            "role": "owner", "owner": victim.id.description, "owner_id": victim.id.description,
            "account": victim.id.description, "account_id": victim.id.description, "id": "1", "tenant": "1",
            "verified": "true", "activated_at": "1", "blocked_at": "", "permissions": "admin", "is_admin": "1",
        ]
    }

    @Test func `F05 an invitation is accepted in the role it was made in`() async throws {
        try await Browser.run { client, harness in
            let owner = try await harness.account()
            let person = try await harness.account(email: "dev@shop.example")
            let members = harness.operations.members
            let invited = try await members.invite(person.email, as: .viewer, to: owner.id, by: .owner(owner.id))
            var browser = try await Browser(client, harness, as: "dev@shop.example")
            let path = "/settings/account/invitations/\(invited.id)/accept"
            #expect(try await browser.post(path, Self.extras(owner)).status == 303)
            #expect(try await harness.signedIn("dev@shop.example").actor.role(in: owner.id) == .viewer)
            // Nor can the member give it to themselves afterwards.
            let raised = try await browser.post("/settings/account/members/\(invited.id)/role", ["role": "owner"])
            #expect(raised.status == 403)
            #expect(try await harness.signedIn("dev@shop.example").actor.role(in: owner.id) == .viewer)
        }
    }

    @Test func `F05 an application stays whose it is, and inactive, whatever its form says`() async throws {
        try await Browser.run { client, harness in
            let victim = try await harness.account()
            let attacker = try await harness.account(email: "attacker@shop.example")
            let issued = try await harness.application(of: attacker, isActivated: false)
            let id = issued.application.id
            var browser = try await Browser(client, harness, as: "attacker@shop.example")
            let form = Self.extras(victim)
                .merging([
                    "name": "Renamed", "product": issued.application.profile.product.rawValue, "permission": "read",
                ]) { $1 }
            #expect(try await browser.post("/developers/panel/app/\(id)/edit", form).status == 303)
            let edited = try await harness.operations.applications.application(id)
            #expect(edited.profile.name == "Renamed" && edited.accountID == attacker.id)
            #expect(edited.activatedAt == nil && edited.settings.permissions == [.read])
            #expect(try await harness.operations.applications.applications(of: victim.id, as: .operator).isEmpty)
        }
    }

    @Test func `F05 who is invited, and whose password changes, is decided by the session alone`() async throws {
        try await Browser.run { client, harness in
            let victim = try await harness.account()
            let attacker = try await harness.account(email: "attacker@shop.example")
            var browser = try await Browser(client, harness, as: "attacker@shop.example")
            let invite = Self.extras(victim).merging(["email": "friend@shop.example", "role": "developer"]) { $1 }
            #expect(try await browser.post("/settings/account/members", invite).status == 303)
            let members = harness.operations.members
            #expect(try await members.members(of: victim.id, as: .operator).memberships.isEmpty)
            #expect(try await members.members(of: attacker.id, as: .operator).memberships.map(\.role) == [.developer])
            let fresh = "another horse battery staple"
            let change = Self.extras(victim)
                .merging(["password": fresh, "again": fresh, "email": victim.email.text]) { $1 }
            #expect(try await browser.post("/settings/account/password", change).status == 303)
            _ = try await harness.signIn(victim.email.text)
            _ = try await harness.signIn(attacker.email.text, Secret(fresh))
        }
    }

    @Test func `F05 a sign-up opens the account of the address the link was sent to`() async throws {
        try await Browser.run { client, harness in
            let victim = try await harness.account()
            let email = try EmailAddress("new@shop.example")
            try await harness.operations.accounts.requestSignUp(email, in: .chile, from: Harness.visitor)
            let code = try #require(try await harness.mails().first?.linkCode)
            var browser = Browser(client, harness)
            let password = Harness.password.reveal()
            let form = Self.extras(victim)
                .merging(["password": password, "again": password, "email": "ceo@shop.example", "site": "MLB"]) { $1 }
            #expect(try await browser.post("/signup/\(code)", form).status == 303)
            let opened = try await harness.signedIn(email.text)
            #expect(opened.account.site == .chile && opened.account.id != victim.id)
            #expect(opened.actor == .owner(opened.account.id))
            await #expect(throws: Failure(.signInRefused)) { _ = try await harness.signIn("ceo@shop.example") }
        }
    }

    @Test func `F08 nobody can make the last owner a member, demote, remove or leave them`() async throws {
        try await Browser.run { client, harness in
            let owner = try await harness.account()
            let second = try await harness.account(email: "second@shop.example")
            let members = harness.operations.members
            let place = try await members.invite(second.email, as: .owner, to: owner.id, by: .owner(owner.id))
            try await members.accept(place.id, by: second)
            var browser = try await Browser(client, harness, as: owner.email.text)
            let invited = try await browser.post(
                "/settings/account/members",
                ["email": "OWNER@shop.example", "role": "viewer"]
            )
            #expect(invited.status == 409 && invited.body.contains("last_owner"))
            for id in [owner.id.description, place.id.text] {
                #expect(try await browser.post("/settings/account/invitations/\(id)/leave").status == 404)
            }
            var other = try await Browser(client, harness, as: second.email.text)
            for deed in ["role", "remove"] {
                let path = "/settings/account/members/\(owner.id)/\(deed)"
                #expect(try await browser.post(path, ["role": "viewer"]).status == 404)
                #expect(try await other.post(path, ["role": "viewer"]).status == 404)
            }
            #expect(try await browser.post("/settings/account/members/\(place.id)/remove").status == 303)
            #expect(try await members.members(of: owner.id, as: .owner(owner.id)).memberships.isEmpty)
            #expect(try await browser.get("/settings/account").status == 200)
        }
    }

    @Test func `F02 a form with a password of 1 MiB is refused unread`() async throws {
        try await Browser.run { client, harness in
            _ = try await harness.account()
            let huge = String(repeating: "a", count: 1_048_576)
            var visitor = Browser(client, harness)
            let form = ["email": "owner@shop.example", "password": huge]
            #expect(try await visitor.post("/signin", form).status == 413)
            var browser = try await Browser(client, harness, as: "owner@shop.example")
            #expect(
                try await browser.post("/settings/account/password", ["password": huge, "again": huge]).status == 413
            )
            let long = String(repeating: "abcdefgh ", count: 200)
            let refused = try await browser.post("/settings/account/password", ["password": long, "again": long])
            #expect(refused.status == 400 && refused.body.contains("password_too_long"))
            _ = try await harness.signIn()
        }
    }
}
