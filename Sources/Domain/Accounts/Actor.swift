/// Who asks for an operation: what may be done depends on it, and the audit names it.
package enum Actor: Hashable, Sendable {
    /// Whoever can run commands on the server's own data.
    case `operator`
    /// A signed-in person, by the account they sign in with, and their role in every account they belong to.
    case person(Account.ID, roles: [Account.ID: Role])

    /// The owner of an account, and of nothing else.
    package static func owner(_ id: Account.ID) -> Actor { .person(id, roles: [id: .owner]) }

    package var accountID: Account.ID? {
        switch self {
        case .operator: nil
        case .person(let id, _): id
        }
    }

    /// Its role in an account; nil when the account is none of its business.
    package func role(in account: Account.ID) -> Role? {
        switch self {
        case .operator: .owner
        case .person(_, let roles): roles[account]
        }
    }

    /// Whether it may administer what belongs to this account.
    package func administers(_ account: Account.ID) -> Bool { self.role(in: account)?.holds(.administer) ?? false }

    /// - Parameter absent: What a stranger is told: the same as of something that is not there.
    /// - Throws: `absent`, or `role_insufficient` when the role does not allow it.
    package func require(_ right: Right, in account: Account.ID, else absent: Failure.Code) throws(Failure) {
        guard let role = self.role(in: account) else { throw Failure(absent) }
        guard role.holds(right) else { throw Failure(.roleInsufficient, expected: role.rawValue) }
    }
}
