/// What a person is in an account.
package enum Role: String, CaseIterable, Sendable {
    case owner
    case developer
    case viewer

    /// Whether somebody in this role may do this kind of thing.
    package func holds(_ right: Right) -> Bool {
        switch right {
        case .view: true
        case .develop: self != .viewer
        case .administer: self == .owner
        }
    }
}

/// A kind of thing that can be done in an account.
package enum Right: CaseIterable, Sendable {
    /// See applications, masked credentials, shares and activity.
    case view
    /// Create and edit applications; see and renew what can never move money.
    case develop
    /// See and renew what moves money; share, delete, and decide who belongs to the account.
    case administer
}
