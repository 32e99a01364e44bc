import Domain
import HTTPTypes
import Operations
import Web

/// Settings of whoever is signed in: password, second factor, sessions, members, invitations.
struct AccountPage: MemberPage {
    static let route = Route(.get, "/settings/account")
    let operations: Operations

    struct SessionRow {
        let id: String
        let place: String
        let seen: LocalTime
        let isThis: Bool
    }

    struct MemberRow {
        let id: String
        let email: String
        let role: String
        let isInvited: Bool
        let roles: [RoleChoice]
    }

    struct RoleChoice {
        let id: String
        let name: String
        let isChosen: Bool
    }

    struct PlaceRow {
        let id: String
        let email: String
        let role: String
        let isInvited: Bool
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["password", "factor_removed", "sessions", "invited", "member", "joined", "left"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(person, view, done: key.map { view.text($0) })
    }

    func page(
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let account = person.account
        let sessions = try await self.operations.sessions.sessions(of: account.id)
        let members = try await self.operations.members.members(of: person.place.id, as: person.actor)
        let places = try await self.operations.members.places(of: account)
        let backupCodes = try await self.operations.secondFactors.backupCodesLeft(of: account.id)
        let model: [String: Any] = [
            "done": done as Any, "error": failure.map { ErrorNote($0, view) } as Any, "email": account.email.text,
            "id": account.id.description, "country": account.site.countryName[view.language],
            "place": members.owner.email.text, "mayAdminister": person.actor.administers(person.place.id),
            "nickname": account.nickname, "hasFactor": backupCodes != nil,
            "backupCodes": view.text("backup_codes_left", ["count": String(backupCodes ?? 0)]),
            "sessions": sessions.map { session in
                SessionRow(
                    id: session.id.text,
                    place: [session.browser, session.address].filter { !$0.isEmpty }.joined(separator: " · "),
                    seen: LocalTime(session.lastSeenAt, view),
                    isThis: session.id == person.session.id
                )
            },
            "hasOthers": sessions.count > 1, "roles": Self.roles(view, .viewer),
            "members": members.memberships.map { member in
                MemberRow(
                    id: member.id.text,
                    email: member.email.text,
                    role: view.text("role_\(member.role.rawValue)"),
                    isInvited: member.state(at: members.instant) == .invited,
                    roles: Self.roles(view, member.role)
                )
            },
            "places": places.map { place in
                PlaceRow(
                    id: place.membership.id.text,
                    email: place.account.email.text,
                    role: view.text("role_\(place.membership.role.rawValue)"),
                    isInvited: place.membership.state(at: place.instant) == .invited
                )
            },
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("account", title: "menu_account", .account, status: status, model)
    }

    private static func roles(_ view: View, _ chosen: Role) -> [RoleChoice] {
        Role.allCases.map {
            RoleChoice(id: $0.rawValue, name: view.text("role_\($0.rawValue)"), isChosen: $0 == chosen)
        }
    }
}

/// Chooses a new password.
struct ChangePassword: MemberPage {
    static let route = Route(.post, "/settings/account/password")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            let password = try visit.form.secret("password") ?? Secret("")
            guard try visit.form.secret("again")?.reveal() == password.reveal() else {
                throw Failure(.passwordMismatch)
            }
            try await self.operations.accounts.changePassword(of: person, to: password)
            return .redirect("/settings/account?done=password")
        } catch let failure as Failure {
            return try await AccountPage(operations: self.operations).page(person, view, failure)
        }
    }
}

/// Ends one session.
struct EndSession: MemberPage {
    static let route = Route(.post, "/settings/account/sessions/:id/end")
    let sessions: SessionOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.sessions.end(Session.ID(visit.parameter("id")), of: person.account.id)
        return .redirect("/settings/account?done=sessions")
    }
}

/// Ends every other session.
struct EndOtherSessions: MemberPage {
    static let route = Route(.post, "/settings/account/sessions/end-others")
    let sessions: SessionOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.sessions.endOthers(than: person.session.id, of: person.account.id)
        return .redirect("/settings/account?done=sessions")
    }
}
