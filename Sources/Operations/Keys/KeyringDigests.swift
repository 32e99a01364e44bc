import Crypto
package import Domain

/// The kinds of texts that OAuth keeps digests of.
enum OAuthText: String {
    case code = "authorization_code"
    case refreshToken = "refresh_token"
    case pushedRequest = "pushed_request"
    case clientAssertion = "client_assertion"
    case keyProof = "dpop_proof"
}

extension Keyring {
    /// Whether a token has the tag of a key that is tried, as every token issued here has (decision 0003).
    func hasTagged(_ token: AccessToken) -> Bool {
        self.usable(.tag).contains { token.isTagged(with: $0.code) }
    }

    /// The digest by which a credential is found, with a given pepper.
    package func digest(_ kind: Credential.Kind, _ text: String, with pepper: Key) -> [UInt8] {
        Self.code("\(kind.rawValue)|\(text)", pepper)
    }

    /// The digest by which a session is found.
    package func digest(session token: Secret) -> [UInt8] {
        Self.code("session|\(token.reveal())", self.active(.pepperToken))
    }

    /// What the forms of a session carry, made of something only that session has.
    func formToken(for secret: String) -> String {
        Hexadecimal.text(Self.code("form|\(secret)", self.active(.pepperToken)))
    }

    /// The digest by which a management token is found.
    func digest(managementToken text: Secret) -> [UInt8] {
        Self.code("management_token|\(text.reveal())", self.active(.pepperToken))
    }

    /// The digests by which a text of OAuth may be found: that of the active pepper first.
    func digests(oauth kind: OAuthText, _ text: String) -> [[UInt8]] {
        self.usable(.pepperToken).map { Self.code("\(kind.rawValue)|\(text)", $0) }
    }

    /// The digest by which a new text of OAuth is kept.
    func digest(oauth kind: OAuthText, _ text: String) -> [UInt8] {
        Self.code("\(kind.rawValue)|\(text)", self.active(.pepperToken))
    }

    /// Bytes that only this server can make of a refresh token, so that a repeated answer is the same (decision 0021).
    func derived(_ part: String, from refreshToken: GrantToken, count: Int) -> [UInt8] {
        Array(Self.code("\(part)|\(refreshToken.text)", self.active(.refresh)).prefix(count))
    }

    /// The digest by which a backup code of an account is found.
    func digest(backupCode code: String, of account: Account.ID) -> [UInt8] {
        Self.code("backup_code|\(account)|\(code)", self.active(.pepperToken))
    }

    /// The part of a link that only this server can make, with a given pepper.
    func mark(of link: AccountLink.ID, with pepper: Key) -> String {
        Hexadecimal.text(Array(Self.code("account_link|\(link)", pepper).prefix(16)))
    }

    /// The keyed hash by which a card is recognised.
    package func fingerprint(_ number: CardNumber) -> [UInt8] {
        Self.code("card|\(number.digits)", self.active(.fingerprint))
    }

    /// The keyed hash by which a repeated request is recognised.
    package func fingerprint(request bytes: [UInt8]) -> [UInt8] {
        var code = HMAC<SHA256>(key: self.active(.fingerprint).material)
        code.update(data: Array("request|".utf8))
        code.update(data: bytes)
        return Array(code.finalize())
    }

    /// A value that tells whether a key is the one a database knows by this id, without telling the key.
    package func check(_ key: Key) -> [UInt8] {
        Self.code("llavero keyring check|\(key.id)", key)
    }

    private static func code(_ text: String, _ key: Key) -> [UInt8] {
        var (code, text) = (key.code, text)
        text.withUTF8 { code.update(data: UnsafeRawBufferPointer($0)) }
        return code.finalize().withUnsafeBytes { Array($0) }
    }
}
