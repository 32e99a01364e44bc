import Domain
import Storage

/// Ends a family of tokens because one of them came back, and tells the owner of the application.
struct FamilyEnd: Sendable {
    let context: OperationContext

    func end(
        _ family: TokenFamily,
        _ ending: TokenFamily.Ending,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        guard family.endedAt == nil, let application = try transaction.application(family.applicationID),
            let owner = try transaction.account(application.accountID)
        else { return }
        try transaction.end(family.id, ending, at: now)
        try self.context.record(
            .applicationTokenReused,
            of: owner.id,
            family.applicationID,
            family.mode,
            about: family.accountID.description,
            at: now,
            in: transaction
        )
        try self.context.audit(
            .grantReused,
            of: owner.id,
            application.id,
            by: nil,
            AuditDetail([.mode: family.mode.rawValue, .place: family.accountID.description, .way: ending.rawValue]),
            at: now,
            in: transaction
        )
        try self.context.enqueue(
            .grantReused,
            to: owner.email,
            owner.site.language,
            [
                "application": application.profile.name, "person": family.accountID.description,
                "number": application.id.description,
            ],
            at: now,
            in: transaction
        )
    }
}
