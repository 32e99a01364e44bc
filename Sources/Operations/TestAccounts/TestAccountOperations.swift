package import Domain
import Storage

/// A test account with the password it signs in with.
package struct OpenedTestAccount: Sendable {
    package let testAccount: TestAccount
    package let password: Secret
}

/// What can be done with test accounts.
package struct TestAccountOperations: Sendable {
    let context: OperationContext

    /// Opens a test account for an owner; there is no limit to their number.
    /// - Parameter site: Nil for the owner's own.
    /// - Throws: `account_not_found`, `role_insufficient`, `test_account_nested`, `invalid_amount` or
    ///   `test_account_description_invalid`.
    package func open(
        _ kind: TestAccount.Kind,
        in site: Site?,
        description: String,
        balance: Money?,
        for ownerID: Account.ID,
        as actor: Actor
    ) async throws -> OpenedTestAccount {
        let now = self.context.time.now()
        let password = Secret(self.context.random.password())
        let hash = try await self.context.hasher.hash(password)
        return try await self.context.store.write { transaction in
            let owner = try Self.owner(ownerID, for: actor, in: transaction)
            guard owner.testKind == nil else { throw Failure(.testAccountNested) }
            let account = try self.account(kind, in: site ?? owner.site, at: now)
            let currency = account.site.currency
            guard balance.map({ $0.currency == currency }) ?? true else {
                throw Failure(.invalidAmount, field: "amount", expected: "an amount in \(currency.rawValue)")
            }
            let testAccount = try TestAccount(
                account: account,
                kind: kind,
                ownerID: owner.id,
                description: description,
                balance: balance ?? Money(minor: 0, currency: currency)
            )
            try transaction.insert(account, passwordHash: hash)
            try transaction.insert(testAccount, try self.sealed(password, testAccount, at: now, in: transaction))
            return OpenedTestAccount(testAccount: testAccount, password: password)
        }
    }

    /// The test accounts of an owner with their passwords, newest first.
    /// - Throws: `account_not_found` or `role_insufficient`.
    package func testAccounts(of ownerID: Account.ID, as actor: Actor) async throws -> [OpenedTestAccount] {
        try await self.context.store.read { transaction in
            let owner = try Self.owner(ownerID, for: actor, in: transaction)
            return try transaction.testAccounts(of: owner.id, limit: Limits.rowsShownMax)
                .map { testAccount, sealed in
                    guard let key = try transaction.dataKey(sealed.dataKeyID) else { throw SealFailure.keyMissing }
                    let place = Sealing.Place.testAccount(testAccount.account.id)
                    let password = try self.context.sealing.open(sealed.sealed, at: place, with: key)
                    return OpenedTestAccount(testAccount: testAccount, password: password)
                }
        }
    }

    /// Gives a test account a new password; its sessions end.
    /// - Throws: `test_account_not_found` or `role_insufficient`.
    package func renewPassword(
        of id: Account.ID,
        for ownerID: Account.ID,
        as actor: Actor
    ) async throws -> OpenedTestAccount {
        let now = self.context.time.now()
        let password = Secret(self.context.random.password())
        let hash = try await self.context.hasher.hash(password)
        return try await self.context.store.write { transaction in
            let testAccount = try Self.find(id, of: ownerID, for: actor, in: transaction)
            try transaction.setPasswordHash(hash, of: id)
            try transaction.deleteSessions(of: id)
            try transaction.update(try self.sealed(password, testAccount, at: now, in: transaction), of: id)
            return OpenedTestAccount(testAccount: testAccount, password: password)
        }
    }

    /// Changes the description.
    /// - Throws: `test_account_not_found`, `role_insufficient` or `test_account_description_invalid`.
    package func describe(
        _ id: Account.ID,
        _ description: String,
        for ownerID: Account.ID,
        as actor: Actor
    ) async throws {
        try await self.change(id, for: ownerID, as: actor) { testAccount, _ throws(Failure) in
            try testAccount.describe(description)
        }
    }

    /// Adds invented money.
    /// - Throws: `test_account_not_found`, `role_insufficient` or `invalid_amount`.
    package func add(_ amount: Money, to id: Account.ID, for ownerID: Account.ID, as actor: Actor) async throws {
        try await self.change(id, for: ownerID, as: actor) { testAccount, _ throws(Failure) in
            try testAccount.add(amount)
        }
    }

    /// Deletes a test account: it is blocked with everything it owns, for good.
    /// - Throws: `test_account_not_found` or `role_insufficient`.
    package func delete(_ id: Account.ID, for ownerID: Account.ID, as actor: Actor) async throws {
        try await self.change(id, for: ownerID, as: actor) { testAccount, now throws(Failure) in
            testAccount.delete(at: now)
        }
    }

    private func change(
        _ id: Account.ID,
        for ownerID: Account.ID,
        as actor: Actor,
        _ change: @escaping @Sendable (inout TestAccount, Timestamp) throws(Failure) -> Void
    ) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            var testAccount = try Self.find(id, of: ownerID, for: actor, in: transaction)
            try change(&testAccount, now)
            try transaction.update(testAccount)
        }
    }

    private static func owner(
        _ id: Account.ID,
        for actor: Actor,
        in transaction: any ReadTransaction
    ) throws -> Account {
        try actor.require(.develop, in: id, else: .accountNotFound)
        guard let owner = try transaction.account(id) else { throw Failure(.accountNotFound) }
        return owner
    }

    private static func find(
        _ id: Account.ID,
        of ownerID: Account.ID,
        for actor: Actor,
        in transaction: any ReadTransaction
    ) throws -> TestAccount {
        try actor.require(.develop, in: ownerID, else: .testAccountNotFound)
        guard let (found, _) = try transaction.testAccount(id, of: ownerID) else {
            throw Failure(.testAccountNotFound)
        }
        return found
    }

    private func account(_ kind: TestAccount.Kind, in site: Site, at now: Timestamp) throws -> Account {
        let id = self.context.random.accountID()
        return Account(
            id: id,
            site: site,
            email: try EmailAddress("test_user_\(id)@testuser.com"),
            nickname: "TESTUSER\(id)",
            createdAt: now,
            testKind: kind
        )
    }

    private func sealed(
        _ password: Secret,
        _ testAccount: TestAccount,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> SealedPassword {
        let key = try self.context.dataKey(of: testAccount.ownerID, .test, at: now, in: transaction)
        let place = Sealing.Place.testAccount(testAccount.account.id)
        return SealedPassword(
            dataKeyID: key.id,
            sealed: try self.context.sealing.seal(password, at: place, with: key)
        )
    }
}
