package import Domain
import Storage

/// An answer and whether it is the replay of an earlier one.
package struct AnsweredOnce: Equatable, Sendable {
    package let answer: StoredAnswer
    package let isReplay: Bool
}

/// A request that must take effect once, however often it is sent.
package struct OnceRequest: Sendable {
    package let scope: IdempotencyScope
    /// Keyed hash of the request's body.
    package let fingerprint: [UInt8]

    package init(scope: IdempotencyScope, fingerprint: [UInt8]) {
        self.scope = scope
        self.fingerprint = fingerprint
    }
}

extension OperationContext {
    /// The answer kept for a request; nil when there is none yet.
    /// - Throws: `idempotency_key_reused`.
    func keptAnswer(_ request: OnceRequest, at now: Timestamp) async throws -> AnsweredOnce? {
        try await self.store.read { try Self.keptAnswer(request, at: now, in: $0) }
    }

    private static func keptAnswer(
        _ request: OnceRequest,
        at now: Timestamp,
        in transaction: any ReadTransaction
    ) throws -> AnsweredOnce? {
        guard let kept = try transaction.answer(under: request.scope, at: now) else { return nil }
        guard kept.fingerprint == request.fingerprint else { throw Failure(.idempotencyKeyReused) }
        return AnsweredOnce(answer: kept.answer, isReplay: true)
    }

    /// Runs a request's effect once and keeps its answer in the same transaction; repeats get the kept answer.
    ///
    /// A refusal is not kept, so that a corrected request runs. Concurrent repeats wait in the database.
    /// - Throws: `idempotency_key_reused`, or `idempotency_in_progress` when the first did not end within 10 s.
    func once(
        _ request: OnceRequest,
        at now: Timestamp,
        _ body: @escaping @Sendable (any Transaction) throws -> StoredAnswer
    ) async throws -> AnsweredOnce {
        do {
            return try await self.store.write { transaction in
                if let answered = try Self.keptAnswer(request, at: now, in: transaction) { return answered }
                let answer = try body(transaction)
                try transaction.keep(
                    answer,
                    under: request.scope,
                    fingerprint: request.fingerprint,
                    until: now.adding(Limits.idempotencyLife)
                )
                return AnsweredOnce(answer: answer, isReplay: false)
            }
        } catch StorageFailure.contention {
            throw Failure(.idempotencyInProgress, retryAfterSeconds: 1)
        }
    }
}
