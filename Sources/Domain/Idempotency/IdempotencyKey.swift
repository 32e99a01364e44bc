/// The value of an X-Idempotency-Key header.
package struct IdempotencyKey: Hashable, Sendable {
    package let text: String

    /// - Throws: `idempotency_key_missing` or `idempotency_key_invalid`.
    package init(_ text: String?) throws(Failure) {
        guard let text else { throw Failure(.idempotencyKeyMissing) }
        guard (1...Limits.idempotencyKeyCharactersMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw Failure(.idempotencyKeyInvalid) }
        self.text = text
    }
}

/// The first answer given under a key, which every repeat gets again.
package struct StoredAnswer: Equatable, Sendable {
    package let status: Int64
    package let body: String

    package init(status: Int64, body: String) {
        self.status = status
        self.body = body
    }
}

/// Where a key counts: for one application that acts for one account in one mode, and for one endpoint.
package struct IdempotencyScope: Hashable, Sendable {
    package let applicationID: Application.ID
    package let accountID: Account.ID
    package let mode: Mode
    /// Method and path, such as `POST /v1/payments`.
    package let endpoint: String
    package let key: IdempotencyKey

    package init(
        applicationID: Application.ID,
        accountID: Account.ID,
        mode: Mode,
        endpoint: String,
        key: IdempotencyKey
    ) {
        self.applicationID = applicationID
        self.accountID = accountID
        self.mode = mode
        self.endpoint = endpoint
        self.key = key
    }
}
