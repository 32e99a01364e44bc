import Domain
import Storage

extension OperationContext {
    /// The key that encrypts new secrets of an account and mode; made when there is none yet.
    func dataKey(
        of account: Account.ID,
        _ mode: Mode,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> WrappedDataKey {
        if let key = try transaction.currentDataKey(of: account, mode) { return key }
        let key = try self.sealing.makeDataKey(for: account, mode, at: now)
        try transaction.insert(key)
        return key
    }

    var sealing: Sealing { Sealing(keyring: self.keyring, random: self.random) }
}
