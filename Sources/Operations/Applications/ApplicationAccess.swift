package import Domain
import Storage

extension ReadTransaction {
    /// An application for whoever has this right in its account; one of a stranger answers like one that is not there.
    /// - Throws: `application_not_found` or `role_insufficient`.
    func application(_ id: Application.ID, for actor: Actor, _ right: Right) throws -> Application {
        guard let application = try self.application(id) else { throw Failure(.applicationNotFound) }
        try actor.require(right, in: application.accountID, else: .applicationNotFound)
        return application
    }

    /// The same, of an application that is not in the bin.
    /// - Throws: `application_not_found`, `role_insufficient` or `application_deleted`.
    func standingApplication(_ id: Application.ID, for actor: Actor, _ right: Right) throws -> Application {
        let application = try self.application(id, for: actor, right)
        guard application.deletedAt == nil else { throw Failure(.applicationDeleted) }
        return application
    }
}

extension Mode {
    /// What somebody needs to see or renew the secrets of this mode.
    package var right: Right { self == .live ? .administer : .develop }
}
