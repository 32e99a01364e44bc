package import Domain
import Storage

/// What can be done with accounts.
package struct AccountOperations: Sendable {
    let context: OperationContext

    /// Opens an account.
    /// - Throws: `email_taken`, or the password's failure.
    package func create(
        email: EmailAddress,
        site: Site,
        password: Secret,
        firstName: String? = nil,
        lastName: String? = nil
    ) async throws -> Account {
        let (account, hash) = try await self.make(email, site, password, firstName: firstName, lastName: lastName)
        try await self.context.store.write { transaction in
            if try transaction.account(email: email) != nil { throw Failure(.emailTaken) }
            try transaction.insert(account, passwordHash: hash)
        }
        return account
    }

    /// A new account that is not stored yet, and the stored form of its password.
    func make(
        _ email: EmailAddress,
        _ site: Site,
        _ password: Secret,
        firstName: String? = nil,
        lastName: String? = nil
    ) async throws -> (Account, passwordHash: String) {
        try PasswordRule.check(password.reveal(), for: email)
        let id = self.context.random.accountID()
        let account = Account(
            id: id,
            site: site,
            email: email,
            nickname: "OWNER\(id)",
            firstName: firstName,
            lastName: lastName,
            createdAt: self.context.time.now()
        )
        return (account, try await self.context.hasher.hash(password))
    }

    /// Accounts in the order of their numbers, without those for tests; a page at a time.
    /// - Throws: `role_insufficient` for anybody but the operator.
    package func accounts(after last: Account.ID?, as actor: Actor) async throws -> [Account] {
        guard actor == .operator else { throw Failure(.roleInsufficient, expected: "operator") }
        return try await self.context.store.read { try $0.accounts(after: last, limit: Limits.rowsShownMax) }
    }

    /// - Throws: `account_not_found`.
    package func account(_ id: Account.ID) async throws -> Account {
        guard let account = try await self.context.store.read({ try $0.account(id) }) else {
            throw Failure(.accountNotFound)
        }
        return account
    }
}
