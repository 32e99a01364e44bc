import Domain
import Storage

extension ReadTransaction {
    /// An application the actor may administer; one of somebody else answers like one that is not there.
    /// - Throws: `application_not_found`.
    func application(_ id: Application.ID, administeredBy actor: Actor) throws -> Application {
        guard let application = try self.application(id), actor.administers(application.accountID) else {
            throw Failure(.applicationNotFound)
        }
        return application
    }

    /// An application the actor may administer, and that is not in the bin.
    /// - Throws: `application_not_found` or `application_deleted`.
    func standingApplication(_ id: Application.ID, administeredBy actor: Actor) throws -> Application {
        let application = try self.application(id, administeredBy: actor)
        guard application.deletedAt == nil else { throw Failure(.applicationDeleted) }
        return application
    }
}
