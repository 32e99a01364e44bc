import Domain
import Logging
import ServiceLifecycle
import Storage

/// Ends what has waited too long: unpaid payments, uncaptured ones, kept answers, overlaps nobody needs any more.
package struct Upkeep: Service {
    /// Rows handled in one transaction.
    private static let batchMax: Int64 = 200

    private let context: OperationContext
    private let interval: Duration

    package init(_ context: OperationContext, interval: Duration = .seconds(30)) {
        self.context = context
        self.interval = interval
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await self.runOnce()
                } catch {
                    self.context.logger.error("upkeep failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: self.interval)
            }
        }
    }

    /// Does what is due now.
    package func runOnce() async throws {
        let now = self.context.time.now()
        while try await self.expirePayments(at: now) == Self.batchMax {}
        while try await self.context.store.write({ try $0.deleteAnswers(before: now, limit: Self.batchMax) })
            == Int(Self.batchMax)
        {}
        // What was counted here and not written yet is a use too.
        try await self.context.usage.flush(to: self.context.store)
        try await RenewalOperations(context: self.context).closeUnused(at: now, batchMax: Self.batchMax)
        let binned = now.subtracting(Limits.binLife)
        try await self.context.store.write { try $0.emptyBin(deletedBefore: binned, at: now) }
        while try await self.context.store
            .write({ try $0.dropSealedCopies(endedBefore: now, limit: Self.batchMax) }) == Int(Self.batchMax)
        {}
        while try await self.context.store
            .write({ try $0.deleteSessions(endedBefore: now, limit: Self.batchMax) }) == Int(Self.batchMax)
        {}
        while try await self.context.store
            .write({ try $0.deleteAccountLinks(endedBefore: now, limit: Self.batchMax) }) == Int(Self.batchMax)
        {}
        let kept = now.subtracting(Limits.endedTokenLife)
        while try await self.context.store
            .write({ try $0.deleteEndedOAuth(before: now, keptSince: kept, limit: Self.batchMax) }) > 0
        {}
        while try await self.context.store
            .write({ try $0.pruneJournal(keeping: Limits.journalEntriesMax, limit: Self.batchMax) })
            == Int(Self.batchMax)
        {}
        let forgotten = now.subtracting(Limits.usageLife)
        while try await self.context.store.write({ try $0.deleteUses(before: forgotten, limit: Self.batchMax) })
            == Int(Self.batchMax)
        {}
    }

    private func expirePayments(at now: Timestamp) async throws -> Int64 {
        try await self.context.store.write { transaction in
            let due = try transaction.paymentsPastEnd(at: now, limit: Self.batchMax)
            for before in due {
                var payment = before
                guard payment.expire(at: now) else { continue }
                try self.context.save(payment, from: before, at: now, in: transaction)
            }
            return Int64(due.count)
        }
    }
}
