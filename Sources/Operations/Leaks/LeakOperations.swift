package import Domain
import Storage

/// What became of a report of leaked credentials.
package struct LeakReport: Sendable {
    /// The whole secrets in the text, masked, and whether this server issued them.
    package let secrets: [(masked: String, isKnown: Bool)]
}

/// Takes reports of leaked credentials; whoever holds the whole string may report it.
package struct LeakOperations: Sendable {
    let context: OperationContext

    /// Marks every whole secret of a text as exposed, and tells its owner, on the audit and by mail.
    ///
    /// A credential of a pair is not ended by a report: anybody who holds it could cause an outage. The owner renews it as
    /// leaked. A token that OAuth issued is ended, as its client gets the next one by itself.
    /// - Throws: `leak_report_empty` when no secret is in the text, or `rate_limited`.
    package func report(_ text: Secret, from address: String = "here") async throws -> LeakReport {
        let network = Visitor(address: address, userAgent: nil).network
        try self.context.attempts.take("leaks|\(network)", .questionsOfAddress, at: self.context.time.now())
        let found = CredentialScanner.scan(text.reveal(), where: \.isSecret)
        guard !found.isEmpty else { throw Failure(.leakReportEmpty) }
        let credentials = CredentialOperations(context: self.context)
        var secrets: [(masked: String, isKnown: Bool)] = []
        for credential in found {
            let caller: Caller?
            switch credential.kind {
            case .grantToken(let token):
                secrets.append((credential.masked, try await self.expose(token)))
                continue
            case .accessToken(let token): caller = try await credentials.caller(accessToken: token.text)
            case .clientSecret(let secret): caller = try await credentials.caller(.clientSecret, secret.reveal())
            case .publicKey, .clientID, .damaged: caller = nil
            }
            if let caller { try await self.expose(caller.credential) }
            secrets.append((credential.masked, caller != nil))
        }
        return LeakReport(secrets: secrets)
    }

    /// Ends a code or refresh token with what may come of it: its client begins anew.
    /// - Returns: Whether this server issued it.
    private func expose(_ token: GrantToken) async throws -> Bool {
        guard let found = try await GrantTexts(context: self.context).find(token) else { return false }
        let now = self.context.time.now()
        guard found.endedAt(now) == nil else { return true }
        try await self.context.store.write { transaction in
            guard try found.end(at: now, in: transaction) else { return }
            let detail = AuditDetail([
                .mode: found.mode.rawValue, .credential: "grant_token", .shown: token.masked,
            ])
            try self.tell(found.application, found.accountID, token.masked, detail, at: now, in: transaction)
        }
        return true
    }

    private func expose(_ credential: Credential) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard credential.oauth == nil else {
                return try self.exposeIssued(credential, at: now, in: transaction)
            }
            guard try transaction.exposeCredential(credential.id, at: now) else { return }
            try self.record(credential, of: credential.accountID, at: now, in: transaction)
            let share = try credential.shareID.flatMap { try transaction.share($0) }
            try self.mail(credential, share, at: now, in: transaction)
            for account in [credential.accountID, share?.accountID].compactMap(\.self) {
                try transaction.insert(
                    AuditRecord(
                        id: self.context.random.auditID(at: now),
                        accountID: account,
                        applicationID: credential.applicationID,
                        actorID: nil,
                        action: .credentialExposed,
                        detail: AuditDetail([
                            .mode: credential.mode.rawValue, .credential: credential.kind.rawValue,
                            .from: String(credential.generation), .shown: credential.shown, .share: share?.id.text,
                        ]),
                        occurredAt: now
                    )
                )
            }
        }
    }

    private func record(
        _ credential: Credential,
        of account: Account.ID,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try self.context.record(
            .credentialExposed,
            of: account,
            credential.applicationID,
            credential.mode,
            about: credential.id.text,
            at: now,
            in: transaction
        )
    }

    /// Ends a token that OAuth issued, and tells the owner of the application and the account it acts for.
    private func exposeIssued(_ credential: Credential, at now: Timestamp, in transaction: any Transaction) throws {
        guard try transaction.revokeIssued(credential.id, at: now),
            let application = try transaction.application(credential.applicationID)
        else { return }
        try self.record(credential, of: application.accountID, at: now, in: transaction)
        let detail = AuditDetail([
            .mode: credential.mode.rawValue, .credential: credential.kind.rawValue, .shown: credential.shown,
        ])
        try self.tell(application, credential.accountID, credential.shown, detail, at: now, in: transaction)
    }

    /// Tells the owner of an application and the account it acts for that something OAuth issued was found and ended.
    private func tell(
        _ application: Application,
        _ account: Account.ID,
        _ shown: String,
        _ detail: AuditDetail,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        guard let owner = try transaction.account(application.accountID) else { return }
        for side in Set([owner.id, account]) {
            try self.context.audit(
                .credentialExposed,
                of: side,
                application.id,
                by: nil,
                detail,
                at: now,
                in: transaction
            )
        }
        try self.context.enqueue(
            .tokenExposed,
            to: owner.email,
            owner.site.language,
            [
                "credential": shown, "application": application.profile.name,
                "number": application.id.description,
            ],
            at: now,
            in: transaction
        )
    }

    /// Tells everybody who can renew or cancel what was found.
    private func mail(
        _ credential: Credential,
        _ share: Share?,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        let name = try transaction.application(credential.applicationID)?.profile.name ?? ""
        for id in [credential.accountID, share?.accountID].compactMap(\.self) {
            guard let account = try transaction.account(id) else { continue }
            try self.context.enqueue(
                share == nil ? .credentialExposed : .shareExposed,
                to: account.email,
                account.site.language,
                [
                    "credential": credential.shown, "application": name,
                    "number": credential.applicationID.description,
                    "pair": credential.kind == .clientSecret ? "client" : "keys",
                ],
                at: now,
                in: transaction
            )
        }
    }
}
