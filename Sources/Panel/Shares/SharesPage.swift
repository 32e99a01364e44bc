import Domain
import Foundation
import HTTPTypes
import Operations
import Web

/// Share my credentials: who has a pair of an application, and the form for another.
struct SharesPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/shares")
    let operations: Operations

    struct Row {
        let id: String
        let email: String
        let mode: String
        let isLive: Bool
        let state: String
        let stateName: String
        let permissions: String
        let ends: LocalTime?
        let offered: LocalTime
        let lastUsed: LocalTime?
        let canCancel: Bool
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let done = ["offered", "cancelled"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(try visit.application(), person, view, done: key.map { view.text($0) })
    }

    func page(
        _ id: Application.ID,
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ sent: Form? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(id, as: person.actor)
        let application = owned.application
        let (shares, now) = try await self.operations.shares.shares(of: id, as: person.actor)
        let uses = try await self.operations.credentials.lastUsesOfShares(of: id, as: person.actor)
        let hasTest = owned.hasTestPair || owned.isForTests
        let isActive = application.activatedAt != nil && !owned.isForTests
        let model: [String: Any] = [
            "app": ApplicationHead(owned, .shares, person, view), "done": done as Any,
            "error": failure.map { ErrorNote($0, view) } as Any, "email": sent?.values("email").first ?? "",
            "limit": view.text("share_limit_explained", ["limit": String(self.operations.shares.limit)]),
            "hasTest": hasTest, "isActive": isActive, "canShare": hasTest || isActive,
            "isTestFirst": hasTest && !isActive,
            "permissions": Permission.allCases.filter(application.settings.permissions.contains)
                .map {
                    ApplicationEditor.Option(
                        id: $0.rawValue,
                        name: view.text("permission_\($0.rawValue)"),
                        isChosen: true
                    )
                },
            "shares": shares.map { share in
                Self.row(share, lastUsed: uses[share.id], at: now, view)
            },
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("shares", title: "share_my_credentials", .applications, status: status, model)
    }

    private static func row(_ share: Share, lastUsed: Timestamp?, at now: Timestamp, _ view: View) -> Row {
        Row(
            id: share.id.text,
            email: share.email.text,
            mode: view.text(share.mode == .live ? "production" : "tests"),
            isLive: share.mode == .live,
            state: share.state(at: now).rawValue,
            stateName: view.text("share_\(share.state(at: now).rawValue)"),
            permissions: Permission.allCases.filter(share.permissions.contains)
                .map { view.text("permission_\($0.rawValue)") }.joined(separator: ", "),
            ends: LocalTime(share.endsAt, view),
            offered: LocalTime(share.offeredAt, view),
            lastUsed: LocalTime(lastUsed, view),
            canCancel: share.takesPlace(at: now)
        )
    }
}

/// The bounds of a share, as a form gives them.
enum ShareForm {
    static func terms(
        _ form: Form,
        _ application: Application.ID,
        _ site: Site
    ) throws(Failure) -> ShareTerms {
        let permissions: Set<Permission> = try form.choices("permission")
        return ShareTerms(
            applicationID: application,
            mode: try form.choice("mode", Mode.self) ?? .test,
            permissions: permissions,
            endsAt: try self.end(form, site)
        )
    }

    /// The end of a day, by the clock of the site.
    private static func end(_ form: Form, _ site: Site) throws(Failure) -> Timestamp? {
        guard let text = try form.text("ends") else { return nil }
        let parts = text.split(separator: "-").compactMap { Int64($0) }
        guard parts.count == 3,
            let day = CivilTime(year: parts[0], month: parts[1], day: parts[2], hour: 23, minute: 59, second: 59)
                .instant(offsetMinutes: site.clockOffsetMinutes)
        else { throw Failure(.invalidValue, field: "ends", expected: "yyyy-MM-dd") }
        return day
    }
}

/// Offers a share.
struct OfferShare: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/shares")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let id = try visit.application()
        do {
            let terms = try ShareForm.terms(visit.form, id, view.site)
            let email = try EmailAddress(try visit.form.text("email") ?? "")
            _ = try await self.operations.shares.offer(terms, to: email, as: person.actor)
            return .redirect("/developers/panel/app/\(id)/shares?done=offered")
        } catch let failure as Failure
            where ![.applicationNotFound, .roleInsufficient, .applicationDeleted].contains(failure.code)
        {
            return try await SharesPage(operations: self.operations).page(id, person, view, visit.form, failure)
        }
    }
}

/// Ends a share or an offer, from the owner's side.
struct CancelShare: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/shares/:share/cancel")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let share = try await self.operations.shares.cancel(Share.ID(visit.parameter("share")), as: person.actor)
        return .redirect("/developers/panel/app/\(share.applicationID)/shares?done=cancelled")
    }
}
