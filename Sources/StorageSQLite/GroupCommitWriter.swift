import Dispatch
import Foundation
import GRDB
import Storage
import Synchronization

/// Runs the writes that wait at the same time in one SQLite transaction, each in its own savepoint.
///
/// A commit costs one disk flush whatever it holds, so sharing it multiplies the writes a second. Each write keeps
/// every promise of a transaction of its own: it is answered after the commit, and its failure undoes only itself.
final class GroupCommitWriter: Sendable {
    private struct Job: Sendable {
        let run: @Sendable (any Storage.Transaction) throws -> Void
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct Queue {
        var jobs: [Job] = []
        var isClosed = false
        var hasEnded = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    /// Jobs that may wait; one more is refused as unavailable.
    private static let waitingJobsMax = 10_000
    private static let batchJobsMax = 512
    /// Time after which a batch takes no further job, in nanoseconds.
    private static let batchNanosecondsMax: UInt64 = 10_000_000

    private let database: DatabaseQueue
    private let queue = Mutex(Queue())
    private let wakeUp = DispatchSemaphore(value: 0)
    private let observer = Mutex<(any CommitObserver)?>(nil)

    init(database: DatabaseQueue) {
        self.database = database
        let thread = Thread { [self] in self.runUntilClosed() }
        thread.name = "sqlite-writer"
        thread.start()
    }

    func observe(_ observer: any CommitObserver) { self.observer.withLock { $0 = observer } }

    func write<Output: Sendable>(
        _ body: @escaping @Sendable (any Storage.Transaction) throws -> Output
    ) async throws -> Output {
        let output = OutputBox<Output>()
        return try await withCheckedThrowingContinuation { continuation in
            self.add(
                Job(
                    run: { transaction in
                        let value = try body(transaction)
                        output.value.withLock { $0 = .success(value) }
                    },
                    finish: { error in
                        continuation.resume(with: error.map { .failure($0) } ?? output.value.withLock { $0 })
                    }
                )
            )
        }
    }

    /// Refuses further jobs and waits until those that were taken are done.
    func close() async {
        await withCheckedContinuation { continuation in
            let isDone = self.queue.withLock { queue in
                queue.isClosed = true
                if !queue.hasEnded { queue.closing.append(continuation) }
                return queue.hasEnded
            }
            if isDone { continuation.resume() }
            self.wakeUp.signal()
        }
    }

    private func add(_ job: Job) {
        let refusal = self.queue.withLock { queue -> StorageFailure? in
            guard !queue.isClosed else { return .unavailable("the database is closed") }
            guard queue.jobs.count < Self.waitingJobsMax else { return .unavailable("too many writes are waiting") }
            queue.jobs.append(job)
            return nil
        }
        if let refusal {
            job.finish(refusal)
        } else {
            self.wakeUp.signal()
        }
    }

    private func runUntilClosed() {
        while true {
            self.wakeUp.wait()
            let (jobs, isClosed) = self.queue.withLock { queue in
                let jobs = queue.jobs
                queue.jobs.removeAll(keepingCapacity: true)
                return (jobs, queue.isClosed)
            }
            var waiting = jobs[...]
            while !waiting.isEmpty { waiting = waiting.dropFirst(self.commit(waiting.prefix(Self.batchJobsMax))) }
            if isClosed { return self.end() }
        }
    }

    private func end() {
        let closing = self.queue.withLock { queue in
            queue.hasEnded = true
            return queue.closing
        }
        for continuation in closing { continuation.resume() }
    }

    /// Commits as many of the jobs as fit into a batch, answers them, and returns how many they were.
    private func commit(_ jobs: ArraySlice<Job>) -> Int {
        do {
            let observer = self.observer.withLock { $0 }
            let outcomes = try self.database.writeWithoutTransaction { database in
                let outcomes = try Self.runBatch(jobs, in: database)
                observer?.committed(SQLiteTransaction(database))
                return outcomes
            }
            for (job, outcome) in zip(jobs, outcomes) { job.finish(outcome) }
            return outcomes.count
        } catch {
            // Nothing of the batch is on disk: every job that ran is told so.
            let lost = (error as? BatchLost) ?? BatchLost(jobs: 1, cause: error)
            for job in jobs.prefix(lost.jobs) { job.finish(lost.failure) }
            return lost.jobs
        }
    }

    private static func runBatch(_ jobs: ArraySlice<Job>, in database: Database) throws -> [(any Error)?] {
        let start = DispatchTime.now().uptimeNanoseconds
        var outcomes: [(any Error)?] = []
        try database.beginTransaction(.immediate)
        do {
            for job in jobs {
                outcomes.append(try self.run(job, in: database))
                if DispatchTime.now().uptimeNanoseconds - start > self.batchNanosecondsMax { break }
            }
            try database.commit()
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            throw BatchLost(jobs: min(outcomes.count + 1, jobs.count), cause: error)
        }
        return outcomes
    }

    /// Runs one job in a savepoint and returns its own failure.
    /// - Throws: when the whole transaction is lost, as after a full disk.
    private static func run(_ job: Job, in database: Database) throws -> (any Error)? {
        try database.cachedStatement(sql: "SAVEPOINT job").execute()
        do {
            try job.run(SQLiteTransaction(database))
        } catch {
            guard database.isInsideTransaction else { throw error }
            try database.cachedStatement(sql: "ROLLBACK TO SAVEPOINT job").execute()
            try database.cachedStatement(sql: "RELEASE SAVEPOINT job").execute()
            return error
        }
        try database.cachedStatement(sql: "RELEASE SAVEPOINT job").execute()
        return nil
    }
}

/// A whole batch that was undone, as after a full disk.
private struct BatchLost: Error {
    /// How many jobs of the batch had begun.
    let jobs: Int
    let cause: any Error

    var failure: StorageFailure {
        switch self.cause {
        case let failure as StorageFailure: failure
        case let error as DatabaseError: StorageFailure(error)
        default: .unavailable("the transaction was lost")
        }
    }
}

/// Carries what a job returned from the writer's thread to its caller.
private final class OutputBox<Output: Sendable>: Sendable {
    let value = Mutex<Result<Output, any Error>>(.failure(StorageFailure.broken("the write never ran")))
}
