package import Domain

/// The parts of a credential's row that only verification and showing need.
package struct CredentialSecrets: Equatable, Sendable {
    /// Keyed digest by which the credential is found.
    package let digest: [UInt8]
    package let digestKeyID: String
    /// The key of an Access Token's tag; nil for the other kinds.
    package let tagKeyID: String?
    package let dataKeyID: String
    /// The encrypted copy; nil once sealed for good.
    package let sealed: [UInt8]?

    package init(digest: [UInt8], digestKeyID: String, tagKeyID: String?, dataKeyID: String, sealed: [UInt8]?) {
        self.digest = digest
        self.digestKeyID = digestKeyID
        self.tagKeyID = tagKeyID
        self.dataKeyID = dataKeyID
        self.sealed = sealed
    }
}

extension Credential {
    static let columns: Query = """
        credential.id, credential.application_id, credential.account_id, credential.mode, credential.kind,
        credential.generation, credential.shown, credential.created_at, credential.expires_at, credential.revoked_at,
        credential.share_id, credential.permissions, credential.exposed_at
        """
    static let columnCount = 13

    init(_ row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            accountID: try row.id(2),
            mode: try row.name(3),
            kind: try row.name(4),
            generation: try row.integer(5),
            shown: try row.text(6),
            shareID: try row.optional(10, ResultRow.id),
            permissions: try row.optional(11, ResultRow.names).map { Set($0) },
            createdAt: try row.instant(7),
            expiresAt: try row.optional(8, ResultRow.instant),
            revokedAt: try row.optional(9, ResultRow.instant),
            exposedAt: try row.optional(12, ResultRow.instant)
        )
    }
}

extension CallingApplication {
    static let columns: Query = """
        application.id, application.name, application.permissions, application.activated_at, application.blocked_at,
        application.deleted_at, application.account_id
        """
    /// The same, off when its owner is blocked: for callers that are not the owner.
    static let columnsWithOwner: Query = """
        application.id, application.name, application.permissions, application.activated_at,
        COALESCE(application.blocked_at, owner.blocked_at), application.deleted_at,
        application.account_id
        """
    static let columnCount = 7

    init(_ row: ResultRow, from column: Int) throws {
        self.init(
            id: try row.id(column),
            ownerID: try row.id(column + 6),
            name: try row.text(column + 1),
            permissions: Set(try row.names(column + 2)),
            activatedAt: try row.optional(column + 3, ResultRow.instant),
            isOff: !(row.isNull(column + 4) && row.isNull(column + 5))
        )
    }
}

extension Store {
    /// The credential with this digest, with its application and account, in one query.
    package func caller(digest: [UInt8]) async throws -> Caller? {
        let rows = try await self.rows(
            """
            SELECT \(Credential.columns), \(Restrictions.columns), \(CallingApplication.columns), \(Account.columns)
            FROM credential
            JOIN application ON application.id = credential.application_id
            JOIN account ON account.id = credential.account_id
            \(Restrictions.join)
            WHERE credential.digest = \(digest)
            """
        )
        return try rows.first.map { row in
            let application = Credential.columnCount + Restrictions.columnCount
            return Caller(
                credential: try Credential(row),
                application: try CallingApplication(row, from: application),
                account: try Account(row, from: application + CallingApplication.columnCount),
                restrictions: try Restrictions(row, from: Credential.columnCount)
            )
        }
    }
}

extension ReadTransaction {
    /// The credentials of an application, newest generation first within each kind and mode.
    package func credentials(of application: Application.ID) throws -> [Credential] {
        let rows = try self.rows(
            """
            SELECT \(Credential.columns) FROM credential WHERE application_id = \(application)
            ORDER BY mode, kind, generation DESC
            """
        )
        return try rows.map { try Credential($0) }
    }

    /// The Public Key in force of an application's own pair.
    package func currentPublicKey(of application: Application.ID, _ mode: Mode) throws -> String? {
        try self
            .rows(
                """
                SELECT shown FROM credential
                WHERE application_id = \(application) AND mode = \(mode) AND kind = 'public_key' AND share_id IS NULL
                    AND revoked_at IS NULL AND expires_at IS NULL
                """
            )
            .first?
            .text(0)
    }

    /// What is needed to show or re-digest a credential.
    package func secrets(of credential: Credential.ID) throws -> CredentialSecrets? {
        let rows = try self.rows(
            "SELECT digest, digest_key_id, tag_key_id, data_key_id, sealed FROM credential WHERE id = \(credential)"
        )
        return try rows.first.map { row in
            CredentialSecrets(
                digest: try row.blob(0),
                digestKeyID: try row.text(1),
                tagKeyID: try row.optional(2, ResultRow.text),
                dataKeyID: try row.text(3),
                sealed: try row.optional(4, ResultRow.blob)
            )
        }
    }
}

extension ReadTransaction {
    /// When the copies of an application's secrets of a mode were removed for good; nil when new ones are kept.
    package func sealedAt(_ application: Application.ID, _ mode: Mode) throws -> Timestamp? {
        let rows = try self.rows(
            "SELECT sealed_at FROM application_mode WHERE application_id = \(application) AND mode = \(mode)"
        )
        return try rows.first.flatMap { try $0.optional(0, ResultRow.instant) }
    }
}

extension Transaction {
    /// Removes the copies of an application's secrets of a mode, its shares' included, and of all to come.
    package func seal(_ application: Application.ID, _ mode: Mode, at now: Timestamp) throws {
        try self.execute(
            """
            UPDATE application_mode SET sealed_at = COALESCE(sealed_at, \(now))
            WHERE application_id = \(application) AND mode = \(mode)
            """
        )
        try self.execute(
            "UPDATE credential SET sealed = NULL WHERE application_id = \(application) AND mode = \(mode)"
        )
    }

    /// Removes the copies of secrets whose end has come, at most `limit`.
    package func dropSealedCopies(endedBefore now: Timestamp, limit: Int64) throws -> Int {
        try self.execute(
            """
            UPDATE credential SET sealed = NULL WHERE id IN (
                SELECT id FROM credential WHERE sealed IS NOT NULL AND expires_at IS NOT NULL AND expires_at <= \(now)
                ORDER BY expires_at LIMIT \(limit))
            """
        )
    }

    package func insert(_ credential: Credential, _ secrets: CredentialSecrets) throws {
        try self.execute(
            """
            INSERT INTO credential (id, application_id, account_id, mode, kind, generation, shown, digest,
                digest_key_id, tag_key_id, data_key_id, sealed, created_at, expires_at, revoked_at, share_id, permissions)
            VALUES (\(credential.id), \(credential.applicationID), \(credential.accountID), \(credential.mode),
                \(credential.kind), \(credential.generation), \(credential.shown), \(secrets.digest),
                \(secrets.digestKeyID), \(secrets.tagKeyID), \(secrets.dataKeyID), \(secrets.sealed),
                \(credential.createdAt), \(credential.expiresAt), \(credential.revokedAt), \(credential.shareID),
                \(credential.permissions?.storedNames))
            """
        )
    }

    /// Marks a credential as seen by strangers; false when it was so already.
    package func exposeCredential(_ id: Credential.ID, at now: Timestamp) throws -> Bool {
        try self.execute("UPDATE credential SET exposed_at = \(now) WHERE id = \(id) AND exposed_at IS NULL") == 1
    }

    /// Ends a credential for good; false when it had ended already.
    package func revokeCredential(_ id: Credential.ID, at now: Timestamp) throws -> Bool {
        try self.execute(
            "UPDATE credential SET revoked_at = \(now), sealed = NULL WHERE id = \(id) AND revoked_at IS NULL"
        ) == 1
    }
}
