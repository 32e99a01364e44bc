import Domain
import HTTPTypes
import Operations
import Web

/// Accounts you integrate: what others share with this account, and requests for access to more.
struct SharedPage: MemberPage {
    static let route = Route(.get, "/developers/panel/shared")
    let operations: Operations

    struct Row {
        let id: String
        let application: String
        let owner: String
        let mode: String
        let isLive: Bool
        let permissions: String
        let ends: LocalTime?
        let publicKey: String?
        let isOffered: Bool
        let isActive: Bool
        let stateName: String
    }

    struct RequestRow {
        let email: String
        let stateName: String
        let made: LocalTime
        let ends: LocalTime?
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["accepted", "refused", "cancelled", "requested"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(person, view, done: key.map { view.text($0) })
    }

    func page(
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ sent: Form? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let (received, now) = try await self.operations.shares.received(by: person.account.id)
        let requests = try await self.operations.accessRequests.requests(of: person.account.id)
        let rows = received.map { Self.row($0, at: now, view) }
        let model: [String: Any] = [
            "done": done as Any, "error": failure.map { ErrorNote($0, view) } as Any,
            "email": sent?.values("email").first ?? "", "offers": rows.filter(\.isOffered),
            "isEmpty": !rows.contains { $0.isOffered || $0.isActive },
            "active": rows.filter(\.isActive), "past": rows.filter { !$0.isOffered && !$0.isActive },
            "requests": requests.made.map { request in
                let state = request.state(at: requests.at)
                return RequestRow(
                    email: request.ownerEmail.text,
                    stateName: view.text("request_\(state.rawValue)"),
                    made: LocalTime(request.requestedAt, view),
                    ends: state == .pending ? LocalTime(request.expiresAt, view) : nil
                )
            },
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("shared", title: "menu_shared", .shared, status: status, model)
    }

    private static func row(_ received: ReceivedShare, at now: Timestamp, _ view: View) -> Row {
        let share = received.share
        let state = share.state(at: now)
        return Row(
            id: share.id.text,
            application: received.application.profile.name,
            owner: received.owner.email.text,
            mode: view.text(share.mode == .live ? "production" : "tests"),
            isLive: share.mode == .live,
            permissions: Permission.allCases.filter(share.permissions.contains)
                .map { view.text("permission_\($0.rawValue)") }.joined(separator: ", "),
            ends: LocalTime(state == .offered ? share.offerEndsAt : share.endsAt, view),
            publicKey: received.publicKey,
            isOffered: state == .offered,
            isActive: state == .active,
            stateName: view.text("share_\(state.rawValue)")
        )
    }
}

/// Accepts what was offered; the pair is made now.
struct AcceptShare: MemberPage {
    static let route = Route(.post, "/developers/panel/shared/:share/accept")
    let shares: ShareOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        _ = try await self.shares.accept(Share.ID(visit.parameter("share")), by: person.account.id)
        return .redirect("/developers/panel/shared?done=accepted")
    }
}

struct RefuseShare: MemberPage {
    static let route = Route(.post, "/developers/panel/shared/:share/refuse")
    let shares: ShareOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        _ = try await self.shares.refuse(Share.ID(visit.parameter("share")), by: person.account.id)
        return .redirect("/developers/panel/shared?done=refused")
    }
}

/// Gives a share back, from the side that received it.
struct ReturnShare: MemberPage {
    static let route = Route(.post, "/developers/panel/shared/:share/cancel")
    static let needsProof = true
    let shares: ShareOperations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        _ = try await self.shares.cancel(Share.ID(visit.parameter("share")), as: person.actor)
        return .redirect("/developers/panel/shared?done=cancelled")
    }
}

/// Shows the Access Token of a share's own pair.
struct RevealShare: MemberPage {
    static let route = Route(.post, "/developers/panel/shared/:share/reveal")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let keys = try await self.operations.reveals.reveal(share: Share.ID(visit.parameter("share")), by: person)
        let model: [String: Any] = [
            "label": view.text("access_token_name"), "publicKey": keys.publicKey,
            "secret": keys.accessToken.reveal(), "never": view.text("access_token_never"),
            "back": "/developers/panel/shared",
        ]
        return view.page("reveal-share", title: "reveal_title", .shared, model).leaving(to: "/developers/panel/shared")
    }
}

/// Asks an owner for access.
struct RequestAccess: MemberPage {
    static let route = Route(.post, "/developers/panel/shared/requests")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            let email = try EmailAddress(try visit.form.text("email") ?? "")
            _ = try await self.operations.accessRequests.request(from: email, by: person.account.id)
            return .redirect("/developers/panel/shared?done=requested")
        } catch let failure as Failure {
            return try await SharedPage(operations: self.operations).page(person, view, visit.form, failure)
        }
    }
}
