package import Domain

/// Authorizations and clients of OAuth as JSON.
package enum OAuthJSON {
    package static func json(_ grant: Grant) -> JSON {
        [
            "id": .string(grant.id.text), "client_id": .string(grant.applicationID.description),
            "user_id": .id(grant.accountID), "mode": .string(grant.mode.rawValue),
            "permissions": .array(grant.permissions.map(\.rawValue).sorted().map { .string($0) }),
            "granted_at": .date(grant.grantedAt), "last_used_at": .date(grant.lastUsedAt),
        ]
    }

    package static func json(_ client: OAuthClient) -> JSON {
        [
            "authentication": .string(client.authentication.rawValue), "requires_dpop": .bool(client.requiresDPoP),
            "allows_plain_challenge": .bool(client.allowsPlainChallenge),
            "keys": ["keys": .array(client.keys.map(\.json))],
        ]
    }
}
