package import Domain

/// Credentials as JSON, masked.
package enum CredentialJSON {
    package static func json(_ credential: Credential, _ lastUse: Timestamp?) -> JSON {
        [
            "id": .string(credential.id.text), "mode": .string(credential.mode.rawValue),
            "kind": .string(credential.kind.rawValue), "generation": .integer(credential.generation),
            "shown": .string(credential.shown), "created_at": .date(credential.createdAt),
            "expires_at": .date(credential.expiresAt), "revoked_at": .date(credential.revokedAt),
            "last_used_at": .date(lastUse), "share_id": .text(credential.shareID?.text),
            "exposed_at": .date(credential.exposedAt),
        ]
    }
}

/// Records of the audit as JSON.
package enum AuditJSON {
    package static func json(_ record: AuditRecord) -> JSON {
        [
            "id": .string(record.id.text), "occurred_at": .date(record.occurredAt),
            "action": .string(record.action.rawValue),
            "client_id": record.applicationID.map { .string($0.description) } ?? nil,
            "actor_id": record.actorID.map { .id($0) } ?? nil, "detail": .string(record.detail.text),
        ]
    }
}
