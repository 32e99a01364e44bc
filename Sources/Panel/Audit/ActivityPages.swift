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
        let model = try await table.model(of: person.place.id, nil, visit, person, view)
        return view.page("activity", title: "menu_activity", .activity, model)
    }
}

/// What was done with one application.
struct ApplicationActivityPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/activity")
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(try visit.application(), as: person.actor)
        let application = owned.application
        let table = ActivityTable(operations: self.operations)
        var model = try await table.model(of: application.accountID, application.id, visit, person, view)
        model["app"] = ApplicationHead(owned, .activity, person, view)
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
                    who: record.actorID.map { names[$0] ?? $0.description }
                        ?? view.text(record.action == .credentialExposed ? "who_reporter" : "who_operator"),
                    detail: record.detail.items.map { Self.words($0, view) }.joined(separator: " · ")
                )
            },
        ]
    }

    /// A detail in the reader's words.
    private static func words(_ item: AuditDetail.Item, _ view: View) -> String {
        let value = item.value
        switch item.key {
        case .mode: return view.text(value == Mode.live.rawValue ? "production" : "tests")
        case .pair: return view.named(value, "pair", CredentialPair.self)
        case .credential:
            let isKnown = Credential.Kind(rawValue: value) != nil || ["refresh_token", "grant_token"].contains(value)
            return isKnown ? view.text("\(value)_name") : value
        case .role: return view.named(value, "role", Role.self)
        case .permissions:
            return value.split(separator: " ").map { view.named(String($0), "permission", Permission.self) }
                .joined(separator: ", ")
        case .from: return "\(view.text("generation")) \(value)"
        case .to: return "→ \(value)"
        case .overlap: return "\(view.text("detail_overlap")): \(view.named(value, "overlap", Overlap.self))"
        case .closing: return view.named(value, "closing", Renewal.Closing.self)
        case .end: return "\(view.text("ends")): \(WireDate.instant(value).map { LocalTime($0, view).text } ?? value)"
        case .way: return view.named(value, "way", AuditWay.self)
        case .name, .shown, .share, .request, .email, .path, .place, .options: return value
        }
    }
}

/// The ways in which things are done that the audit tells apart.
enum AuditWay: String, CaseIterable {
    case mail, session, one, others, logo
    case logoRemoved = "logo_removed"
    case codeReused = "code_reused"
    case refreshTokenReused = "refresh_token_reused"
    case clientSecret = "client_secret"
    case privateKey = "private_key_jwt"
    case none
}

extension View {
    /// The words of a case; a name that is none stays as it is.
    fileprivate func named<Value: RawRepresentable<String>>(
        _ name: String,
        _ prefix: String,
        _ type: Value.Type
    ) -> String {
        Value(rawValue: name).map { self.text("\(prefix)_\($0.rawValue)") } ?? name
    }
}
