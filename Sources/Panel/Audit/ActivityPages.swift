import Domain
import HTTPTypes
import Operations
import Web

/// What was done in the person's account, newest first.
struct ActivityPage: MemberPage {
    static let route = Route(.get, "/developers/panel/activity")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let table = ActivityTable(operations: self.operations)
        let model = try await table.model(of: person.account.id, nil, visit, person, view)
        return view.page("activity", title: "menu_activity", .activity, model)
    }
}

/// What was done with one application.
struct ApplicationActivityPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/activity")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let application = try await self.operations.applications.application(try visit.application(), as: person.actor)
        let table = ActivityTable(operations: self.operations)
        var model = try await table.model(of: application.accountID, application.id, visit, person, view)
        model["app"] = ApplicationHead(application, .activity, person, view)
        return view.page("application-activity", title: "menu_activity", .applications, model)
    }
}

/// Rows of the audit, a page at a time.
struct ActivityTable {
    struct Row {
        let at: LocalTime
        let action: String
        let who: String
        let detail: String
    }

    let operations: Operations

    func model(
        of account: Account.ID,
        _ application: Application.ID?,
        _ visit: Visit,
        _ person: SignedIn,
        _ view: View
    ) async throws -> [String: Any] {
        let before = visit.query["before"].map { AuditRecord.ID(String($0.prefix(26))) }
        let records = try await self.operations.audit.records(
            of: account,
            about: application,
            before: before,
            as: person.actor
        )
        var names: [Account.ID: String] = [person.account.id: person.account.email.text]
        for id in Set(records.compactMap(\.actorID)) where names[id] == nil {
            names[id] = try? await self.operations.accounts.account(id).email.text
        }
        let more = records.count == AuditOperations.pageMax ? records.last.map { "\(visit.path)?before=\($0.id)" } : nil
        return [
            "more": more as Any,
            "hasRows": !records.isEmpty,
            "rows": records.map { record in
                Row(
                    at: LocalTime(record.occurredAt, view),
                    action: view.text("action_\(record.action.rawValue.replacing(".", with: "_"))"),
                    who: record.actorID.map { names[$0] ?? $0.description } ?? view.text("who_operator"),
                    detail: record.detail
                )
            },
        ]
    }
}
