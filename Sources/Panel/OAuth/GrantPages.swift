import Domain
import HTTPTypes
import Operations
import Web

/// The applications that may act for the account, and how to end that.
struct GivenGrantsPage: MemberPage {
    static let route = Route(.get, "/settings/account/applications")
    let operations: Operations

    struct Row {
        let id: String
        let name: String
        let number: String
        let owner: String
        let isLive: Bool
        let permissions: String
        let since: LocalTime
        let lastUsed: LocalTime?
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let grants = try await self.operations.grants.given(
            by: person.place.id,
            before: visit.grantBefore,
            as: person.actor
        )
        let rows = grants.map { given in
            Row(
                id: given.grant.id.text,
                name: given.application.profile.name,
                number: given.application.id.description,
                owner: given.owner.email.text,
                isLive: given.grant.mode == .live,
                permissions: view.names(of: given.grant.permissions),
                since: LocalTime(given.grant.grantedAt, view),
                lastUsed: LocalTime(given.grant.lastUsedAt, view)
            )
        }
        let model: [String: Any] = [
            "grants": rows, "older": grants.older(at: visit.path, grants.last?.grant.id) as Any,
            "done": visit.query["done"] == "ended" ? view.text("done_grant_ended") as Any : nil as String? as Any,
            "mayAdminister": person.actor.role(in: person.place.id)?.holds(.administer) ?? false,
        ]
        return view.page("grants", title: "menu_grants", .grants, model)
    }
}

/// Ends an authorization, from the seller's side.
struct EndGivenGrant: MemberPage {
    static let route = Route(.post, "/settings/account/applications/:grant/end")
    static let needsProof = true
    let grants: GrantOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.grants.end(Grant.ID(visit.parameter("grant")), as: person.actor)
        return .redirect("/settings/account/applications?done=ended")
    }
}

extension Visit {
    /// The authorization after which a list goes on.
    var grantBefore: Grant.ID? { self.query["before"].map { Grant.ID(String($0.prefix(64))) } }
}

extension Array {
    /// Where the list goes on, when this page of it is full.
    func older(at path: String, _ last: Grant.ID?) -> String? {
        guard self.count == Int(Limits.rowsShownMax), let last else { return nil }
        return "\(path)?before=\(last)"
    }
}

extension View {
    /// Permissions in words, in their order.
    func names(of permissions: Set<Permission>) -> String {
        Permission.allCases.filter(permissions.contains).map { self.text("permission_\($0.rawValue)") }
            .joined(separator: ", ")
    }
}
