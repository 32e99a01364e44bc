package import Domain
import Storage

/// What an authenticator program needs to make an account's codes.
package struct SecondFactorSetup: Sendable {
    /// The secret in base 32, for typing.
    package let secret: Secret
    /// The address for a QR code.
    package let address: Secret

    init(_ secret: [UInt8], of account: Account) {
        self.secret = Secret(OneTimeCode.base32(secret))
        self.address = Secret(OneTimeCode.address(secret, account: account.email, issuer: "Llavero"))
    }
}

/// What can be done with the second factor of an account (RFC 6238).
package struct SecondFactorOperations: Sendable {
    let context: OperationContext

    /// Begins to add a second factor; nothing asks for it before it is confirmed.
    /// - Throws: `second_factor_present`.
    package func begin(for account: Account) async throws -> SecondFactorSetup {
        let now = self.context.time.now()
        let secret = self.context.random.bytes(OneTimeCode.secretBytes)
        try await self.context.store.write { transaction in
            if let present = try transaction.secondFactor(of: account.id) {
                guard present.confirmedAt == nil else { throw Failure(.secondFactorPresent) }
                try transaction.deleteSecondFactor(of: account.id)
            }
            let key = try self.context.dataKey(of: account.id, .live, at: now, in: transaction)
            let sealed = try self.context.sealing.seal(
                Secret(Hexadecimal.text(secret)),
                at: .secondFactor(account.id),
                with: key
            )
            try transaction.insert(
                SecondFactorRow(accountID: account.id, dataKeyID: key.id, sealed: sealed, createdAt: now)
            )
        }
        return SecondFactorSetup(secret, of: account)
    }

    /// What was begun and waits to be confirmed, once more.
    /// - Throws: `second_factor_missing` or `second_factor_present`.
    package func waiting(for account: Account) async throws -> SecondFactorSetup {
        try await self.context.store.read { transaction in
            guard let factor = try transaction.secondFactor(of: account.id) else { throw Failure(.secondFactorMissing) }
            guard factor.confirmedAt == nil else { throw Failure(.secondFactorPresent) }
            return SecondFactorSetup(try self.open(factor, in: transaction), of: account)
        }
    }

    /// Adds the second factor, now that a code of it was given.
    /// - Returns: The backup codes, to be shown this once.
    /// - Throws: `second_factor_missing`, `second_factor_present` or `code_refused`.
    package func confirm(_ code: String, for account: Account.ID) async throws -> [Secret] {
        let now = self.context.time.now()
        let codes = self.newBackupCodes()
        try await self.context.store.write { transaction in
            guard let factor = try transaction.secondFactor(of: account) else { throw Failure(.secondFactorMissing) }
            guard factor.confirmedAt == nil else { throw Failure(.secondFactorPresent) }
            let secret = try self.open(factor, in: transaction)
            guard let step = OneTimeCode.acceptedStep(code, secret, after: nil, at: now) else {
                throw Failure(.codeRefused)
            }
            try transaction.confirmSecondFactor(of: account, step: step, at: now)
            try self.insert(codes, of: account, in: transaction)
            try self.context.audit(
                .secondFactorAdded,
                of: account,
                by: account,
                AuditDetail([:]),
                at: now,
                in: transaction
            )
        }
        return codes.map { Secret($0) }
    }

    /// Makes new backup codes; those before are void.
    /// - Returns: The codes, to be shown this once.
    /// - Throws: `second_factor_missing`.
    package func renewBackupCodes(of account: Account.ID) async throws -> [Secret] {
        let now = self.context.time.now()
        let codes = self.newBackupCodes()
        try await self.context.store.write { transaction in
            guard try transaction.secondFactor(of: account)?.confirmedAt != nil else {
                throw Failure(.secondFactorMissing)
            }
            try transaction.deleteBackupCodes(of: account)
            try self.insert(codes, of: account, in: transaction)
            try self.context.audit(
                .backupCodesRenewed,
                of: account,
                by: account,
                AuditDetail([:]),
                at: now,
                in: transaction
            )
        }
        return codes.map { Secret($0) }
    }

    /// Removes the second factor and its backup codes.
    /// - Throws: `second_factor_missing`.
    package func remove(of account: Account) async throws {
        let now = self.context.time.now()
        try await self.context.store.write { transaction in
            guard try transaction.secondFactor(of: account.id) != nil else { throw Failure(.secondFactorMissing) }
            try transaction.deleteSecondFactor(of: account.id)
            try self.context.audit(
                .secondFactorRemoved,
                of: account.id,
                by: account.id,
                AuditDetail([:]),
                at: now,
                in: transaction
            )
            try self.context.enqueue(
                .secondFactorRemoved,
                to: account.email,
                account.site.language,
                at: now,
                in: transaction
            )
        }
    }

    /// Backup codes an account has left; nil when it has no second factor.
    package func backupCodesLeft(of account: Account.ID) async throws -> Int64? {
        try await self.context.store.read { transaction in
            guard try transaction.secondFactor(of: account)?.confirmedAt != nil else { return nil }
            return try transaction.backupCodeCount(of: account)
        }
    }

    /// Whether a code is right, and uses it up: each works once.
    func accepts(
        _ code: String,
        of account: Account.ID,
        at now: Timestamp,
        in transaction: any Transaction
    ) throws -> Bool {
        guard let factor = try transaction.secondFactor(of: account), factor.confirmedAt != nil else { return false }
        let code = code.filter { !$0.isWhitespace }.lowercased()
        guard code.utf8.count <= 20 else { return false }
        if code.utf8.count == OneTimeCode.digits, code.utf8.allSatisfy(\.isDigit) {
            let secret = try self.open(factor, in: transaction)
            let step = OneTimeCode.acceptedStep(code, secret, after: factor.lastStep, at: now)
            return try step.map { try transaction.useStep($0, of: account) } ?? false
        }
        return try transaction.useBackupCode(self.context.keyring.digest(backupCode: code, of: account), of: account)
    }

    private func newBackupCodes() -> [String] {
        (0..<Limits.backupCodes).map { _ in self.context.random.backupCode() }
    }

    private func insert(_ codes: [String], of account: Account.ID, in transaction: any Transaction) throws {
        for code in codes {
            try transaction.insertBackupCode(self.context.keyring.digest(backupCode: code, of: account), of: account)
        }
    }

    private func open(_ factor: SecondFactorRow, in transaction: any ReadTransaction) throws -> [UInt8] {
        guard let key = try transaction.dataKey(factor.dataKeyID) else { throw SealFailure.keyMissing }
        let text = try self.context.sealing.open(factor.sealed, at: .secondFactor(factor.accountID), with: key)
        return Hexadecimal.bytes(text.reveal()) ?? []
    }
}
