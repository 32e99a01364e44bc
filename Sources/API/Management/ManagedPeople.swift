package import Domain
import HTTPTypes
package import Operations
import Web

/// Accounts as JSON.
package enum AccountJSON {
    package static func members(_ account: Account) -> [JSON.Member] {
        [
            .init("user_id", .id(account.id)), .init("email", .string(account.email.text)),
            .init("site_id", .string(account.site.rawValue)), .init("nickname", .string(account.nickname)),
        ]
    }
}

extension ManagementRoutes {
    static let testAccounts: [ManagedRoute] = [
        ManagedRoute(.get, "accounts/:account/test-accounts", "Its test accounts, with their passwords.") { call in
            let found = try await call.operations.testAccounts.testAccounts(of: try call.account(), as: call.actor)
            return .array(found.map { TestAccountJSON.json($0) })
        },
        ManagedRoute(
            .post,
            "accounts/:account/test-accounts",
            "Opens a test account.",
            [
                .choice("kind", TestAccount.Kind.self), .choice("site_id", Site.self),
                .text("description", required: true), .number("balance"),
            ],
            status: .created
        ) { call in
            let owner = try await call.operations.accounts.account(try call.account())
            let site: Site = try call.choice("site_id") ?? owner.site
            let opened = try await call.operations.testAccounts.open(
                try call.choice("kind") ?? .seller,
                in: site,
                description: try call.text("description", expected: "a description"),
                balance: try call.fields.amount("balance", in: site.currency),
                for: try call.account(),
                as: call.actor
            )
            return TestAccountJSON.json(opened)
        },
        ManagedRoute(
            .put,
            "accounts/:account/test-accounts/:user",
            "Changes its description, and adds money.",
            [.text("description"), .number("add_money")]
        ) { call in
            let (id, account) = (try call.testAccount(), try call.account())
            let operations = call.operations.testAccounts
            let found = { @Sendable () async throws -> OpenedTestAccount in
                let all = try await operations.testAccounts(of: account, as: call.actor)
                guard let one = all.first(where: { $0.testAccount.account.id == id }) else {
                    throw Failure(.testAccountNotFound)
                }
                return one
            }
            let amount = try call.fields.amount("add_money", in: try await found().testAccount.balance.currency)
            if let description = try call.fields.text("description") {
                try await operations.describe(id, description, for: account, as: call.actor)
            }
            if let amount { try await operations.add(amount, to: id, for: account, as: call.actor) }
            return TestAccountJSON.json(try await found())
        },
        ManagedRoute(.post, "accounts/:account/test-accounts/:user/password", "Gives it a new password.") { call in
            TestAccountJSON.json(
                try await call.operations.testAccounts
                    .renewPassword(of: try call.testAccount(), for: try call.account(), as: call.actor)
            )
        },
        ManagedRoute(.delete, "accounts/:account/test-accounts/:user", "Deletes it, with everything it owns.") { call in
            let id = try call.testAccount()
            try await call.operations.testAccounts.delete(id, for: try call.account(), as: call.actor)
            return ["id": .id(id), "deleted": true]
        },
    ]

    static let members: [ManagedRoute] = [
        ManagedRoute(.get, "accounts/:account/members", "Who belongs to an account, invitations included.") { call in
            let members = try await call.operations.members.members(of: try call.account(), as: call.actor)
            return .array(members.memberships.map { MembershipJSON.json($0, at: members.instant) })
        },
        ManagedRoute(
            .post,
            "accounts/:account/members",
            "Invites the account of an e-mail address.",
            [.text("email", required: true), .choice("role", Role.self, required: true)],
            status: .created
        ) { call in
            let email = try EmailAddress(try call.text("email", expected: "an e-mail address"))
            let role: Role = try call.choice("role") ?? .viewer
            let membership = try await call.operations.members
                .invite(email, as: role, to: try call.account(), by: call.actor)
            return MembershipJSON.json(membership, at: membership.invitedAt)
        },
        ManagedRoute(
            .put,
            "members/:member",
            "Gives a member another role.",
            [.choice("role", Role.self, required: true)]
        ) {
            call in
            let role: Role = try call.choice("role") ?? .viewer
            let id = Membership.ID(call.call.parameter("member"))
            try await call.operations.members.change(id, to: role, by: call.actor)
            return ["id": .string(id.text), "role": .string(role.rawValue)]
        },
        ManagedRoute(.delete, "members/:member", "Removes a member or takes back an invitation.") { call in
            let id = Membership.ID(call.call.parameter("member"))
            try await call.operations.members.remove(id, by: call.actor)
            return ["id": .string(id.text), "state": "ended"]
        },
    ]
}

extension ManagementRoutes {
    static let invitations: [ManagedRoute] = [
        ManagedRoute(.get, "accounts/:account/memberships", "The accounts it belongs to or is invited to.") { call in
            let account = try await call.operations.accounts.account(try call.account())
            return .array(
                try await call.operations.members.places(of: account)
                    .map { place in
                        guard case .object(let members) = MembershipJSON.json(place.membership, at: place.instant)
                        else { return nil }
                        return .object(members + [.init("account", .object(AccountJSON.members(place.account)))])
                    }
            )
        },
        ManagedRoute(.post, "accounts/:account/memberships/:member/accept", "Accepts an invitation.") { call in
            let account = try await call.operations.accounts.account(try call.account())
            let id = Membership.ID(call.call.parameter("member"))
            try await call.operations.members.accept(id, by: account)
            return ["id": .string(id.text), "state": "active"]
        },
        ManagedRoute(.post, "accounts/:account/memberships/:member/leave", "Refuses an invitation, or leaves.") {
            call in
            let account = try await call.operations.accounts.account(try call.account())
            let id = Membership.ID(call.call.parameter("member"))
            let place = try await call.operations.members.places(of: account).first { $0.membership.id == id }
            guard let place else { throw Failure(.membershipNotFound) }
            if place.membership.memberID == nil {
                try await call.operations.members.refuse(id, by: account)
            } else {
                try await call.operations.members.remove(id, by: .owner(account.id))
            }
            return ["id": .string(id.text), "state": "ended"]
        },
    ]
}

/// Test accounts as JSON, with their passwords.
package enum TestAccountJSON {
    package static func json(_ opened: OpenedTestAccount) -> JSON {
        let testAccount = opened.testAccount
        return .object(
            AccountJSON.members(testAccount.account) + [
                .init("kind", .string(testAccount.kind.rawValue)),
                .init("description", .string(testAccount.description)),
                .init("balance", .money(testAccount.balance)),
                .init("verification_code", .string(testAccount.verificationCode)),
                .init("password", .string(opened.password.reveal())),
                .init("created_at", .date(testAccount.account.createdAt)),
            ]
        )
    }
}

/// Members as JSON.
package enum MembershipJSON {
    package static func json(_ membership: Membership, at now: Timestamp) -> JSON {
        [
            "id": .string(membership.id.text), "email": .string(membership.email.text),
            "role": .string(membership.role.rawValue), "state": .string(membership.state(at: now).rawValue),
            "account_id": membership.memberID.map { .id($0) } ?? nil, "invited_at": .date(membership.invitedAt),
            "accepted_at": .date(membership.acceptedAt),
        ]
    }
}

extension ManagedCall {
    fileprivate func testAccount() throws(Failure) -> Account.ID {
        guard let id = self.call.id("user", of: Account.self) else { throw Failure(.testAccountNotFound) }
        return id
    }
}
