package import Domain
import Storage

extension AccountOperations {
    /// Mails the link that opens an account; whoever has one already is told so by mail alone.
    /// - Throws: `sign_up_closed` or `too_many_attempts`.
    package func requestSignUp(_ email: EmailAddress, in site: Site, from visitor: Visitor) async throws {
        guard self.context.isSignUpOpen else { throw Failure(.signUpClosed) }
        let now = self.context.time.now()
        guard try self.mayMail(email, from: visitor, at: now) else { return }
        try await self.context.store.write { transaction in
            let language = site.language
            if try transaction.account(email: email) != nil {
                return try self.context.enqueue(.accountExists, to: email, language, at: now, in: transaction)
            }
            try transaction.voidAccountLinks(.signUp, to: email, at: now)
            let link = self.makeLink(.signUp, email, site, life: Limits.linkLife, at: now)
            try transaction.insert(link)
            try self.context.enqueue(.signUp, to: email, language, ["link": link.id.text], at: now, in: transaction)
        }
    }

    /// Mails the link that lets an account choose a new password; the answer is the same when there is none.
    /// - Throws: `too_many_attempts`.
    package func requestReset(_ email: EmailAddress, from visitor: Visitor) async throws {
        let now = self.context.time.now()
        guard try self.mayMail(email, from: visitor, at: now) else { return }
        try await self.context.store.write { transaction in
            guard let account = try transaction.account(email: email) else { return }
            try transaction.voidAccountLinks(.reset, to: account.email, at: now)
            let link = self.makeLink(.reset, account.email, nil, life: Limits.linkLife, at: now)
            try transaction.insert(link)
            // To the stored address, never to the one that was typed.
            try self.context.enqueue(
                .reset,
                to: account.email,
                account.site.language,
                ["link": link.id.text],
                at: now,
                in: transaction
            )
        }
    }

    /// The code of a link that opens the first account of this server; nil once there is an account.
    package func makeFirstOwnerLink() async throws -> Secret? {
        let now = self.context.time.now()
        let link = self.makeLink(.firstOwner, nil, nil, life: Limits.firstOwnerLinkLife, at: now)
        let isMade = try await self.context.store.write { transaction in
            guard try !transaction.hasAccounts() else { return false }
            try transaction.voidAccountLinks(.firstOwner, at: now)
            try transaction.insert(link)
            return true
        }
        return isMade ? self.context.code(of: link.id) : nil
    }

    /// What a link is good for, without using it.
    /// - Throws: `link_invalid`.
    package func link(_ code: String, for purpose: AccountLink.Purpose) async throws -> AccountLink {
        let now = self.context.time.now()
        guard let id = self.context.linkID(of: code),
            let link = try await self.context.store.read({ try $0.accountLink(id) }),
            link.isUsable(for: purpose, at: now)
        else { throw Failure(.linkInvalid) }
        return link
    }

    /// Opens the account of a link that was mailed.
    /// - Throws: `link_invalid`, `email_taken`, or the password's failure.
    package func open(_ code: String, password: Secret) async throws -> Account {
        let link = try await self.link(code, for: .signUp)
        guard let email = link.email, let site = link.site else { throw Failure(.linkInvalid) }
        return try await self.insert(email, site, password, using: link, ifFirst: false)
    }

    /// Opens the first account of this server.
    /// - Throws: `link_invalid`, or the password's failure.
    package func openFirst(_ code: String, email: EmailAddress, site: Site, password: Secret) async throws -> Account {
        let link = try await self.link(code, for: .firstOwner)
        return try await self.insert(email, site, password, using: link, ifFirst: true)
    }

    /// Gives an account a new password by a link that was mailed; every session ends, the second factor stays.
    /// - Throws: `link_invalid`, or the password's failure.
    package func reset(_ code: String, password: Secret) async throws {
        let link = try await self.link(code, for: .reset)
        guard let email = link.email else { throw Failure(.linkInvalid) }
        try PasswordRule.check(password.reveal(), for: email)
        let hash = try await self.context.hasher.hash(password)
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard try transaction.useAccountLink(link.id, at: now), let account = try transaction.account(email: email)
            else { throw Failure(.linkInvalid) }
            try self.setPassword(hash, of: account, keeping: nil, at: now, in: transaction)
        }
        self.context.attempts.clear(SessionOperations.key(of: email))
    }

    /// Gives the account of whoever is signed in a new password; every other session ends.
    /// - Throws: the password's failure.
    package func changePassword(of signedIn: SignedIn, to password: Secret) async throws {
        let account = signedIn.account
        try PasswordRule.check(password.reveal(), for: account.email)
        let hash = try await self.context.hasher.hash(password)
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            try self.setPassword(hash, of: account, keeping: signedIn.session.id, at: now, in: transaction)
        }
    }

    private func setPassword(
        _ hash: String,
        of account: Account,
        keeping session: Session.ID?,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws {
        try transaction.setPasswordHash(hash, of: account.id)
        try transaction.deleteSessions(of: account.id, except: session)
        try transaction.voidAccountLinks(.reset, to: account.email, at: now)
        let way = AuditDetail([.way: session == nil ? "mail" : "session"])
        try self.context.audit(.passwordChanged, of: account.id, by: account.id, way, at: now, in: transaction)
        try self.context.enqueue(.passwordChanged, to: account.email, account.site.language, at: now, in: transaction)
    }

    private func insert(
        _ email: EmailAddress,
        _ site: Site,
        _ password: Secret,
        using link: AccountLink,
        ifFirst: Bool
    ) async throws -> Account {
        let (account, hash) = try await self.make(email, site, password)
        let now = account.createdAt
        try await self.context.store.write { transaction in
            guard try transaction.useAccountLink(link.id, at: now), try !ifFirst || !transaction.hasAccounts() else {
                throw Failure(.linkInvalid)
            }
            if try transaction.account(email: email) != nil { throw Failure(.emailTaken) }
            try transaction.insert(account, passwordHash: hash)
            try self.context.audit(
                .accountOpened,
                of: account.id,
                by: account.id,
                AuditDetail([.email: account.email.text]),
                at: now,
                in: transaction
            )
        }
        return account
    }

    /// Whether a mail may be asked for; silent about the address it is for, so that nobody learns who has an account.
    private func mayMail(_ email: EmailAddress, from visitor: Visitor, at now: Timestamp) throws(Failure) -> Bool {
        try self.context.attempts.take("mail from|\(visitor.network)", .mailsFromAddress, at: now)
        return (try? self.context.attempts.take("mail to|\(email.canonical)", .mailsToAddress, at: now)) != nil
    }

    private func makeLink(
        _ purpose: AccountLink.Purpose,
        _ email: EmailAddress?,
        _ site: Site?,
        life: Duration,
        at now: Timestamp
    ) -> AccountLink {
        AccountLink(
            id: self.context.random.accountLinkID(at: now),
            purpose: purpose,
            email: email,
            site: site,
            createdAt: now,
            expiresAt: now.adding(life)
        )
    }
}

extension OperationContext {
    /// What the address of a link ends in: its id, and a mark that only this server can make.
    ///
    /// So the database holds no secret that opens an account, and neither does the queue of mails.
    func code(of link: AccountLink.ID) -> Secret {
        Secret(link.text + self.keyring.mark(of: link, with: self.keyring.active(.pepperToken)))
    }

    /// The id in a code; nil unless its mark is right.
    fileprivate func linkID(of code: String) -> AccountLink.ID? {
        guard code.utf8.count == 58 else { return nil }
        let id = AccountLink.ID(String(code.prefix(26)))
        let mark = Array(code.utf8.suffix(32))
        let isOurs = self.keyring.usable(.pepperToken)
            .contains { ConstantTime.equal(Array(self.keyring.mark(of: id, with: $0).utf8), mark) }
        return isOurs ? id : nil
    }
}
