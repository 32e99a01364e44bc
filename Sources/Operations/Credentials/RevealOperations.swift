package import Domain
import Storage

/// What can be done about the encrypted copies of secrets: show them, or remove them for good (decision 0017).
package struct RevealOperations: Sendable {
    let context: OperationContext

    /// A pair of keys in plain text.
    package struct Keys: Sendable {
        package let publicKey: String
        package let accessToken: Secret
    }

    /// Shows one secret to whoever has just proved who they are; the owner is told, and the audit has it first.
    /// - Throws: `application_not_found`, `role_insufficient`, `credential_not_found`, `reauth_required`,
    ///   `credential_sealed` or `reveal_limit`.
    package func reveal(
        _ id: Credential.ID,
        of applicationID: Application.ID,
        by signedIn: SignedIn
    ) async throws -> (Credential, Secret) {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            let application = try transaction.standingApplication(applicationID, for: signedIn.actor, .view)
            let found = try transaction.credentials(of: application.id).first { $0.id == id && $0.shareID == nil }
            guard let credential = found else { throw Failure(.credentialNotFound) }
            try signedIn.actor.require(credential.mode.right, in: application.accountID, else: .credentialNotFound)
            if credential.mode == .live {
                guard signedIn.session.isFreshlyProven(at: now) else { throw Failure(.reauthRequired) }
                try self.checkLimits(application, signedIn.account, at: now, in: transaction)
                try self.tell(credential, application, signedIn.account, at: now, in: transaction)
            }
            return (credential, try self.open(credential, in: transaction))
        }
    }

    /// Shows the secret of a share's own pair to the account it was issued for; of a live one the owner is told.
    /// - Throws: `share_not_found`, `reauth_required`, `credential_sealed` or `reveal_limit`.
    package func reveal(share id: Share.ID, by signedIn: SignedIn) async throws -> Keys {
        let now = self.context.time.now()
        return try await self.context.store.write { transaction in
            guard let share = try transaction.share(id), share.accountID == signedIn.account.id,
                share.state(at: now) == .active,
                let application = try transaction.application(share.applicationID)
            else { throw Failure(.shareNotFound) }
            let credentials = try transaction.credentials(of: application.id).filter { $0.shareID == id }
            guard let token = credentials.first(where: { $0.kind == .accessToken }),
                let key = credentials.first(where: { $0.kind == .publicKey })
            else { throw Failure(.shareNotFound) }
            if share.mode == .live {
                guard signedIn.session.isFreshlyProven(at: now) else { throw Failure(.reauthRequired) }
                try self.checkLimits(application, signedIn.account, at: now, in: transaction)
                try self.tell(token, application, signedIn.account, at: now, in: transaction)
            }
            return Keys(publicKey: key.shown, accessToken: try self.open(token, in: transaction))
        }
    }

    /// The current test pair, which can never move money, for whoever develops the application.
    /// - Returns: Nil when the application has none, the role does not allow it, or its copy was removed.
    package func testKeys(of applicationID: Application.ID, as actor: Actor) async throws -> Keys? {
        try await self.context.store.read { transaction in
            let application = try transaction.application(applicationID, for: actor, .view)
            guard actor.role(in: application.accountID)?.holds(.develop) ?? false, application.deletedAt == nil else {
                return nil
            }
            let current = try transaction.credentials(of: application.id)
                .filter { $0.mode == .test && $0.isCurrent && $0.shareID == nil }
            guard let key = current.first(where: { $0.kind == .publicKey }),
                let token = current.first(where: { $0.kind == .accessToken }),
                try transaction.secrets(of: token.id)?.sealed != nil
            else { return nil }
            return Keys(publicKey: key.shown, accessToken: try self.open(token, in: transaction))
        }
    }

    /// Removes the copies of an application's live secrets for good; from then on new ones are shown once.
    /// - Throws: `application_not_found`, `role_insufficient`, `application_deleted` or `reauth_required`.
    package func seal(_ applicationID: Application.ID, by signedIn: SignedIn) async throws {
        guard signedIn.session.isFreshlyProven(at: self.context.time.now()) else { throw Failure(.reauthRequired) }
        try await self.seal(applicationID, as: signedIn.actor)
    }

    /// The same for a program, which has proved itself with its token.
    /// - Throws: `application_not_found`, `role_insufficient` or `application_deleted`.
    package func seal(_ applicationID: Application.ID, as actor: Actor) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            let application = try transaction.standingApplication(applicationID, for: actor, .administer)
            try transaction.seal(application.id, .live, at: now)
            try self.context.audit(
                .credentialsSealed,
                of: application.accountID,
                application.id,
                by: actor.accountID,
                AuditDetail([.mode: Mode.live.rawValue]),
                at: now,
                in: transaction
            )
        }
    }

    /// When the live secrets of an application were sealed; nil when they can be shown.
    package func sealedAt(_ applicationID: Application.ID, as actor: Actor) async throws -> Timestamp? {
        try await self.context.store.read { transaction in
            let application = try transaction.application(applicationID, for: actor, .view)
            return try transaction.sealedAt(application.id, .live)
        }
    }

    private func open(_ credential: Credential, in transaction: any ReadTransaction) throws -> Secret {
        guard credential.kind != .publicKey else { return Secret(credential.shown) }
        guard let secrets = try transaction.secrets(of: credential.id), let sealed = secrets.sealed else {
            throw Failure(.credentialSealed)
        }
        guard let key = try transaction.dataKey(secrets.dataKeyID) else { throw SealFailure.keyMissing }
        return try self.context.sealing.open(sealed, at: .credential(credential.id), with: key)
    }

    private func checkLimits(
        _ application: Application,
        _ person: Account,
        at now: Timestamp,
        in transaction: any ReadTransaction
    ) throws {
        let byPerson = try transaction.reveals(by: person.id, since: now.subtracting(.hours(1)), until: now)
        guard byPerson < Limits.revealsPerPersonMax else {
            throw Failure(.revealLimit, expected: "\(Limits.revealsPerPersonMax) in an hour", retryAfterSeconds: 3_600)
        }
        let ofApplication = try transaction.reveals(
            of: application.id,
            since: now.subtracting(.hours(24)),
            until: now
        )
        guard ofApplication < Limits.revealsPerApplicationMax else {
            throw Failure(
                .revealLimit,
                expected: "\(Limits.revealsPerApplicationMax) in a day",
                retryAfterSeconds: 86_400
            )
        }
    }

    private func tell(
        _ credential: Credential,
        _ application: Application,
        _ person: Account,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let detail = AuditDetail([
            .mode: credential.mode.rawValue, .credential: credential.kind.rawValue,
            .from: String(credential.generation), .share: credential.shareID?.text,
        ])
        try self.context.audit(
            .credentialRevealed,
            of: application.accountID,
            application.id,
            by: person.id,
            detail,
            at: now,
            in: transaction
        )
        guard let owner = try transaction.account(application.accountID) else { return }
        try self.context.enqueue(
            credential.shareID == nil ? .credentialRevealed : .shareRevealed,
            to: owner.email,
            owner.site.language,
            [
                "application": application.profile.name, "credential": credential.shown, "person": person.email.text,
                "number": application.id.description,
            ],
            at: now,
            in: transaction
        )
    }
}
