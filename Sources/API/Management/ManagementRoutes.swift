import Domain
import HTTPTypes
import Operations
import Web

/// The management API: everything the panel can do but show live secrets again, for programs.
enum ManagementRoutes {
    static let all: [ManagedRoute] =
        accounts + applications + credentials + shares + accessRequests + restrictions + oauth + testAccounts + members
        + invitations

    static func add(to routes: inout Routes, _ operations: Operations) {
        for managed in self.all {
            let route = managed.route
            let name = "\(route.method.rawValue) \(route.path)"
            routes.addPage(route) { request, context in
                let call = try Call(request, context, routeName: name)
                guard let token = try call.bearerToken() else { throw Failure(.managementTokenRefused) }
                let actor = try await operations.managementTokens.actor(presenting: token)
                let body = managed.method == .get ? .object([]) : try await call.json()
                try managed.checkNames(of: body)
                let managedCall = ManagedCall(
                    call: call,
                    actor: actor,
                    operations: operations,
                    fields: try Fields(body)
                )
                return Answer(status: managed.status, json: try await managed.answer(managedCall)).response
            }
        }
        routes.add(ReadOpenAPI())
    }

    private static let accounts: [ManagedRoute] = [
        ManagedRoute(
            .post,
            "accounts",
            "Opens an account; for the platform's token alone.",
            [.text("email", required: true), .choice("site_id", Site.self, required: true), .text("password")],
            status: .created
        ) { call in
            try call.requireOperator()
            let password = try call.fields.secret("password", expected: "a text")
            let made = password ?? Secret(SystemRandom().password())
            guard let site: Site = try call.choice("site_id") else { throw Failure(.siteUnknown) }
            let email = try EmailAddress(try call.text("email", expected: "an e-mail address"))
            let account = try await call.operations.accounts.create(email: email, site: site, password: made)
            let shown: [JSON.Member] = password == nil ? [.init("password", .string(made.reveal()))] : []
            return .object(AccountJSON.members(account) + shown)
        },
        ManagedRoute(
            .get,
            "accounts",
            "All accounts that are not for tests, oldest first; for the platform's token alone.",
            [.text("after")]
        ) { call in
            try call.requireOperator()
            let after = call.call.query["after"].flatMap { Account.ID(text: $0) }
            let accounts = try await call.operations.accounts.accounts(after: after, as: call.actor)
            return .array(accounts.map { .object(AccountJSON.members($0)) })
        },
        ManagedRoute(.get, "accounts/:account", "An account.") { call in
            .object(AccountJSON.members(try await call.operations.accounts.account(try call.account())))
        },
        ManagedRoute(
            .get,
            "accounts/:account/audit",
            "What was done in an account, newest first.",
            [
                .text("before"), .text("client_id"),
            ]
        ) { call in
            let before = call.call.query["before"].map { AuditRecord.ID($0) }
            let application = call.call.query["client_id"]
            let about = application.flatMap { Application.ID(text: $0) }
            guard application == nil || about != nil else { throw Failure(.applicationNotFound) }
            let records = try await call.operations.audit.records(
                of: try call.account(),
                about: about,
                before: before,
                as: call.actor
            )
            return .array(records.map { AuditJSON.json($0) })
        },
    ]

    private static let shares: [ManagedRoute] = [
        ManagedRoute(.get, "applications/:application/shares", "Who has a pair of an application.") { call in
            let (shares, now) = try await call.operations.shares.shares(of: try call.application(), as: call.actor)
            return .array(shares.map { ShareJSON.json($0, at: now) })
        },
        ManagedRoute(
            .post,
            "applications/:application/shares",
            "Offers a pair of its own to the account of an e-mail address.",
            [
                .text("email", required: true), .choice("mode", Mode.self, required: true),
                .list("permissions", of: Permission.allCases.map(\.rawValue)), .text("ends_at"),
            ],
            status: .created
        ) { call in
            let email = try EmailAddress(try call.text("email", expected: "an e-mail address"))
            let share = try await call.operations.shares.offer(try call.terms(), to: email, as: call.actor)
            return ShareJSON.json(share, at: share.offeredAt)
        },
        ManagedRoute(.delete, "shares/:share", "Ends a share or an offer, from either side.") { call in
            let share = try await call.operations.shares.cancel(Share.ID(call.call.parameter("share")), as: call.actor)
            return ShareJSON.json(share, at: share.cancelledAt ?? share.offeredAt)
        },
        ManagedRoute(.get, "accounts/:account/shares", "What is shared with an account.") { call in
            let (shares, now) = try await call.operations.shares.shares(with: try call.account())
            return .array(shares.map { ShareJSON.json($0, at: now) })
        },
        ManagedRoute(
            .post,
            "accounts/:account/shares/:share/accept",
            "Accepts an offer, and gives its pair.",
            status: .created
        ) { call in
            let (share, pair) = try await call.operations.shares
                .accept(Share.ID(call.call.parameter("share")), by: try call.account())
            return ShareJSON.json(share, pair)
        },
        ManagedRoute(.post, "accounts/:account/shares/:share/refuse", "Refuses an offer.") { call in
            let share = try await call.operations.shares
                .refuse(Share.ID(call.call.parameter("share")), by: try call.account())
            return ShareJSON.json(share, at: share.refusedAt ?? share.offeredAt)
        },
    ]

    private static let accessRequests: [ManagedRoute] = [
        ManagedRoute(.get, "accounts/:account/access-requests", "Requests an account made and received.") { call in
            let (made, received, now) = try await call.operations.accessRequests.requests(of: try call.account())
            return [
                "made": .array(made.map { AccessRequestJSON.json($0, at: now) }),
                "received": .array(received.map { AccessRequestJSON.json($0, at: now) }),
            ]
        },
        ManagedRoute(
            .post,
            "accounts/:account/access-requests",
            "Asks an owner for a pair.",
            [.text("owner_email", required: true)],
            status: .created
        ) { call in
            let owner = try EmailAddress(try call.text("owner_email", expected: "an e-mail address"))
            let request = try await call.operations.accessRequests.request(from: owner, by: try call.account())
            return AccessRequestJSON.json(request, at: request.requestedAt)
        },
        ManagedRoute(
            .post,
            "accounts/:account/access-requests/:request/grant",
            "Grants a request that an account received.",
            [
                .text("client_id", required: true), .choice("mode", Mode.self, required: true),
                .list("permissions", of: Permission.allCases.map(\.rawValue)), .text("ends_at"),
            ]
        ) { call in
            let (share, _) = try await call.operations.accessRequests.grant(
                AccessRequest.ID(call.call.parameter("request")),
                try call.terms(),
                of: try call.account(),
                as: call.actor
            )
            return ShareJSON.json(share, at: share.acceptedAt ?? share.offeredAt)
        },
        ManagedRoute(
            .post,
            "accounts/:account/access-requests/:request/refuse",
            "Refuses a request that an account received."
        ) { call in
            let request = try await call.operations.accessRequests
                .refuse(AccessRequest.ID(call.call.parameter("request")), of: try call.account(), as: call.actor)
            return AccessRequestJSON.json(request, at: request.decidedAt ?? request.requestedAt)
        },
    ]
}

extension ManagedCall {
    /// The bounds of a share, as a body gives them.
    fileprivate func terms() throws(Failure) -> ShareTerms {
        guard let mode: Mode = try self.choice("mode") else {
            throw Failure(.missingParameter, field: "mode", expected: "live or test")
        }
        let named = try self.fields.textOrNumber("client_id").flatMap { Application.ID(text: $0) }
        guard let application = named ?? self.call.id("application") else { throw Failure(.applicationNotFound) }
        let permissions: [Permission]? = try self.choices("permissions")
        var end: Timestamp?
        if let text = try self.fields.text("ends_at") {
            guard let instant = WireDate.instant(text) else { throw Failure(.invalidDate, field: "ends_at") }
            end = instant
        }
        return ShareTerms(
            applicationID: application,
            mode: mode,
            permissions: permissions.map { Set($0) },
            endsAt: end
        )
    }
}

/// The description of the management API (OpenAPI 3.1).
struct ReadOpenAPI: OpenEndpoint {
    static let route = Route(.get, "/openapi.json")

    func handle(_ call: Call) async throws -> Answer { Answer(json: OpenAPI.document(ManagementRoutes.all)) }
}
