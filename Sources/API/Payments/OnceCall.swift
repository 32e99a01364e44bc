import Domain
import HTTPTypes
import Operations
import Web

extension Call {
    /// The idempotency key of this call.
    /// - Throws: `idempotency_key_missing` or `idempotency_key_invalid`.
    func idempotencyKey() throws(Failure) -> IdempotencyKey {
        let values = self.headers(.idempotencyKey)
        guard values.count <= 1 else { throw Failure(.idempotencyKeyInvalid) }
        return try IdempotencyKey(values.first)
    }
}

extension Answer {
    /// The kept answer, marked when it is a replay.
    init(_ answered: AnsweredOnce) {
        var headers = HTTPFields()
        if answered.isReplay { headers[.idempotentReplayed] = "true" }
        self.init(
            status: HTTPResponse.Status(code: Int(answered.answer.status)),
            body: Array(answered.answer.body.utf8),
            headers: headers
        )
    }
}
