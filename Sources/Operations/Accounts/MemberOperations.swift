package import Domain
import Storage

/// Who belongs to an account, and the instant at which their states hold.
package struct Members: Sendable {
    package let owner: Account
    package let memberships: [Membership]
    package let instant: Timestamp
}

/// An invitation, or a place in another account, as its person sees it.
package struct Place: Sendable {
    package let membership: Membership
    package let account: Account
    package let instant: Timestamp
}

/// What can be done with the members of an account.
package struct MemberOperations: Sendable {
    let context: OperationContext

    /// Invites whoever has an account with this address, or opens one.
    /// - Throws: `account_not_found`, `role_insufficient`, `last_owner`, `membership_duplicate` or `membership_limit`.
    package func invite(
        _ email: EmailAddress,
        as role: Role,
        to accountID: Account.ID,
        by actor: Actor
    ) async throws -> Membership {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            let account = try Self.account(accountID, for: actor, .administer, in: transaction)
            guard account.email.canonical != email.canonical else { throw Failure(.lastOwner) }
            let present = try transaction.memberships(in: account.id).filter { $0.state(at: now) != .ended }
            guard !present.contains(where: { $0.email.canonical == email.canonical }) else {
                throw Failure(.membershipDuplicate)
            }
            guard present.count < Limits.membersPerAccountMax else {
                throw Failure(.membershipLimit, expected: String(Limits.membersPerAccountMax))
            }
            let membership = Membership(
                id: self.context.random.membershipID(),
                accountID: account.id,
                email: email,
                role: role,
                invitedAt: now,
                invitationEndsAt: now.adding(Limits.invitationLife)
            )
            try transaction.insert(membership)
            try self.audit(membership, .memberInvited, by: actor.accountID, at: now, in: transaction)
            try self.context.enqueue(
                .memberInvited,
                to: email,
                account.site.language,
                ["account": account.email.text, "role": role.rawValue],
                at: now,
                in: transaction
            )
            return membership
        }
    }

    /// Accepts an invitation.
    /// - Throws: `membership_not_found` or `membership_over`.
    package func accept(_ id: Membership.ID, by account: Account) async throws {
        try await self.answer(id, .memberJoined, by: account) { membership, now throws(Failure) in
            try membership.accept(by: account, at: now)
        }
    }

    /// Refuses an invitation.
    /// - Throws: `membership_not_found` or `membership_over`.
    package func refuse(_ id: Membership.ID, by account: Account) async throws {
        try await self.answer(id, .memberRemoved, by: account) { membership, now throws(Failure) in
            try membership.refuse(by: account, at: now)
        }
    }

    /// Gives a member another role.
    /// - Throws: `membership_not_found`, `role_insufficient` or `membership_over`.
    package func change(_ id: Membership.ID, to role: Role, by actor: Actor) async throws {
        try await self.decide(id, .memberChanged, by: actor) { membership, now throws(Failure) in
            try membership.change(to: role, at: now)
        }
    }

    /// Removes a member, takes back an invitation, or leaves an account.
    /// - Throws: `membership_not_found`, `role_insufficient` or `membership_over`.
    package func remove(_ id: Membership.ID, by actor: Actor) async throws {
        try await self.decide(id, .memberRemoved, by: actor, mayBeSelf: true) { membership, now throws(Failure) in
            try membership.end(at: now)
        }
    }

    /// Who belongs to an account, invitations included.
    /// - Throws: `account_not_found`.
    package func members(of accountID: Account.ID, as actor: Actor) async throws -> Members {
        let now = self.context.time.now()
        return try await self.context.store.read { transaction in
            let account = try Self.account(accountID, for: actor, .view, in: transaction)
            let memberships = try transaction.memberships(in: account.id).filter { $0.state(at: now) != .ended }
            return Members(owner: account, memberships: memberships, instant: now)
        }
    }

    /// The accounts a person belongs to or is invited to.
    package func places(of person: Account) async throws -> [Place] {
        let now = self.context.time.now()
        return try await self.context.store.read { transaction in
            try transaction.memberships(offeredTo: person.email).filter { $0.state(at: now) != .ended }
                .compactMap { membership in
                    try transaction.account(membership.accountID)
                        .map { Place(membership: membership, account: $0, instant: now) }
                }
        }
    }

    private func answer(
        _ id: Membership.ID,
        _ action: AuditRecord.Action,
        by account: Account,
        _ change: @escaping @Sendable (inout Membership, Timestamp) throws(Failure) -> Void
    ) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard var membership = try transaction.membership(id) else { throw Failure(.membershipNotFound) }
            try change(&membership, now)
            try transaction.update(membership)
            try self.audit(membership, action, by: account.id, at: now, in: transaction)
        }
    }

    private func decide(
        _ id: Membership.ID,
        _ action: AuditRecord.Action,
        by actor: Actor,
        mayBeSelf: Bool = false,
        _ change: @escaping @Sendable (inout Membership, Timestamp) throws(Failure) -> Void
    ) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard var membership = try transaction.membership(id) else { throw Failure(.membershipNotFound) }
            let isSelf = membership.memberID != nil && membership.memberID == actor.accountID
            if !(mayBeSelf && isSelf) {
                try actor.require(.administer, in: membership.accountID, else: .membershipNotFound)
            }
            try change(&membership, now)
            try transaction.update(membership)
            try self.audit(membership, action, by: actor.accountID, at: now, in: transaction)
        }
    }

    private static func account(
        _ id: Account.ID,
        for actor: Actor,
        _ right: Right,
        in transaction: any ReadTransaction
    ) throws -> Account {
        try actor.require(right, in: id, else: .accountNotFound)
        guard let account = try transaction.account(id) else { throw Failure(.accountNotFound) }
        return account
    }

    private func audit(
        _ membership: Membership,
        _ action: AuditRecord.Action,
        by actor: Account.ID?,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let detail = AuditDetail([.email: membership.email.text, .role: membership.role.rawValue])
        for side in Set([membership.accountID, membership.memberID].compactMap(\.self)) {
            try self.context.audit(action, of: side, by: actor, detail, at: now, in: transaction)
        }
    }
}
