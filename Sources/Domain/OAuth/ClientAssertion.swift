/// A client's own signature in place of a shared secret (RFC 7523 section 3).
package struct ClientAssertion: Sendable {
    package static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    /// How far the clocks of two machines may be apart.
    package static let leeway: Duration = .seconds(60)
    /// How long an assertion may live; an hour is what common libraries give them.
    package static let lifeMax: Duration = .seconds(3_600)

    package let clientID: Application.ID
    package let id: String
    package let expiresAt: Timestamp
    private let token: SignedToken

    /// Reads an assertion, and judges everything but its signature.
    /// - Parameter audiences: What names this server; the assertion names one of them, alone.
    /// - Throws: `client_assertion_invalid`, which says what is wrong.
    package init(_ text: String, audiences: Set<String>, at now: Timestamp) throws(Failure) {
        func refused(_ expected: String) -> Failure { Failure(.clientAssertionInvalid, expected: expected) }
        guard let token = SignedToken(text) else { throw refused("a signed JWT of at most 8 KiB in its compact form") }
        guard let issuer = token.payload["iss"]?.string, issuer == token.payload["sub"]?.string,
            let client = Application.ID(text: issuer)
        else { throw refused("iss and sub, both the Client ID") }
        guard let audience = token.payload["aud"]?.string, audiences.contains(audience) else {
            throw refused("aud, the issuer of this server as one text")
        }
        guard let id = token.payload["jti"]?.string, (1...128).contains(id.utf8.count) else {
            throw refused("jti, new for every assertion")
        }
        guard let end = token.instant("exp"), now < end.adding(Self.leeway),
            end <= now.adding(Self.lifeMax + Self.leeway)
        else {
            throw refused("exp, at most an hour from now")
        }
        for name in ["iat", "nbf"] where token.payload[name] != nil {
            guard let instant = token.instant(name), instant <= now.adding(Self.leeway) else {
                throw refused("\(name), not in the future")
            }
        }
        self.clientID = client
        self.id = id
        self.expiresAt = end
        self.token = token
    }

    package func isSigned(with keys: [PublicSigningKey]) -> Bool { self.token.isSigned(with: keys) }
}

/// A proof that whoever sends a request holds a key (RFC 9449 section 4).
package struct KeyProof: Sendable {
    /// How old a proof may be.
    package static let lifeMax: Duration = .seconds(60)

    package let thumbprint: String
    package let id: String

    /// Reads a proof and judges it for one request.
    /// - Parameters:
    ///   - address: The request's address without query and fragment.
    ///   - tokenHash: The hash of the access token it comes with; nil at the token endpoint.
    /// - Throws: `dpop_proof_invalid`, which says what is wrong.
    package init(
        _ text: String,
        method: String,
        address: String,
        tokenHash: String? = nil,
        at now: Timestamp
    ) throws(Failure) {
        func refused(_ expected: String) -> Failure { Failure(.keyProofInvalid, expected: expected) }
        guard let token = SignedToken(text), token.header["typ"]?.string == "dpop+jwt",
            let json = token.header["jwk"], let key = try? PublicSigningKey(json)
        else { throw refused("a JWT of type dpop+jwt with the public key in jwk") }
        guard token.header["kid"] == nil || key.id == nil, token.isSigned(with: [key]) else {
            throw refused("a signature of the key in jwk")
        }
        guard token.payload["htm"]?.string == method else { throw refused("htm \(method)") }
        guard token.payload["htu"]?.string.map({ Self.bare($0) == address }) ?? false else {
            throw refused("htu \(address)")
        }
        guard let made = token.instant("iat"), made <= now.adding(ClientAssertion.leeway),
            now < made.adding(Self.lifeMax + ClientAssertion.leeway)
        else { throw refused("iat, of the last minute") }
        guard let id = token.payload["jti"]?.string, (1...128).contains(id.utf8.count) else {
            throw refused("jti, new for every proof")
        }
        if let tokenHash {
            guard token.payload["ath"]?.string == tokenHash else { throw refused("ath, the hash of the access token") }
        }
        self.thumbprint = key.thumbprint
        self.id = id
    }

    private static func bare(_ address: String) -> Substring { address.prefix { $0 != "?" && $0 != "#" } }
}
