/// Who makes a call: an account, through an application, with one of its credentials.
///
/// A class, since it is remembered once and handed to every call that presents the same text.
package final class Caller: Equatable, Sendable {
    package let credential: Credential
    package let application: CallingApplication
    package let account: Account
    /// From where and how often its pair works; nil without any bound.
    package let restrictions: Restrictions?
    /// What it may do: what the credential may, of what its application may.
    package let permissions: Set<Permission>

    package init(
        credential: Credential,
        application: CallingApplication,
        account: Account,
        restrictions: Restrictions? = nil
    ) {
        self.credential = credential
        self.application = application
        self.account = account
        self.restrictions = restrictions
        self.permissions = credential.permissions?.intersection(application.permissions) ?? application.permissions
    }

    package static func == (left: Caller, right: Caller) -> Bool {
        left === right
            || (left.credential == right.credential && left.application == right.application
                && left.account == right.account && left.restrictions == right.restrictions)
    }

    package var mode: Mode { self.credential.mode }
    package var site: Site { self.account.site }

    /// - Throws: `insufficient_scope` when the application or the share lacks the permission.
    package func require(_ permission: Permission) throws(Failure) {
        guard self.permissions.contains(permission) else {
            throw Failure(.insufficientScope, expected: permission.rawValue)
        }
    }
}

/// What a call needs to know of its application; every call reads it, so it is kept small.
package struct CallingApplication: Equatable, Sendable {
    package let id: Application.ID
    package let ownerID: Account.ID
    package let name: String
    package let permissions: Set<Permission>
    package let activatedAt: Timestamp?
    /// Whether it is blocked or deleted.
    package let isOff: Bool

    package init(
        id: Application.ID,
        ownerID: Account.ID,
        name: String,
        permissions: Set<Permission>,
        activatedAt: Timestamp?,
        isOff: Bool
    ) {
        self.id = id
        self.ownerID = ownerID
        self.name = name
        self.permissions = permissions
        self.activatedAt = activatedAt
        self.isOff = isOff
    }
}
