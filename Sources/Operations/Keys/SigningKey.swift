import Crypto
package import Domain

/// A key that signs what the authorization server says (ES256).
package struct SigningKey: Sendable {
    package let id: String
    private let key: P256.Signing.PrivateKey

    init(_ entry: Keyring.Key) {
        self.id = entry.id
        // One number in 2^32 is no private key: the next one is taken then.
        var counter: UInt8 = 0
        while true {
            let code = HMAC<SHA256>.authenticationCode(for: Array("signing|".utf8) + [counter], using: entry.material)
            if let key = try? P256.Signing.PrivateKey(rawRepresentation: Array(code)) {
                self.key = key
                return
            }
            counter += 1
        }
    }

    package var publicKey: PublicSigningKey { PublicSigningKey(self.key.publicKey, self.id) }

    /// A signed object in its compact form.
    /// - Parameter type: What it is, so that it is not taken for anything else (RFC 8725 section 3.11).
    package func signed(_ payload: JSON, type: String) throws -> String {
        let header: JSON = ["alg": "ES256", "typ": .string(type), "kid": .string(self.id)]
        let message = "\(Base64URL.text(header.bytes)).\(Base64URL.text(payload.bytes))"
        let signature = try self.key.signature(for: Array(message.utf8))
        return "\(message).\(Base64URL.text(Array(signature.rawRepresentation)))"
    }
}
