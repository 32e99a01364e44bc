import Domain
import HTTPTypes
import Operations
import Web

/// Opens a test account.
struct OpenTestAccount: CallerEndpoint {
    static let route = Route(.post, "/users/test")
    let testAccounts: TestAccountOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        try caller.requireOwner(.write)
        let fields = try Fields(try await call.json())
        guard let siteID = try fields.text("site_id") else {
            throw Failure(
                .missingParameter,
                field: "site_id",
                expected: Site.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        guard let description = try fields.text("description") else { throw Failure(.testAccountDescriptionInvalid) }
        let opened = try await self.open(siteID, description, try fields.text("kind"), caller)
        return Answer(status: .created, json: TestAccountView.json(opened))
    }

    private func open(
        _ siteID: String,
        _ description: String,
        _ kindName: String?,
        _ caller: Caller
    ) async throws -> OpenedTestAccount {
        guard let site = Site(rawValue: siteID) else { throw Failure(.siteUnknown) }
        guard let kind = kindName.map(TestAccount.Kind.init(rawValue:)) ?? .seller else {
            let known = TestAccount.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.invalidValue, field: "kind", expected: known)
        }
        return try await self.testAccounts.open(
            kind,
            in: site,
            description: description,
            balance: nil,
            for: caller.account.id,
            as: .owner(caller.account.id)
        )
    }
}

/// The same as older clients call it, which give a site alone.
struct OpenTestUser: CallerEndpoint {
    static let route = Route(.post, "/users/test_user")
    let testAccounts: TestAccountOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        try caller.requireOwner(.write)
        let fields = try Fields(try await call.json())
        let text = try fields.text("site_id")
        guard let site = text.map({ Site(rawValue: $0) }) ?? caller.site else { throw Failure(.siteUnknown) }
        let opened = try await self.testAccounts.open(
            .seller,
            in: site,
            description: "Test account",
            balance: nil,
            for: caller.account.id,
            as: .owner(caller.account.id)
        )
        return Answer(status: .created, json: TestAccountView.json(opened))
    }
}

/// The test accounts of the caller, without their passwords.
struct SearchTestAccounts: CallerEndpoint {
    static let route = Route(.get, "/test_user/search")
    let testAccounts: TestAccountOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        try caller.requireOwner(.read)
        let found = try await self.testAccounts
            .testAccounts(of: caller.account.id, as: .owner(caller.account.id))
        return Answer(
            json: [
                "total": .integer(found.count),
                "results": .array(found.map { TestAccountView.json($0, showsPassword: false) }),
            ]
        )
    }
}

/// Gives a test account a new password.
struct RenewTestAccountPassword: CallerEndpoint {
    static let route = Route(.put, "/test_user/:id/password")
    let testAccounts: TestAccountOperations

    func handle(_ call: Call, _ caller: Caller) async throws -> Answer {
        try caller.requireOwner(.write)
        guard let id = call.id("id", of: Account.self) else { throw Failure(.testAccountNotFound) }
        let opened = try await self.testAccounts
            .renewPassword(of: id, for: caller.account.id, as: .owner(caller.account.id))
        return Answer(
            json: [
                "message": "password successfully reset", "new_password": .string(opened.password.reveal()),
            ]
        )
    }
}

private enum TestAccountView {
    static func json(_ opened: OpenedTestAccount, showsPassword: Bool = true) -> JSON {
        let testAccount = opened.testAccount
        let account = testAccount.account
        var members: [JSON.Member] = [
            .init("id", .id(account.id)), .init("nickname", .string(account.nickname)),
            .init("site_status", "active"), .init("site_id", .string(account.site.rawValue)),
            .init("description", .string(testAccount.description)), .init("kind", .string(testAccount.kind.rawValue)),
            .init("email", .string(account.email.text)), .init("date_created", .date(account.createdAt)),
            .init("date_last_updated", .date(account.createdAt)),
        ]
        if showsPassword { members.append(.init("password", .string(opened.password.reveal()))) }
        return .object(members)
    }
}

extension Caller {
    /// Test accounts are the owner's: a share's pair does not reach them.
    /// - Throws: `insufficient_scope`.
    fileprivate func requireOwner(_ permission: Permission) throws(Failure) {
        guard self.credential.shareID == nil else { throw Failure(.insufficientScope, expected: "owner") }
        try self.require(permission)
    }
}
