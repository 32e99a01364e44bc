import Domain
import HTTPTypes
import Operations
import Web

/// An application: all of it for its owner, what is public for others.
struct ReadApplication: CallerEndpoint {
    static let route = Route(.get, "/applications/:id")
    /// The provider's limit of calls; told to clients, enforced nowhere yet.
    private static let requestsPerHourMax = 18_000

    let applications: ApplicationOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        try caller.require(.read)
        guard let id = call.id("id", of: Application.self) else { throw Failure(.applicationNotFound) }
        let application = try await self.applications.application(id)
        let site = try await self.applications.site(ofOwnerOf: application)
        let isOwner = application.accountID == caller.account.id
        return Answer(json: isOwner ? Self.ownerView(application, site) : Self.publicView(application, site))
    }

    private static func ownerView(_ application: Application, _ site: Site) -> JSON {
        let profile = application.profile
        let settings = application.settings
        let scopes = Permission.allCases.filter { settings.permissions.contains($0) }
        return [
            "id": .id(application.id), "site_id": .string(site.rawValue), "name": .string(profile.name),
            "description": .text(profile.description), "thumbnail": nil, "short_name": .text(profile.shortName),
            "url": .text(profile.website?.text), "callback_url": .text(settings.redirectURLs.first?.text),
            "sandbox_mode": .bool(application.activatedAt == nil), "project_id": nil,
            "active": .bool(!application.isOff),
            "max_requests_per_hour": .integer(Self.requestsPerHourMax),
            "scopes": .array(scopes.map { .string($0.rawValue) }), "notifications_callback_url": nil,
            "notifications_topics": [], "domains": [], "certification_status": "not_certified",
        ]
    }

    private static func publicView(_ application: Application, _ site: Site) -> JSON {
        [
            "id": .id(application.id), "site_id": .string(site.rawValue), "thumbnail": nil,
            "url": .text(application.profile.website?.text), "sandbox_mode": .bool(application.activatedAt == nil),
            "project_id": nil, "active": .bool(!application.isOff),
            "max_requests_per_hour": .integer(Self.requestsPerHourMax), "certification_status": "not_certified",
        ]
    }
}
