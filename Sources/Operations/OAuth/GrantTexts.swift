import Domain
import Storage

/// Finds what an authorization code or a refresh token is of, for whoever holds the whole text.
struct GrantTexts: Sendable {
    /// A text that this server issued.
    struct Found: Sendable {
        enum Kind: Sendable {
            case code(AuthorizationCode, digest: [UInt8])
            case refreshToken(RefreshToken)
        }

        let kind: Kind
        let application: Application

        var accountID: Account.ID {
            switch self.kind {
            case .code(let code, _): code.accountID
            case .refreshToken(let token): token.family.accountID
            }
        }

        var mode: Mode {
            switch self.kind {
            case .code(let code, _): code.mode
            case .refreshToken(let token): token.family.mode
            }
        }

        /// When it stopped working; nil while it works.
        func endedAt(_ now: Timestamp) -> Timestamp? {
            switch self.kind {
            case .code(let code, _): code.usedAt ?? (code.expiresAt <= now ? code.expiresAt : nil)
            case .refreshToken(let token):
                token.usedAt ?? token.family.endedAt ?? (token.expiresAt <= now ? token.expiresAt : nil)
            }
        }

        /// Ends it with what may come of it; false when that had happened meanwhile.
        func end(at now: Timestamp, in transaction: any Transaction) throws -> Bool {
            switch self.kind {
            case .code(_, let digest): return try transaction.useCode(digest, at: now)
            case .refreshToken(let token):
                guard try transaction.tokenFamily(token.family.id)?.endedAt == nil else { return false }
                try transaction.end(token.family.id, .revoked, at: now)
                return true
            }
        }
    }

    let context: OperationContext

    func find(_ token: GrantToken) async throws -> Found? {
        let keyring = self.context.keyring
        let codes = keyring.digests(oauth: .code, token.text)
        let refreshTokens = keyring.digests(oauth: .refreshToken, token.text)
        return try await self.context.store.read { transaction in
            for digest in codes {
                guard let code = try transaction.authorizationCode(digest) else { continue }
                return try transaction.application(code.applicationID)
                    .map { Found(kind: .code(code, digest: digest), application: $0) }
            }
            for digest in refreshTokens {
                guard let token = try transaction.refreshToken(digest) else { continue }
                return try transaction.application(token.family.applicationID)
                    .map { Found(kind: .refreshToken(token), application: $0) }
            }
            return nil
        }
    }
}
