package import Domain
package import Operations
import Synchronization

/// Signs who calls, so that whatever is behind a gateway need not believe a header (decision 0026).
///
/// A statement is made once for a caller and used for a while: signing takes longer than everything else on this path.
package final class CallerAssertions: Sendable {
    /// What it is, so that it is not taken for anything else (RFC 8725 section 3.11).
    package static let type = "llavero-caller+jwt"
    /// How long a statement holds, and how long it is handed out.
    package static let life = Duration.seconds(60)
    private static let reuse = Duration.seconds(30)

    private struct Signed {
        let text: String
        let until: Timestamp
    }

    private let signing: SigningOperations
    private let address: PublicAddress
    private let audience: String
    private let time: any TimeSource
    private let signed = Mutex(ByCaller<Signed>())

    /// - Parameter audience: For whom the statements are (`aud`).
    package init(_ signing: SigningOperations, _ address: PublicAddress, audience: String, time: any TimeSource) {
        self.signing = signing
        self.address = address
        self.audience = audience
        self.time = time
    }

    /// A signed statement of who calls.
    /// - Throws: `internal_error` when it cannot be signed: then nobody passes.
    package func assertion(of caller: Caller) throws(Failure) -> String {
        let now = self.time.now()
        if let known = self.signed.withLock({ $0[caller] }), now < known.until { return known.text }
        // It must not outlive what it speaks of.
        let life = now.adding(Self.life)
        let end = caller.credential.expiresAt.map { min($0, life) } ?? life
        let text = try self.sign(self.claims(caller, until: end))
        let signed = Signed(text: text, until: min(now.adding(Self.reuse), end))
        self.signed.withLock { $0.keep(signed, for: caller) }
        return text
    }

    private func sign(_ claims: [JSON.Member]) throws(Failure) -> String {
        do {
            return try self.signing.signed(claims, type: Self.type)
        } catch {
            throw Failure(.internalError)
        }
    }

    private func claims(_ caller: Caller, until end: Timestamp) -> [JSON.Member] {
        let credential = caller.credential
        var claims: [JSON.Member] = [
            .init("iss", .string(self.address.base)), .init("aud", .string(self.audience)),
            .init("sub", .string(caller.account.id.description)),
            .init("exp", .integer(Int(end.milliseconds / 1_000))),
            .init("client_id", .string(caller.application.id.description)),
            .init("site_id", .string(caller.site.rawValue)), .init("live_mode", .bool(caller.mode == .live)),
            .init("scope", .string(caller.permissions.scope)), .init("credential_id", .string(credential.id.text)),
        ]
        if let share = credential.shareID { claims.append(.init("share_id", .string(share.text))) }
        if let grant = credential.oauth?.grantID { claims.append(.init("grant_id", .string(grant.text))) }
        return claims
    }
}
