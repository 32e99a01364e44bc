import Domain
import HTTPTypes
import Operations
import Web

/// From where and how often a pair works: of an application's own pair of a mode, or of a share's.
struct RestrictionsForm: Sendable {
    let operations: Operations

    func page(
        _ pair: RestrictedPair,
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ sent: Form? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(pair.applicationID, as: person.actor)
        let restrictions = try await self.operations.restrictions.restrictions(of: pair, as: person.actor)
        let share = try await self.share(pair, person)
        let part: ApplicationHead.Part = share != nil ? .shares : pair.mode == .live ? .production : .test
        let calls = restrictions.callsPerMinute.map { String($0) } ?? ""
        let model: [String: Any] = [
            "app": ApplicationHead(owned, part, person, view), "done": done as Any,
            "error": failure.map { ErrorNote($0, view) } as Any, "isLive": pair.mode == .live,
            "share": share?.email.text as Any, "here": pair.path,
            "networks": try sent?.lines("networks") ?? restrictions.networks.map(\.text).joined(separator: "\n"),
            "origins": try sent?.lines("origins") ?? restrictions.origins.map(\.text).joined(separator: "\n"),
            "calls": sent?.values("calls").first ?? calls, "callsMax": Restrictions.callsPerMinuteMax,
            "back": share != nil
                ? "/developers/panel/app/\(pair.applicationID)/shares" : owned.credentialsPath(pair.mode),
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("restrictions", title: "restrictions", .applications, status: status, model)
    }

    func set(_ pair: RestrictedPair, _ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        do {
            let restrictions = try Restrictions(
                networkTexts: Self.words(try visit.form.lines("networks")),
                originTexts: Self.words(try visit.form.lines("origins")),
                callsPerMinute: try Self.calls(visit.form)
            )
            try await self.operations.restrictions.set(restrictions, of: pair, as: person.actor)
            return .redirect("\(pair.path)?done=restricted")
        } catch let failure as Failure where failure.code == .restrictionsInvalid {
            return try await self.page(pair, person, view, visit.form, failure)
        }
    }

    private func share(_ pair: RestrictedPair, _ person: SignedIn) async throws -> Share? {
        guard let id = pair.shareID else { return nil }
        return try await self.operations.shares.shares(of: pair.applicationID, as: person.actor).shares
            .first { $0.id == id }
    }

    /// One a line, or with blanks or commas between.
    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," }.map(String.init)
    }

    private static func calls(_ form: Form) throws(Failure) -> Int64? {
        guard let text = try form.text("calls") else { return nil }
        // What is no number is refused with the bounds, as zero is.
        return Int64(text) ?? 0
    }
}

struct PairRestrictionsPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/:mode/restrictions")
    let form: RestrictionsForm

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.form.page(try visit.ownPair(), person, view, done: visit.restrictionsDone(view))
    }
}

struct RestrictPair: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/:mode/restrictions")
    static let needsProof = true
    let form: RestrictionsForm

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        try await self.form.set(try visit.ownPair(), visit, person, view)
    }
}

struct ShareRestrictionsPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/shares/:share/restrictions")
    let form: RestrictionsForm

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let pair = try await visit.pairOfShare(self.form.operations, person)
        return try await self.form.page(pair, person, view, done: visit.restrictionsDone(view))
    }
}

struct RestrictShare: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/shares/:share/restrictions")
    static let needsProof = true
    let form: RestrictionsForm

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let pair = try await visit.pairOfShare(self.form.operations, person)
        return try await self.form.set(pair, visit, person, view)
    }
}

extension Visit {
    fileprivate func ownPair() throws(Failure) -> RestrictedPair {
        let modes: [String: Mode] = ["production": .live, "test": .test]
        guard let mode = modes[self.parameter("mode")] else { throw Failure(.pairNotIssued) }
        return RestrictedPair(try self.application(), mode)
    }

    /// - Throws: `application_not_found` or `share_not_found`.
    fileprivate func pairOfShare(_ operations: Operations, _ person: SignedIn) async throws -> RestrictedPair {
        let id = Share.ID(self.parameter("share"))
        let shares = try await operations.shares.shares(of: try self.application(), as: person.actor).shares
        guard let share = shares.first(where: { $0.id == id }) else { throw Failure(.shareNotFound) }
        return RestrictedPair(share.applicationID, share.mode, share: share.id)
    }

    fileprivate func restrictionsDone(_ view: View) -> String? {
        self.query["done"] == "restricted" ? view.text("done_restricted") : nil
    }
}

extension RestrictedPair {
    /// The page on which they are set.
    var path: String {
        let base = "/developers/panel/app/\(self.applicationID)"
        if let shareID { return "\(base)/shares/\(shareID)/restrictions" }
        return "\(base)/\(self.mode == .live ? "production" : "test")/restrictions"
    }
}
