import Domain
import Operations
import Storage
import TestSupport
import Testing

struct MemberTests {
    /// An owner with an application, and a person who belongs to the account in a role.
    private struct World {
        let harness: Harness
        let owner: Account
        let person: Account
        let issued: IssuedApplication
        let membership: Membership

        init(_ harness: Harness, role: Role) async throws {
            self.harness = harness
            self.owner = try await harness.account()
            self.person = try await harness.account(email: "dev@shop.example")
            self.issued = try await harness.application(of: self.owner)
            self.membership = try await harness.operations.members
                .invite(self.person.email, as: role, to: self.owner.id, by: .owner(self.owner.id))
            try await harness.operations.members.accept(self.membership.id, by: self.person)
        }

        func signIn(_ email: String) async throws -> SignedIn {
            let sessions = self.harness.operations.sessions
            let (_, token) = try await sessions.signIn(
                email: email,
                password: Secret("correct horse battery staple"),
                from: Visitor(address: "192.0.2.1", userAgent: nil)
            )
            return try #require(try await sessions.signedIn(token))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a viewer sees and does nothing else`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness, role: .viewer)
            let (id, actor) = (world.issued.application.id, try await world.signIn("dev@shop.example").actor)
            let operations = harness.operations
            #expect(try await operations.applications.application(id, as: actor).id == id)
            #expect(try await operations.credentials.credentials(of: id, as: actor).count == 5)
            #expect(try await operations.reveals.testKeys(of: id, as: actor) == nil)
            let refusals: [() async throws -> Void] = [
                { _ = try await operations.renewals.renew(PairReference(id, .test, .keys), overlap: .none, as: actor) },
                { _ = try await operations.renewals.renew(PairReference(id, .live, .keys), overlap: .none, as: actor) },
                { _ = try await operations.applications.delete(id, as: actor) },
                { _ = try await operations.applications.edit(id, as: actor) { ($0.profile, $0.settings) } },
                {
                    let terms = ShareTerms(applicationID: id, mode: .test)
                    _ = try await operations.shares.offer(terms, to: try EmailAddress("x@y.example"), as: actor)
                },
                {
                    let email = try EmailAddress("x@y.example")
                    _ = try await operations.members.invite(email, as: .owner, to: world.owner.id, by: actor)
                },
            ]
            for refusal in refusals { await #expect(throws: Failure(.roleInsufficient)) { try await refusal() } }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a developer renews what is for tests, and nothing that moves money`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness, role: .developer)
            let id = world.issued.application.id
            let signedIn = try await world.signIn("dev@shop.example")
            let operations = harness.operations
            #expect(try await operations.reveals.testKeys(of: id, as: signedIn.actor) != nil)
            _ = try await operations.renewals.renew(PairReference(id, .test, .keys), overlap: .none, as: signedIn.actor)
            await #expect(throws: Failure(.roleInsufficient)) {
                _ = try await operations.renewals.replaceLeaked(PairReference(id, .live, .keys), as: signedIn.actor)
            }
            let live = try #require(
                try await operations.credentials.credentials(of: id, as: signedIn.actor).first { $0.mode == .live }
            )
            await #expect(throws: Failure(.roleInsufficient)) {
                _ = try await operations.reveals.reveal(live.id, of: id, by: signedIn)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a role changes and ends at once, and a stranger never has one`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let world = try await World(harness, role: .viewer)
            let (members, id) = (harness.operations.members, world.issued.application.id)
            try await members.change(world.membership.id, to: .owner, by: .owner(world.owner.id))
            _ = try await harness.operations.applications.delete(
                id,
                as: try await world.signIn("dev@shop.example").actor
            )
            try await members.remove(world.membership.id, by: .owner(world.owner.id))
            let stranger = try await world.signIn("dev@shop.example").actor
            await #expect(throws: Failure(.applicationNotFound)) {
                _ = try await harness.operations.applications.restore(id, as: stranger)
            }
            await #expect(throws: Failure(.membershipOver)) {
                try await members.change(world.membership.id, to: .owner, by: .owner(world.owner.id))
            }
            await #expect(throws: Failure(.membershipNotFound)) {
                try await members.change(world.membership.id, to: .owner, by: stranger)
            }
            await #expect(throws: Failure(.accountNotFound)) {
                _ = try await members.members(of: world.owner.id, as: stranger)
            }
        }
    }

    @Test func `an invitation is for its address, once, in time, and never for the owner`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let world = try await World(harness, role: .developer)
            let (members, owner) = (harness.operations.members, Actor.owner(world.owner.id))
            await #expect(throws: Failure(.lastOwner)) {
                _ = try await members.invite(world.owner.email, as: .viewer, to: world.owner.id, by: owner)
            }
            await #expect(throws: Failure(.membershipDuplicate)) {
                _ = try await members.invite(world.person.email, as: .owner, to: world.owner.id, by: owner)
            }
            let third = try await harness.account(email: "third@shop.example")
            let late = try await members.invite(third.email, as: .viewer, to: world.owner.id, by: owner)
            await #expect(throws: Failure(.membershipNotFound)) { try await members.accept(late.id, by: world.person) }
            harness.time.advance(by: .days(7))
            await #expect(throws: Failure(.membershipOver)) { try await members.accept(late.id, by: third) }
            _ = try await members.invite(third.email, as: .viewer, to: world.owner.id, by: owner)
            #expect(try await members.places(of: third).map(\.account.id) == [world.owner.id])
        }
    }
}

struct RevealTests {
    @Test(arguments: Backend.allCases)
    func `a live secret is shown after a fresh proof, five times in an hour, and on the audit`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let (operations, id) = (harness.operations, issued.application.id)
            let secret = Secret("correct horse battery staple")
            let visitor = Visitor(address: "192.0.2.1", userAgent: nil)
            let (_, token) = try await operations.sessions.signIn(
                email: owner.email.text,
                password: secret,
                from: visitor
            )
            var signedIn = try #require(try await operations.sessions.signedIn(token))
            let live = try #require(
                try await operations.credentials.credentials(of: id, as: signedIn.actor)
                    .first { $0.mode == .live && $0.kind == .accessToken }
            )
            for _ in 0..<5 {
                let (_, shown) = try await operations.reveals.reveal(live.id, of: id, by: signedIn)
                #expect(shown.reveal() == issued.credentials.main.accessToken.reveal())
            }
            await #expect(throws: Failure(.revealLimit)) {
                _ = try await operations.reveals.reveal(live.id, of: id, by: signedIn)
            }
            let records = try await operations.audit.records(of: owner.id, as: signedIn.actor)
            #expect(records.filter { $0.action == .credentialRevealed }.count == 5)
            #expect(try await harness.mails().filter { $0.subject.contains("credencial") }.count == 5)

            harness.time.advance(by: .seconds(5 * 60))
            signedIn = try #require(try await operations.sessions.signedIn(token))
            await #expect(throws: Failure(.reauthRequired)) {
                _ = try await operations.reveals.reveal(live.id, of: id, by: signedIn)
            }
            await #expect(throws: Failure(.credentialNotFound)) {
                _ = try await operations.reveals.reveal(Credential.ID("cred_none"), of: id, by: signedIn)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is sealed is never shown again, and new live secrets are kept no more`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let (operations, id) = (harness.operations, issued.application.id)
            let (_, session) = try await operations.sessions.signIn(
                email: owner.email.text,
                password: Secret("correct horse battery staple"),
                from: Visitor(address: "192.0.2.1", userAgent: nil)
            )
            let signedIn = try #require(try await operations.sessions.signedIn(session))
            try await operations.reveals.seal(id, by: signedIn)
            let reference = PairReference(id, .live, .keys)
            let (_, renewed) = try await operations.renewals.renew(reference, overlap: .oneHour, as: signedIn.actor)
            let token = try renewed.keys().accessToken.reveal()
            _ = try await operations.credentials.verify(accessToken: token, from: .unknown).require()
            for credential in try await operations.credentials.credentials(of: id, as: signedIn.actor)
            where credential.mode == .live && credential.kind != .publicKey {
                await #expect(throws: Failure(.credentialSealed)) {
                    _ = try await operations.reveals.reveal(credential.id, of: id, by: signedIn)
                }
            }
            #expect(try await operations.reveals.testKeys(of: id, as: signedIn.actor) != nil)
        }
    }

    @Test func `the copy of an ended secret is gone`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let id = try await harness.application(of: owner).application.id
            let actor = Actor.owner(owner.id)
            let reference = PairReference(id, .live, .client)
            _ = try await harness.operations.renewals.renew(reference, overlap: .oneHour, as: actor)
            let old = try #require(
                try await harness.operations.credentials.credentials(of: id, as: actor)
                    .first { $0.kind == .clientSecret && $0.generation == 1 }
            )
            #expect(try await harness.store.read { try $0.secrets(of: old.id)?.sealed } != nil)
            harness.time.advance(by: .hours(1))
            try await Upkeep(harness.context).runOnce()
            #expect(try await harness.store.read { try $0.secrets(of: old.id)?.sealed } == nil)
        }
    }
}
