package import Domain
import Storage

/// A pair that can be renewed: which of an application's, and in which mode.
package struct PairReference: Hashable, Sendable {
    package let applicationID: Application.ID
    package let mode: Mode
    package let pair: CredentialPair

    package init(_ applicationID: Application.ID, _ mode: Mode, _ pair: CredentialPair) {
        self.applicationID = applicationID
        self.mode = mode
        self.pair = pair
    }
}

/// The strings of a new generation, in plain text.
package enum IssuedPair: Sendable {
    case keys(IssuedCredentials.Pair)
    case client(Secret)
}

/// What can be done about the renewal of a pair.
package struct RenewalOperations: Sendable {
    let context: OperationContext

    /// Issues the next generation of a pair; the one before works on for the overlap.
    /// - Parameter generation: The current one as whoever asks saw it: the same wish twice renews once.
    /// - Throws: `application_not_found`, `role_insufficient`, `pair_not_issued`, `renewal_in_overlap` or
    ///   `renewal_outdated`.
    package func renew(
        _ reference: PairReference,
        overlap: Overlap,
        expecting generation: Int64? = nil,
        as actor: Actor
    ) async throws -> (Renewal, IssuedPair) {
        try await self.issueNext(reference, overlap, .renewed, expecting: generation, as: actor) { transaction, now in
            guard let open = try transaction.openRenewal(of: reference, at: now) else { return }
            throw Failure(.renewalInOverlap, expected: WireDate.text(open.endsAt))
        }
    }

    /// Ends everything of a pair that leaked at once, an open overlap included, and issues its next generation.
    /// - Throws: `application_not_found`, `role_insufficient`, `pair_not_issued` or `renewal_outdated`.
    package func replaceLeaked(
        _ reference: PairReference,
        expecting generation: Int64? = nil,
        as actor: Actor
    ) async throws -> (Renewal, IssuedPair) {
        try await self.issueNext(reference, .none, .replacedLeaked, expecting: generation, as: actor) {
            transaction,
            now in
            guard var open = try transaction.openRenewal(of: reference, at: now) else { return }
            try open.close(.leaked, at: now)
            try transaction.update(open)
            try transaction.revoke(reference, generation: open.retiringGeneration, at: now)
            try self.audit(open, .renewalClosed, by: actor.accountID, at: now, in: transaction)
            try self.tell(.credentialRevoked, open, at: now, in: transaction)
        }
    }

    /// Makes the generation before the current one again; the new one works on for the same overlap.
    /// - Throws: `application_not_found`, `renewal_none`, `renewal_closed` or `renewal_already_undone`.
    package func undo(_ reference: PairReference, as actor: Actor) async throws -> Renewal {
        try await self.change(reference, .renewalUndone, as: actor) { renewal, now throws(Failure) in
            try renewal.undo(at: now)
        }
    }

    /// Gives the retiring generation more time, counted from now.
    /// - Throws: `application_not_found`, `renewal_none`, `renewal_closed` or `overlap_not_longer`.
    package func extend(_ reference: PairReference, to overlap: Overlap, as actor: Actor) async throws -> Renewal {
        try await self.change(reference, .renewalExtended, as: actor) { renewal, now throws(Failure) in
            try renewal.extend(to: overlap, at: now)
        }
    }

    /// Ends the retiring generation now.
    /// - Throws: `application_not_found`, `renewal_none` or `renewal_closed`.
    package func close(_ reference: PairReference, as actor: Actor) async throws -> Renewal {
        try await self.change(reference, .renewalClosed, as: actor) { renewal, now throws(Failure) in
            try renewal.close(.requested, at: now)
        }
    }

    /// Ends the overlaps whose retiring generation nobody has used for long enough.
    func closeUnused(at now: Timestamp, batchMax: Int64) async throws {
        var last = ""
        while true {
            let after = last
            let renewals = try await self.context.store.read { transaction in
                try transaction.renewalsUntilUnused(at: now, after: after, limit: batchMax)
            }
            for renewal in renewals { try await self.closeIfUnused(renewal.id, PairReference(renewal), at: now) }
            guard renewals.count == Int(batchMax), let end = renewals.last?.id.text else { return }
            last = end
        }
    }

    private func closeIfUnused(_ id: Renewal.ID, _ reference: PairReference, at now: Timestamp) async throws {
        try await self.context.store.write { transaction in
            guard var renewal = try transaction.openRenewal(of: reference, at: now), renewal.id == id else { return }
            let lastUse = try transaction.lastUse(
                of: renewal.applicationID,
                renewal.mode,
                renewal.pair,
                generation: renewal.retiringGeneration
            )
            guard renewal.isUnused(since: lastUse, at: now) else { return }
            try renewal.close(.unused, at: now)
            try self.save(renewal, .renewalClosed, by: nil, at: now, in: transaction)
        }
    }

    private func issueNext(
        _ reference: PairReference,
        _ overlap: Overlap,
        _ action: AuditRecord.Action,
        expecting generation: Int64?,
        as actor: Actor,
        afterChecking check: @escaping @Sendable (any Transaction, Timestamp) throws -> Void
    ) async throws -> (Renewal, IssuedPair) {
        let now = self.context.time.now()
        let id = self.context.random.renewalID()
        return try await self.context.store.write { transaction in
            let application = try transaction.standingApplication(
                reference.applicationID,
                for: actor,
                reference.mode.right
            )
            try check(transaction, now)
            let kind = reference.pair.kinds[0]
            guard
                let current = try transaction.currentGeneration(of: application.id, reference.mode, kind),
                let newest = try transaction.newestGeneration(of: application.id, reference.mode, kind)
            else { throw Failure(.pairNotIssued) }
            guard generation.map({ $0 == current }) ?? true else { throw Failure(.renewalOutdated) }
            let renewal = Renewal(
                id: id,
                applicationID: application.id,
                accountID: application.accountID,
                mode: reference.mode,
                pair: reference.pair,
                replacedGeneration: current,
                issuedGeneration: newest + 1,
                overlap: overlap,
                startedAt: now
            )
            if overlap == .none {
                try transaction.revoke(reference, generation: current, at: now)
            } else {
                try transaction.setEnd(renewal.endsAt, of: reference, generation: current)
            }
            let issued = try self.issue(reference, newest + 1, for: application, at: now, in: transaction)
            try transaction.insert(renewal)
            try self.audit(renewal, action, by: actor.accountID, at: now, in: transaction)
            try self.tell(.credentialRenewed, renewal, at: now, in: transaction)
            if overlap == .none { try self.tell(.credentialRevoked, renewal, at: now, in: transaction) }
            try self.mail(renewal, application, at: now, in: transaction)
            return (renewal, issued)
        }
    }

    private func issue(
        _ reference: PairReference,
        _ generation: Int64,
        for application: Application,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> IssuedPair {
        let issuer = CredentialIssuer(context: self.context)
        switch reference.pair {
        case .keys:
            return .keys(
                try issuer.issuePair(
                    for: application,
                    reference.mode,
                    generation: generation,
                    at: now,
                    in: transaction
                )
            )
        case .client:
            return .client(
                try issuer.issueClientSecret(
                    for: application,
                    reference.mode,
                    generation: generation,
                    at: now,
                    in: transaction
                )
            )
        }
    }

    private func change(
        _ reference: PairReference,
        _ action: AuditRecord.Action,
        as actor: Actor,
        _ change: @escaping @Sendable (inout Renewal, Timestamp) throws(Failure) -> Void
    ) async throws -> Renewal {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            _ = try transaction.standingApplication(
                reference.applicationID,
                for: actor,
                reference.mode.right
            )
            let latest = try transaction.latestRenewal(of: reference.applicationID, reference.mode, reference.pair)
            guard var renewal = latest else { throw Failure(.renewalNone) }
            try change(&renewal, now)
            try self.save(renewal, action, by: actor.accountID, at: now, in: transaction)
            return renewal
        }
    }

    /// Writes a changed renewal, and the ends of its two generations as it now has them.
    private func save(
        _ renewal: Renewal,
        _ action: AuditRecord.Action,
        by actor: Account.ID?,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let reference = PairReference(renewal)
        try transaction.update(renewal)
        if renewal.closedAt == nil {
            // First the end, then the current one: the schema allows one without an end at any instant.
            try transaction.setEnd(renewal.endsAt, of: reference, generation: renewal.retiringGeneration)
            try transaction.setEnd(nil, of: reference, generation: renewal.currentGeneration)
        } else {
            try transaction.revoke(reference, generation: renewal.retiringGeneration, at: now)
            try self.tell(.credentialRevoked, renewal, at: now, in: transaction)
        }
        try self.audit(renewal, action, by: actor, at: now, in: transaction)
    }

    /// Writes the event of what became of a pair.
    private func tell(
        _ kind: Event.Kind,
        _ renewal: Renewal,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try self.context.record(
            kind,
            of: renewal.accountID,
            renewal.applicationID,
            renewal.mode,
            about: renewal.applicationID.description,
            at: now,
            in: transaction
        )
    }

    /// Tells the owner of a production renewal, whoever made it.
    private func mail(
        _ renewal: Renewal,
        _ application: Application,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        guard renewal.mode == .live, let owner = try transaction.account(application.accountID) else { return }
        try self.context.enqueue(
            .credentialRenewed,
            to: owner.email,
            owner.site.language,
            [
                "application": application.profile.name, "number": application.id.description,
                "pair": renewal.pair.rawValue, "end": owner.site.clockText(renewal.endsAt, owner.site.language),
            ],
            at: now,
            in: transaction
        )
    }

    private func audit(
        _ renewal: Renewal,
        _ action: AuditRecord.Action,
        by actor: Account.ID?,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try transaction.insert(
            AuditRecord(
                id: self.context.random.auditID(at: now),
                accountID: renewal.accountID,
                applicationID: renewal.applicationID,
                actorID: actor,
                action: action,
                detail: AuditDetail([
                    .mode: renewal.mode.rawValue, .pair: renewal.pair.rawValue,
                    .from: String(renewal.retiringGeneration), .to: String(renewal.currentGeneration),
                    .overlap: renewal.overlap.rawValue, .closing: renewal.closing?.rawValue,
                    .end: renewal.closing == nil ? WireDate.text(renewal.endsAt) : nil,
                ]),
                occurredAt: now
            )
        )
    }
}

extension PairReference {
    fileprivate init(_ renewal: Renewal) {
        self.init(renewal.applicationID, renewal.mode, renewal.pair)
    }
}

extension ReadTransaction {
    fileprivate func openRenewal(of reference: PairReference, at now: Timestamp) throws -> Renewal? {
        let latest = try self.latestRenewal(of: reference.applicationID, reference.mode, reference.pair)
        return latest.flatMap { $0.isOpen(at: now) ? $0 : nil }
    }
}

extension Transaction {
    fileprivate func setEnd(_ end: Timestamp?, of reference: PairReference, generation: Int64) throws {
        try self.setEnd(end, of: reference.applicationID, reference.mode, reference.pair, generation: generation)
    }

    fileprivate func revoke(_ reference: PairReference, generation: Int64, at now: Timestamp) throws {
        try self.revoke(reference.pair, of: reference.applicationID, reference.mode, generation: generation, at: now)
    }
}
