import Domain
import Storage

extension OperationContext {
    /// Writes an event, in the transaction of what it tells: it is told exactly when that happened.
    /// - Parameters:
    ///   - account: Whose integration is told.
    ///   - resource: The id of what it is about: digits, or in lower case, so that every reader of a signature agrees on it.
    func record(
        _ kind: Event.Kind,
        of account: Account.ID,
        _ application: Application.ID,
        _ mode: Mode,
        about resource: String,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try transaction.insert(
            Event(
                id: self.random.eventID(at: now),
                accountID: account,
                applicationID: application,
                mode: mode,
                kind: kind,
                resourceID: resource,
                occurredAt: now
            )
        )
    }
}
