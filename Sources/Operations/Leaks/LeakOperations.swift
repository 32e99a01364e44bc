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

    /// Marks every whole secret of a text as exposed, and tells its owner on the audit.
    ///
    /// A credential is not ended by a report: anybody who holds it could cause an outage. The owner renews it as leaked.
    /// - Throws: `leak_report_empty` when no secret is in the text.
    package func report(_ text: Secret) async throws -> LeakReport {
        let found = CredentialScanner.scan(text.reveal(), where: \.isSecret)
        guard !found.isEmpty else { throw Failure(.leakReportEmpty) }
        let credentials = CredentialOperations(context: self.context)
        var secrets: [(masked: String, isKnown: Bool)] = []
        for credential in found {
            let caller: Caller?
            switch credential.kind {
            case .accessToken(let token): caller = try await credentials.caller(holding: token, token.text)
            case .clientSecret(let secret): caller = try await credentials.caller(.clientSecret, secret.reveal())
            case .publicKey, .clientID, .damaged: caller = nil
            }
            if let caller { try await self.expose(caller.credential) }
            secrets.append((credential.masked, caller != nil))
        }
        return LeakReport(secrets: secrets)
    }

    private func expose(_ credential: Credential) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard try transaction.exposeCredential(credential.id, at: now) else { return }
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
                        detail: """
                            \(credential.mode.rawValue) \(credential.kind.rawValue), generation \
                            \(credential.generation), \(credential.shown)\(share.map { ", of \($0.id)" } ?? "")
                            """,
                        occurredAt: now
                    )
                )
            }
        }
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
                .credentialExposed,
                to: account.email,
                account.site.language,
                ["credential": credential.shown, "application": name],
                at: now,
                in: transaction
            )
        }
    }
}
