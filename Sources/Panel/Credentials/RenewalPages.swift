import Domain
import HTTPTypes
import Operations
import Web

/// Renew: who calls with the pair, the choice of an overlap, and while it lasts who has moved.
struct RenewalPage: MemberPage {
    static let route = Route(.get, "/developers/panel/app/:app/:mode/renew/:pair")
    let operations: Operations

    struct CallerRow {
        let address: String
        let sdk: String
        let route: String
        let share: Int64
        let count: Int64
        let seen: LocalTime?
        let hasMoved: Bool
    }

    struct OverlapChoice {
        let id: String
        let name: String
        let isChosen: Bool
    }

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let reference = try visit.pair()
        let done = ["extended", "undone"]
        let key = visit.query["done"].flatMap { done.contains($0) ? "done_\($0)" : nil }
        return try await self.page(reference, person, view, done: key.map { view.text($0) })
    }

    func page(
        _ reference: PairReference,
        _ person: SignedIn,
        _ view: View,
        done: String? = nil,
        _ failure: Failure? = nil
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(reference.applicationID, as: person.actor)
        let application = owned.application
        let board = try await self.operations.renewals.board(reference, as: person.actor)
        let renewal = board.isOverlapping ? board.renewal : nil
        let longer = Overlap.allCases.filter { renewal?.canExtend(to: $0, at: person.instant) ?? false }
        let model: [String: Any] = [
            "app": ApplicationHead(owned, reference.mode == .live ? .production : .test, person, view),
            "done": done as Any, "error": failure.map { ErrorNote($0, view) } as Any, "isLive": reference.mode == .live,
            "pair": view.text("pair_\(reference.pair.rawValue)"), "here": reference.path,
            "generation": board.currentGeneration, "isOverlapping": board.isOverlapping,
            "retiring": renewal?.retiringGeneration as Any, "ends": LocalTime(renewal?.endsAt, view) as Any,
            "isUndone": renewal?.undoneAt != nil, "isUntilUnused": renewal?.overlap == .untilUnused,
            "hasCallers": !board.callers.isEmpty,
            "callers": board.callers.map { caller in
                CallerRow(
                    address: caller.source.address,
                    sdk: caller.source.sdk,
                    route: caller.source.route,
                    share: board.share(of: caller),
                    count: caller.count,
                    seen: LocalTime(caller.lastAt, view),
                    hasMoved: caller.hasMoved(to: board.currentGeneration)
                )
            },
            "overlaps": Overlap.allCases.map { Self.choice($0, view) },
            "longer": longer.map { Self.choice($0, view) }, "hasLonger": !longer.isEmpty,
            "mayRenew": person.actor.role(in: application.accountID)?.holds(reference.mode.right) ?? false,
            "back": owned.credentialsPath(reference.mode),
        ]
        let status = failure.map { ProviderProblem($0.code).status } ?? 200
        return view.page("renew", title: "renew", .applications, status: status, model)
    }

    private static func choice(_ overlap: Overlap, _ view: View) -> OverlapChoice {
        OverlapChoice(
            id: overlap.rawValue,
            name: view.text("overlap_\(overlap.rawValue)"),
            isChosen: overlap == .standard
        )
    }
}

/// Renews the pair and shows the new strings.
struct RenewPair: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/:mode/renew/:pair")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let reference = try visit.pair()
        let overlap = try visit.form.choice("overlap", Overlap.self) ?? .standard
        let (renewal, issued) = try await self.operations.renewals.renew(
            reference,
            overlap: overlap,
            expecting: try visit.generation(),
            as: person.actor
        )
        return try await RenewedPage(operations: self.operations).page(reference, renewal, issued, person, view)
    }
}

/// Replaces a pair that leaked: everything of it ends at once.
struct ReplaceLeakedPair: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/:mode/renew/:pair/leaked")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let reference = try visit.pair()
        let (renewal, issued) = try await self.operations.renewals.replaceLeaked(
            reference,
            expecting: try visit.generation(),
            as: person.actor
        )
        return try await RenewedPage(operations: self.operations).page(reference, renewal, issued, person, view)
    }
}

/// The new strings, once.
struct RenewedPage {
    let operations: Operations

    func page(
        _ reference: PairReference,
        _ renewal: Renewal,
        _ issued: IssuedPair,
        _ person: SignedIn,
        _ view: View
    ) async throws -> PanelAnswer {
        let owned = try await self.operations.applications.owned(reference.applicationID, as: person.actor)
        var strings: [[String: String]] = []
        switch issued {
        case .keys(let pair):
            strings = [
                ["label": view.text("public_key_name"), "text": pair.publicKey],
                ["label": view.text("access_token_name"), "text": pair.accessToken.reveal()],
            ]
        case .client(let secret): strings = [["label": view.text("client_secret_name"), "text": secret.reveal()]]
        }
        let model: [String: Any] = [
            "app": ApplicationHead(owned, reference.mode == .live ? .production : .test, person, view),
            "strings": strings, "isOverlapping": renewal.overlap != .none, "ends": LocalTime(renewal.endsAt, view),
            "board": reference.path,
        ]
        return view.page("renewed", title: "renewed_title", .applications, model)
    }
}

/// Gives the retiring generation more time.
struct ExtendOverlap: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/:mode/renew/:pair/extend")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let reference = try visit.pair()
        let overlap = try visit.form.choice("overlap", Overlap.self) ?? .standard
        do {
            _ = try await self.operations.renewals.extend(reference, to: overlap, as: person.actor)
            return .redirect("\(reference.path)?done=extended")
        } catch let failure as Failure where [.overlapNotLonger, .renewalClosed].contains(failure.code) {
            return try await RenewalPage(operations: self.operations).page(reference, person, view, failure)
        }
    }
}

/// Ends the retiring generation now.
struct CloseOverlap: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/:mode/renew/:pair/close")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let reference = try visit.pair()
        _ = try await self.operations.renewals.close(reference, as: person.actor)
        let owned = try await self.operations.applications.owned(reference.applicationID, as: person.actor)
        return .redirect("\(owned.credentialsPath(reference.mode))?done=closed")
    }
}

/// Makes the generation before the current one again.
struct UndoRenewal: MemberPage {
    static let route = Route(.post, "/developers/panel/app/:app/:mode/renew/:pair/undo")
    static let needsProof = true
    let operations: Operations

    func handle(_ visit: Visit, _ person: SignedIn, _ view: View) async throws -> PanelAnswer {
        let reference = try visit.pair()
        _ = try await self.operations.renewals.undo(reference, as: person.actor)
        return .redirect("\(reference.path)?done=undone")
    }
}

extension Visit {
    /// The pair in the path.
    /// - Throws: `application_not_found` or `pair_not_issued`.
    fileprivate func pair() throws(Failure) -> PairReference {
        let modes: [String: Mode] = ["production": .live, "test": .test]
        guard let mode = modes[self.parameter("mode")], let pair = CredentialPair(rawValue: self.parameter("pair"))
        else { throw Failure(.pairNotIssued) }
        return PairReference(try self.application(), mode, pair)
    }

    /// The generation the form was made for: a form that is sent again renews nothing again.
    fileprivate func generation() throws(Failure) -> Int64 {
        guard let number = try self.form.text("generation").flatMap({ Int64($0) }) else {
            throw Failure(.renewalOutdated)
        }
        return number
    }
}

extension PairReference {
    /// Where the pair is renewed.
    fileprivate var path: String {
        "/developers/panel/app/\(self.applicationID)/\(self.mode == .live ? "production" : "test")/renew/\(self.pair.rawValue)"
    }
}
