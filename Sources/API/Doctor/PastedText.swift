import Domain
import Web

extension Fields {
    /// What somebody pasted, which may hold secrets and is not looked into here.
    /// - Throws: `missing_parameter`, `invalid_type` or `too_long`.
    func pastedText() throws(Failure) -> Secret {
        guard let text = try self.secret("text", expected: "a text") else {
            throw Failure(.missingParameter, field: "text")
        }
        guard text.utf8Count <= Limits.doctorBytesMax else {
            throw Failure(.tooLong, field: "text", expected: String(Limits.doctorBytesMax))
        }
        return text
    }
}
