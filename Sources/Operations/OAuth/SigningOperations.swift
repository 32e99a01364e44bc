package import Domain

/// What this server signs, and the keys by which others check it.
package struct SigningOperations: Sendable {
    let context: OperationContext

    /// The public key that signs now, then those whose signatures are still around.
    package var publicKeys: [PublicSigningKey] { self.context.keyring.signingKeys.map(\.publicKey) }

    /// Signs claims, with the time of now.
    /// - Parameter type: What it is, so that it is not taken for anything else (RFC 8725 section 3.11).
    package func signed(_ claims: [JSON.Member], type: String) throws -> String {
        guard let key = self.context.keyring.signingKeys.first else { throw Failure(.internalError) }
        let now = Int(self.context.time.now().milliseconds / 1_000)
        return try key.signed(.object(claims + [.init("iat", .integer(now))]), type: type)
    }
}
