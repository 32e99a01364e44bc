package import Domain

extension AuthorizationCode {
    static let columns: Query = """
        application_id, account_id, mode, redirect_url, permissions, challenge, challenge_method, key_thumbprint,
        created_at, expires_at, used_at, family_id, agreed_by
        """

    init(_ row: ResultRow) throws {
        var challenge: CodeChallenge?
        if !row.isNull(5) { challenge = CodeChallenge(try row.name(6), try row.text(5)) }
        self.init(
            applicationID: try row.id(0),
            accountID: try row.id(1),
            mode: try row.name(2),
            redirectURL: try row.text(3),
            permissions: Set(try row.names(4)),
            challenge: challenge,
            keyThumbprint: try row.optional(7, ResultRow.text),
            createdAt: try row.instant(8),
            expiresAt: try row.instant(9),
            usedAt: try row.optional(10, ResultRow.instant),
            familyID: try row.optional(11, ResultRow.id),
            agreedBy: try row.optional(12, ResultRow.id)
        )
    }
}

extension Credential {
    /// The columns of an issued token, in the places of a credential's.
    static let issuedColumns: Query = """
        oauth_token.id, oauth_token.application_id, oauth_token.account_id, oauth_token.mode, oauth_token.kind,
        oauth_token.shown, oauth_token.created_at, oauth_token.expires_at, oauth_token.revoked_at,
        oauth_token.permissions, oauth_token.key_thumbprint, token_family.grant_id
        """
    static let issuedColumnCount = 12

    init(issued row: ResultRow) throws {
        self.init(
            id: try row.id(0),
            applicationID: try row.id(1),
            accountID: try row.id(2),
            mode: try row.name(3),
            kind: try row.name(4),
            generation: 1,
            shown: try row.text(5),
            oauth: OAuthOrigin(
                grantID: try row.optional(11, ResultRow.id),
                keyThumbprint: try row.optional(10, ResultRow.text)
            ),
            permissions: Set(try row.names(9)),
            createdAt: try row.instant(6),
            expiresAt: try row.optional(7, ResultRow.instant),
            revokedAt: try row.optional(8, ResultRow.instant)
        )
    }
}

extension Store {
    /// The token that OAuth issued with this digest, with its application and the account it acts for, in one query.
    package func issuedCaller(digest: [UInt8]) async throws -> Caller? {
        let rows = try await self.rows(
            """
            SELECT \(Credential.issuedColumns), \(CallingApplication.columnsWithOwner), \(Account.columns)
            FROM oauth_token
            LEFT JOIN token_family ON token_family.id = oauth_token.family_id
            JOIN application ON application.id = oauth_token.application_id
            JOIN account AS owner ON owner.id = application.account_id
            JOIN account ON account.id = oauth_token.account_id
            WHERE oauth_token.digest = \(digest)
            """
        )
        return try rows.first.map { row in
            let application = Credential.issuedColumnCount
            return Caller(
                credential: try Credential(issued: row),
                application: try CallingApplication(row, from: application),
                account: try Account(row, from: application + CallingApplication.columnCount)
            )
        }
    }
}

extension ReadTransaction {
    package func authorizationCode(_ digest: [UInt8]) throws -> AuthorizationCode? {
        try self.rows("SELECT \(AuthorizationCode.columns) FROM authorization_code WHERE digest = \(digest)").first
            .map { try AuthorizationCode($0) }
    }

    /// A refresh token with its family.
    package func refreshToken(_ digest: [UInt8]) throws -> RefreshToken? {
        try self.rows(
            """
            SELECT \(TokenFamily.columns), refresh_token.digest, refresh_token.created_at, refresh_token.expires_at,
                refresh_token.used_at
            FROM refresh_token JOIN token_family ON token_family.id = refresh_token.family_id
            WHERE refresh_token.digest = \(digest)
            """
        )
        .first
        .map { row in
            let own = TokenFamily.columnCount
            return RefreshToken(
                digest: try row.blob(own),
                family: try TokenFamily(row),
                createdAt: try row.instant(own + 1),
                expiresAt: try row.instant(own + 2),
                usedAt: try row.optional(own + 3, ResultRow.instant)
            )
        }
    }

    /// A token that OAuth issued, by its digest.
    package func issuedToken(_ digest: [UInt8]) throws -> Credential? {
        try self.rows(
            """
            SELECT \(Credential.issuedColumns) FROM oauth_token
            LEFT JOIN token_family ON token_family.id = oauth_token.family_id
            WHERE oauth_token.digest = \(digest)
            """
        )
        .first.map { try Credential(issued: $0) }
    }

    /// The Public Key of a family.
    package func publicKey(of family: TokenFamily.ID) throws -> String? {
        try self.rows("SELECT shown FROM oauth_token WHERE family_id = \(family) AND kind = 'public_key'").first
            .map { try $0.text(0) }
    }
}

extension Transaction {
    package func insert(_ code: AuthorizationCode, digest: [UInt8]) throws {
        try self.execute(
            """
            INSERT INTO authorization_code (digest, application_id, account_id, mode, redirect_url, permissions,
                challenge, challenge_method, key_thumbprint, created_at, expires_at, agreed_by)
            VALUES (\(digest), \(code.applicationID), \(code.accountID), \(code.mode), \(code.redirectURL),
                \(code.permissions.storedNames), \(code.challenge?.value), \(code.challenge?.method),
                \(code.keyThumbprint), \(code.createdAt), \(code.expiresAt), \(code.agreedBy))
            """
        )
    }

    /// Uses a code up; false when it was used before.
    package func useCode(_ digest: [UInt8], at now: Timestamp) throws -> Bool {
        try self.execute(
            "UPDATE authorization_code SET used_at = \(now) WHERE digest = \(digest) AND used_at IS NULL"
        ) == 1
    }

    /// Notes what a used code was exchanged for.
    package func setFamily(_ family: TokenFamily.ID, ofCode digest: [UInt8]) throws {
        try self.execute("UPDATE authorization_code SET family_id = \(family) WHERE digest = \(digest)")
    }

    package func insertRefreshToken(
        _ digest: [UInt8],
        of family: TokenFamily.ID,
        at now: Timestamp,
        until end: Timestamp
    ) throws {
        try self.execute(
            """
            INSERT INTO refresh_token (digest, family_id, created_at, expires_at)
            VALUES (\(digest), \(family), \(now), \(end))
            """
        )
    }

    /// Uses a refresh token up; false when it was used before.
    package func useRefreshToken(_ digest: [UInt8], at now: Timestamp) throws -> Bool {
        try self.execute("UPDATE refresh_token SET used_at = \(now) WHERE digest = \(digest) AND used_at IS NULL") == 1
    }

    /// Keeps an issued token.
    /// - Parameter shown: The whole text of a Public Key, a mask of an Access Token.
    package func insertIssued(_ token: Credential, family: TokenFamily.ID?, digest: [UInt8]) throws {
        try self.execute(
            """
            INSERT INTO oauth_token (id, kind, digest, shown, application_id, account_id, mode, family_id, permissions,
                key_thumbprint, created_at, expires_at)
            VALUES (\(token.id), \(token.kind), \(digest), \(token.shown), \(token.applicationID), \(token.accountID),
                \(token.mode), \(family), \((token.permissions ?? []).storedNames), \(token.oauth?.keyThumbprint),
                \(token.createdAt), \(token.expiresAt))
            """
        )
    }

    /// Brings the end of a family's Access Tokens forward, but for those that end before anyway.
    package func shorten(_ family: TokenFamily.ID, to end: Timestamp) throws {
        try self.execute(
            """
            UPDATE oauth_token SET expires_at = \(end)
            WHERE family_id = \(family) AND kind = 'access_token' AND expires_at > \(end) AND revoked_at IS NULL
            """
        )
    }

    /// Puts the end of a family's Public Key off.
    package func prolongPublicKey(of family: TokenFamily.ID, to end: Timestamp) throws {
        try self.execute(
            """
            UPDATE oauth_token SET expires_at = \(end)
            WHERE family_id = \(family) AND kind = 'public_key' AND revoked_at IS NULL
            """
        )
    }

    /// Ends one issued token; false when it had ended.
    package func revokeIssued(_ id: Credential.ID, at now: Timestamp) throws -> Bool {
        try self.execute("UPDATE oauth_token SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL") == 1
    }
}
