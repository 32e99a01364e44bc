package import Domain
import Storage

/// What can be read of the audit.
package struct AuditOperations: Sendable {
    let context: OperationContext

    /// Records of one page.
    package static let pageMax: Int64 = 100

    /// The audit records of an account, newest first, a page at a time.
    /// - Parameters:
    ///   - application: Only what was done with this one; nil for everything.
    ///   - before: The last record of the page before; nil begins with the newest.
    /// - Throws: `account_not_found`, also when the actor may not administer the account.
    package func records(
        of accountID: Account.ID,
        about application: Application.ID? = nil,
        before: AuditRecord.ID? = nil,
        limit: Int64 = Self.pageMax,
        as actor: Actor
    ) async throws -> [AuditRecord] {
        try await self.context.store.read { transaction in
            try actor.require(.view, in: accountID, else: .accountNotFound)
            guard try transaction.account(accountID) != nil else { throw Failure(.accountNotFound) }
            return try transaction.auditRecords(
                of: accountID,
                about: application,
                before: before,
                limit: min(limit, Self.pageMax)
            )
        }
    }

    /// Writes down what a member tried beyond their role, where its owners see it.
    /// - Parameter deed: The path of the page.
    package func recordRefusal(_ deed: String, in account: Account.ID, by person: Account.ID) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            let detail = AuditDetail([.path: String(deed.prefix(200))])
            try self.context.audit(.deedRefused, of: account, by: person, detail, at: now, in: transaction)
        }
    }
}
