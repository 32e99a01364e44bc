package import Domain
import Storage

extension Failure {
    /// What a caller is told of an error that no operation expected, and the detail for the log; nil detail when the
    /// error was a `Failure` all along.
    package static func translating(_ error: any Error) -> (failure: Failure, detail: String?) {
        switch error {
        case let failure as Failure: (failure, nil)
        case StorageFailure.unavailable(let detail), StorageFailure.contention(let detail):
            (Failure(.storageUnavailable, retryAfterSeconds: 1), detail)
        default: (Failure(.internalError), "\(error)")
        }
    }
}
