import Synchronization

/// Keeps an error that happened while the server became ready, to be told after it has stopped.
final class StartFailure: Sendable {
    private let error = Mutex<(any Error)?>(nil)

    func set(_ error: any Error) { self.error.withLock { $0 = error } }

    /// - Throws: the error that was kept.
    func check() throws {
        if let error = self.error.withLock({ $0 }) { throw error }
    }
}
