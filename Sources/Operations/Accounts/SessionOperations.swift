package import Domain
import Storage

/// A person who is signed in, and what they may do.
package struct SignedIn: Sendable {
    package let session: Session
    package let account: Account
    /// The account whose things the person looks at: their own, or one they are a member of.
    package let place: Account
    /// The accounts of others that the person is a member of.
    package let otherAccounts: [Account]
    package let actor: Actor
    /// Whether a code is asked for beside the password.
    package let hasSecondFactor: Bool
    /// The instant at which all this holds.
    package let instant: Timestamp

    /// Whether the person looks at an account of somebody else.
    package var isElsewhere: Bool { self.place.id != self.account.id }

    package var isFreshlyProven: Bool { self.session.isFreshlyProven(at: self.instant) }
}

/// What can be done with sessions.
package struct SessionOperations: Sendable {
    let context: OperationContext

    /// Checks a password and opens a session, which waits for a code where the account has a second factor.
    /// - Returns: The session, and the secret by which the browser holds it.
    /// - Throws: `sign_in_refused`, `too_many_attempts`, `account_blocked` or `overloaded`.
    package func signIn(
        email text: String,
        password: Secret,
        from visitor: Visitor
    ) async throws -> (Session, token: Secret) {
        guard let email = try? EmailAddress(text) else { throw Failure(.signInRefused) }
        let (account, hash) = try await self.check(email, password, from: visitor)
        guard account.blockedAt == nil else { throw Failure(.accountBlocked) }
        let now = self.context.time.now()
        let token = self.context.random.sessionToken()
        let session = try await self.context.store.write { transaction in
            // The password may have been changed since it was checked.
            guard try transaction.passwordHash(of: account.id) == hash else { throw Failure(.signInRefused) }
            let awaitsCode = try transaction.secondFactor(of: account.id)?.confirmedAt != nil
            let session = Session(
                id: self.context.random.sessionID(),
                accountID: account.id,
                createdAt: now,
                lastSeenAt: now,
                expiresAt: now.adding(awaitsCode ? Limits.codeWait : Limits.sessionLife),
                provenAt: awaitsCode ? nil : now,
                address: visitor.address,
                browser: BrowserName.text(userAgent: visitor.userAgent)
            )
            for old in try transaction.sessions(of: account.id).dropFirst(Limits.sessionsPerAccountMax - 1) {
                _ = try transaction.deleteSession(old.id, of: account.id)
            }
            try transaction.insert(session, digest: self.context.keyring.digest(session: token))
            if !awaitsCode { try self.audit(session, at: now, in: transaction) }
            return session
        }
        if !session.awaitsCode { self.context.attempts.clear(Self.key(of: email)) }
        return (session, token)
    }

    /// Completes a sign-in with a code of the second factor, or with a backup code.
    /// - Returns: The new secret of the session; the one before is dead.
    /// - Throws: `code_refused`, or `sign_in_required` when nothing waits for a code any more.
    package func enterCode(_ code: String, token: Secret) async throws -> Secret {
        let now = self.context.time.now()
        let keyring = self.context.keyring
        let fresh = self.context.random.sessionToken()
        let outcome = try await self.context.store.write { transaction -> CodeOutcome in
            guard let (session, account) = try transaction.session(digest: keyring.digest(session: token)),
                session.awaitsCode, session.isLive(at: now)
            else { return .nothingWaits }
            let factors = SecondFactorOperations(context: self.context)
            guard try factors.accepts(code, of: account.id, at: now, in: transaction) else {
                try transaction.countCodeAttempt(of: session.id)
                if try transaction.codeAttempts(of: session.id) >= Self.codeAttemptsMax {
                    _ = try transaction.deleteSession(session.id, of: account.id)
                }
                return .refused
            }
            let end = session.createdAt.adding(Limits.sessionLife)
            try transaction.proveSession(session.id, digest: keyring.digest(session: fresh), at: now, expiresAt: end)
            try self.audit(session, at: now, in: transaction)
            return .accepted(account.email)
        }
        switch outcome {
        case .nothingWaits: throw Failure(.signInRequired)
        case .refused: throw Failure(.codeRefused)
        case .accepted(let email):
            self.context.attempts.clear(Self.key(of: email))
            return fresh
        }
    }

    /// Proves again who is signed in.
    /// - Returns: The new secret of the session; the one before is dead.
    /// - Throws: `sign_in_refused`, `code_refused`, `too_many_attempts` or `overloaded`.
    package func prove(
        _ signedIn: SignedIn,
        password: Secret,
        code: String?,
        from visitor: Visitor
    ) async throws -> Secret {
        let (account, hash) = try await self.check(signedIn.account.email, password, from: visitor)
        let now = self.context.time.now()
        let fresh = self.context.random.sessionToken()
        let isProven = try await self.context.store.write { transaction in
            guard try transaction.passwordHash(of: account.id) == hash else { throw Failure(.signInRefused) }
            let factors = SecondFactorOperations(context: self.context)
            let needsCode = try transaction.secondFactor(of: account.id)?.confirmedAt != nil
            if needsCode {
                guard let code, try factors.accepts(code, of: account.id, at: now, in: transaction) else {
                    return false
                }
            }
            try transaction.proveSession(
                signedIn.session.id,
                digest: self.context.keyring.digest(session: fresh),
                at: now,
                expiresAt: signedIn.session.expiresAt
            )
            return true
        }
        guard isProven else { throw Failure(.codeRefused) }
        self.context.attempts.clear(Self.key(of: account.email))
        return fresh
    }

    /// Who is signed in with this secret; nil when nobody is, or a code is still to come.
    /// - Parameter chosen: The account the person chose to look at; their own when it is not theirs to see.
    package func signedIn(_ token: Secret, at chosen: Account.ID? = nil) async throws -> SignedIn? {
        let now = self.context.time.now()
        let digest = self.context.keyring.digest(session: token)
        let found = try await self.context.store.read { transaction -> SignedIn? in
            guard let (session, account) = try transaction.session(digest: digest), !session.awaitsCode,
                session.isLive(at: now), account.blockedAt == nil
            else { return nil }
            var roles = try transaction.roles(of: account.id)
            roles[account.id] = .owner
            let others = try roles.keys.filter { $0 != account.id }.sorted().compactMap { try transaction.account($0) }
            return SignedIn(
                session: session,
                account: account,
                place: others.first { $0.id == chosen } ?? account,
                otherAccounts: others,
                actor: .person(account.id, roles: roles),
                hasSecondFactor: try transaction.secondFactor(of: account.id)?.confirmedAt != nil,
                instant: now
            )
        }
        if let found, found.session.lastSeenAt.adding(Self.touchInterval) <= now {
            try await self.context.store.write { try $0.touchSession(found.session.id, at: now) }
        }
        return found
    }

    /// Whether a sign-in with this secret waits for its code.
    package func awaitsCode(_ token: Secret) async throws -> Bool {
        let now = self.context.time.now()
        let digest = self.context.keyring.digest(session: token)
        let found = try await self.context.store.read { try $0.session(digest: digest) }
        return found.map { $0.0.awaitsCode && $0.0.isLive(at: now) } ?? false
    }

    /// Ends the session with this secret, if there is one.
    package func signOut(_ token: Secret) async throws {
        let digest = self.context.keyring.digest(session: token)
        try await self.context.store.write { transaction in
            guard let (session, account) = try transaction.session(digest: digest) else { return }
            _ = try transaction.deleteSession(session.id, of: account.id)
        }
    }

    /// What forms carry, so that no other site can send them.
    /// - Parameter secret: Something only this session or visitor has.
    package func formToken(for secret: String) -> String { self.context.keyring.formToken(for: secret) }

    /// The sessions of an account that last, the last used first.
    package func sessions(of account: Account.ID) async throws -> [Session] {
        let now = self.context.time.now()
        return try await self.context.store.read { transaction in
            try transaction.sessions(of: account).filter { $0.isLive(at: now) && !$0.awaitsCode }
        }
    }

    /// Ends one session of an account.
    /// - Throws: `session_not_found`.
    package func end(_ id: Session.ID, of account: Account.ID) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard try transaction.deleteSession(id, of: account) else { throw Failure(.sessionNotFound) }
            try self.context.audit(
                .sessionsEnded,
                of: account,
                by: account,
                AuditDetail([.way: "one"]),
                at: now,
                in: transaction
            )
        }
    }

    /// Ends every session of an account but one.
    package func endOthers(than kept: Session.ID, of account: Account.ID) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            try transaction.deleteSessions(of: account, except: kept)
            try self.context.audit(
                .sessionsEnded,
                of: account,
                by: account,
                AuditDetail([.way: "others"]),
                at: now,
                in: transaction
            )
        }
    }

    /// Tries a session has at its second factor.
    private static let codeAttemptsMax: Int64 = 10
    /// A use is noted at most this often, so that reading pages is not a write each.
    private static let touchInterval = Duration.seconds(60)

    private enum CodeOutcome: Sendable {
        case nothingWaits
        case refused
        case accepted(EmailAddress)
    }

    static func key(of email: EmailAddress) -> String { "account|\(email.canonical)" }

    /// Finds the account of an address if the password is its own; takes as long when there is none.
    private func check(
        _ email: EmailAddress,
        _ password: Secret,
        from visitor: Visitor
    ) async throws -> (Account, hash: String) {
        let now = self.context.time.now()
        let (attempts, network) = (self.context.attempts, "address|\(visitor.network)")
        guard password.utf8Count <= Limits.passwordBytesMax else { throw Failure(.signInRefused) }
        // The address first: one that may try no more adds no account to what is counted.
        try attempts.take(network, .ofAddress, at: now)
        try attempts.take(Self.key(of: email), .ofAccount, at: now)
        let found = try await self.context.store.read { transaction -> (Account, String)? in
            guard let account = try transaction.account(email: email),
                let hash = try transaction.passwordHash(of: account.id)
            else { return nil }
            return (account, hash)
        }
        guard let (account, hash) = found else {
            _ = try await self.context.hasher.hash(password)
            throw Failure(.signInRefused)
        }
        guard try await self.context.hasher.matches(password, hash) else { throw Failure(.signInRefused) }
        attempts.giveBack(network)
        return (account, hash)
    }

    private func audit(_ session: Session, at now: Timestamp, in transaction: any Transaction) throws {
        let place = [session.browser, session.address].filter { !$0.isEmpty }.joined(separator: ", ")
        let detail = AuditDetail([.place: place])
        try self.context.audit(
            .signedIn,
            of: session.accountID,
            by: session.accountID,
            detail,
            at: now,
            in: transaction
        )
    }
}
