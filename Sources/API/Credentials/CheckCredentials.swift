import Domain
import HTTPTypes
import Operations
import Web

/// What shop plugins ask to validate a credential: an Access Token in the header, or a Public Key in the query.
///
/// Plugins read 401 as "expired or renewed", so an unknown Public Key gets it here, not the catalogue's 404.
struct CheckCredentials: OpenEndpoint {
    static let route = Route(.get, "/plugins-credentials-wrapper/credentials")

    let credentials: CredentialOperations
    let address: PublicAddress

    func handle(_ call: Call) async throws -> Answer {
        let verification = try await self.verify(call)
        let caller: Caller
        switch verification {
        case .allowed(let allowed): caller = allowed
        case .denied(let denial): throw Self.unauthorized(denial)
        }
        return Answer(json: [
            "client_id": .string(caller.application.id.description), "is_test": .bool(caller.mode == .test),
            "homologated": .bool(caller.application.activatedAt != nil),
        ])
    }

    private func verify(_ call: Call) async throws -> Verification {
        do {
            return try await self.credentials.caller(presenting: call, at: self.address.base)
        } catch let failure as Failure where failure.code == .publicKeyMissing {
            throw Failure(.credentialMissing)
        }
    }

    private static func unauthorized(_ denial: Denial) -> Failure {
        switch denial {
        case .malformed(.publicKey), .unknown(.publicKey): Failure(.publicKeyRefused)
        default: denial.failure
        }
    }
}
