package import Domain
import HTTPTypes
import Operations
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
                .text("description", required: true),
            ],
            status: .created
        ) { call in
            let opened = try await call.operations.testAccounts.open(
                try call.choice("kind") ?? .seller,
                in: try call.choice("site_id"),
                description: try call.text("description", expected: "a description"),
                balance: nil,
                for: try call.account(),
                as: call.actor
            )
            return TestAccountJSON.json(opened)
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

/// Test accounts as JSON, with their passwords.
private enum TestAccountJSON {
    static func json(_ opened: OpenedTestAccount) -> JSON {
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
private enum MembershipJSON {
    static func json(_ membership: Membership, at now: Timestamp) -> JSON {
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
