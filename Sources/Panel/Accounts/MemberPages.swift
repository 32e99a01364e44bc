import Domain
import HTTPTypes
import Operations
import Web

/// Invites somebody to the account.
struct InviteMember: MemberPage {
    static let route = Route(.post, "/settings/account/members")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            let email = try EmailAddress(try visit.form.text("email") ?? "")
            let role = try visit.form.choice("role", Role.self) ?? .viewer
            _ = try await self.operations.members.invite(email, as: role, to: person.place.id, by: person.actor)
            return .redirect("/settings/account?done=invited")
        } catch let failure as Failure {
            return try await AccountPage(operations: self.operations).page(person, view, failure)
        }
    }
}

/// Gives a member another role.
struct ChangeRole: MemberPage {
    static let route = Route(.post, "/settings/account/members/:id/role")
    static let needsProof = true
    let members: MemberOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let role = try visit.form.choice("role", Role.self) ?? .viewer
        try await self.members.change(Membership.ID(visit.parameter("id")), to: role, by: person.actor)
        return .redirect("/settings/account?done=member")
    }
}

/// Removes a member or an invitation.
struct RemoveMember: MemberPage {
    static let route = Route(.post, "/settings/account/members/:id/remove")
    static let needsProof = true
    let members: MemberOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.members.remove(Membership.ID(visit.parameter("id")), by: person.actor)
        return .redirect("/settings/account?done=member")
    }
}

/// Accepts an invitation.
struct AcceptInvitation: MemberPage {
    static let route = Route(.post, "/settings/account/invitations/:id/accept")
    let members: MemberOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.members.accept(Membership.ID(visit.parameter("id")), by: person.account)
        return .redirect("/settings/account?done=joined")
    }
}

/// Refuses an invitation, or leaves an account.
struct LeaveAccount: MemberPage {
    static let route = Route(.post, "/settings/account/invitations/:id/leave")
    let members: MemberOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = Membership.ID(visit.parameter("id"))
        let place = try await self.members.places(of: person.account).first { $0.membership.id == id }
        guard let place else { throw Failure(.membershipNotFound) }
        if place.membership.memberID == nil {
            try await self.members.refuse(id, by: person.account)
        } else {
            try await self.members.remove(id, by: person.actor)
        }
        return .redirect("/settings/account?done=left")
    }
}
