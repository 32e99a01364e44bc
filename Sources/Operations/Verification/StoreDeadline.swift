import Storage
import Synchronization

extension OperationContext {
    /// Asks the database, and gives up when it does not answer soon: whoever calls is refused rather than kept waiting.
    ///
    /// What was asked is not called back; its answer comes to nobody.
    /// - Throws: `StorageFailure.unavailable` when no answer came in time, and what the work throws.
    func soon<Output: Sendable>(
        _ work: @escaping @Sendable (any Store) async throws -> Output
    ) async throws -> Output {
        let (store, wait) = (self.store, self.storeWait)
        return try await withCheckedThrowingContinuation { continuation in
            let first = FirstAnswer(continuation)
            let timer = Task {
                try await Task.sleep(for: wait)
                first.give(.failure(StorageFailure.unavailable("the database did not answer in time")))
            }
            Task {
                let result: Result<Output, any Error>
                do {
                    result = .success(try await work(store))
                } catch {
                    result = .failure(error)
                }
                timer.cancel()
                first.give(result)
            }
        }
    }
}

/// Hands on the first of several answers.
private final class FirstAnswer<Output: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Output, any Error>?>

    init(_ continuation: CheckedContinuation<Output, any Error>) {
        self.continuation = Mutex(continuation)
    }

    func give(_ answer: Result<Output, any Error>) {
        let waiting = self.continuation.withLock { continuation in
            defer { continuation = nil }
            return continuation
        }
        waiting?.resume(with: answer)
    }
}
