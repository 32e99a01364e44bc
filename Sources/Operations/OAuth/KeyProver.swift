import Domain
import Storage

/// Believes or refuses the proof of a key; each proof counts once.
struct KeyProver: Sendable {
    let context: OperationContext

    /// - Parameter tokenHash: The hash of the access token it comes with; nil where tokens are asked for.
    /// - Returns: The thumbprint of the key that was proved.
    /// - Throws: `dpop_proof_invalid` or `dpop_proof_replayed`.
    func prove(_ given: GivenProof, tokenHash: String? = nil) async throws -> String {
        let now = self.context.time.now()
        let proof = try KeyProof(
            given.text,
            method: given.method,
            address: given.address,
            tokenHash: tokenHash,
            at: now
        )
        let digest = self.context.keyring.digest(oauth: .keyProof, "\(proof.thumbprint)|\(proof.id)")
        let end = now.adding(KeyProof.lifeMax + ClientAssertion.leeway + ClientAssertion.leeway)
        guard try await self.context.store.write({ try $0.useOnce(digest, until: end) }) else {
            throw Failure(.keyProofReplayed)
        }
        return proof.thumbprint
    }
}
