import Domain
import Operations
import Storage
import TestSupport
import Testing

struct ApplicationTests {
    @Test(arguments: Backend.allCases)
    func `a deleted application is off at once, and restored as it was`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner)
            let token = issued.credentials.main.accessToken.reveal()
            let applications = harness.operations.applications
            let actor = Actor.owner(owner.id)
            let verify = { @Sendable () async throws in
                try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
            }
            _ = try await applications.delete(issued.application.id, as: actor)
            #expect(try await verify() == .denied(.applicationBlocked))
            let reference = PairReference(issued.application.id, .live, .keys)
            await #expect(throws: Failure(.applicationDeleted)) {
                try await harness.operations.renewals.renew(reference, overlap: .standard, as: actor)
            }
            await #expect(throws: Failure(.applicationDeleted)) {
                try await applications.delete(issued.application.id, as: actor)
            }
            harness.time.advance(by: .days(29))
            try await Upkeep(harness.context).runOnce()
            let restored = try await applications.restore(issued.application.id, as: actor)
            #expect(restored == issued.application)
            _ = try await verify().require()
            await #expect(throws: Failure(.applicationNotDeleted)) {
                try await applications.restore(issued.application.id, as: actor)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `after thirty days in the bin an application is gone, with the copies of its secrets`(
        backend: Backend
    ) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let kept = try await harness.application(of: try await harness.account(email: "other@shop.example"))
            _ = try await harness.operations.applications.delete(issued.application.id, as: .operator)
            harness.time.advance(by: .days(30))
            await #expect(throws: Failure(.applicationGone)) {
                try await harness.operations.applications.restore(issued.application.id, as: .operator)
            }
            try await Upkeep(harness.context).runOnce()
            let sealed = { @Sendable (id: Application.ID) async throws in
                let credentials = try await harness.operations.credentials.credentials(of: id, as: .operator)
                return try await harness.store.read { transaction in
                    try credentials.compactMap { try transaction.secrets(of: $0.id)?.sealed }.count
                }
            }
            #expect(try await sealed(issued.application.id) == 0)
            #expect(try await sealed(kept.application.id) == 3)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an edit changes what it names, is on the audit, and is refused to strangers`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let stranger = try await harness.account(email: "stranger@shop.example")
            let issued = try await harness.application(of: owner)
            let applications = harness.operations.applications
            let edit = { @Sendable (before: Application) throws(Failure) in
                let profile = try ApplicationProfile(
                    name: "New name",
                    description: "Sells shoes",
                    industry: before.profile.industry,
                    website: before.profile.website,
                    product: before.profile.product
                )
                let settings = try ApplicationSettings(
                    redirectURLs: [try RedirectURL("https://shop.example/back")],
                    requiresPKCE: false,
                    permissions: [.read]
                )
                return (profile, settings)
            }
            let edited = try await applications.edit(issued.application.id, as: .owner(owner.id), edit)
            #expect(try await applications.application(issued.application.id) == edited)
            #expect(edited.profile.name == "New name" && edited.settings.permissions == [.read])
            await #expect(throws: Failure(.applicationNotFound)) {
                try await applications.edit(issued.application.id, as: .owner(stranger.id), edit)
            }
            let records = try await harness.operations.audit.records(of: owner.id, as: .owner(owner.id))
            #expect(Set(records.map(\.action)) == [.applicationCreated, .applicationEdited] && records.count == 2)
        }
    }

    @Test func `an active application keeps its industry, its website and its means of testing`() async throws {
        try await Harness.run(.sqlite) { (harness: Harness) async throws in
            let issued = try await harness.application(of: try await harness.account())
            let applications = harness.operations.applications
            await #expect(throws: Failure(.activationIncomplete)) {
                try await applications.edit(issued.application.id, as: .operator) { before throws(Failure) in
                    (
                        try ApplicationProfile(name: "Shop", product: before.profile.product), before.settings
                    )
                }
            }
            await #expect(throws: Failure(.productMeansDiffer)) {
                try await applications.edit(issued.application.id, as: .operator) { before throws(Failure) in
                    let profile = try ApplicationProfile(
                        name: "Shop",
                        industry: before.profile.industry,
                        website: before.profile.website,
                        product: .checkoutPro
                    )
                    return (profile, before.settings)
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `activation makes production work at once`(backend: Backend) async throws {
        try await Harness.run(backend) { (harness: Harness) async throws in
            let owner = try await harness.account()
            let issued = try await harness.application(of: owner, isActivated: false)
            let token = issued.credentials.main.accessToken.reveal()
            let verdict = try await harness.operations.credentials.verify(accessToken: token, from: .unknown)
            #expect(verdict == .denied(.notActivated))
            let website = try #require(WebAddress("https://shop.example"))
            let activated = try await harness.operations.applications
                .activate(issued.application.id, industry: .retail, website: website, as: .owner(owner.id))
            #expect(activated.activatedAt == harness.time.now())
            _ = try await harness.operations.credentials.verify(accessToken: token, from: .unknown).require()
        }
    }
}
