/// Who asks for an operation: what may be done depends on it, and the audit names it.
package enum Actor: Hashable, Sendable {
    /// Whoever can run commands on the server's own data.
    case `operator`
    /// A signed-in owner.
    case owner(Account.ID)

    package var accountID: Account.ID? {
        switch self {
        case .operator: nil
        case .owner(let id): id
        }
    }

    /// Whether it may administer what belongs to this account.
    package func administers(_ account: Account.ID) -> Bool {
        switch self {
        case .operator: true
        case .owner(let id): id == account
        }
    }
}
