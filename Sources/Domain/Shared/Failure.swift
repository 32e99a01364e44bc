/// What a caller is told when an operation cannot do what was asked; the only error that crosses layers.
///
/// Equality looks at the code alone, so that a test can name the failure it expects.
package struct Failure: Error, Sendable {
    /// The stable name, unique per cause.
    package let code: Code
    /// What was wrong, in one sentence; safe for the caller and without any secret.
    package let message: String
    /// What was expected or what to do next.
    package let hint: String
    /// The field, parameter or header the failure is about.
    package let field: String?
    /// What was expected, where the wording has a place for it.
    package let expected: String?
    /// Seconds after which trying again makes sense.
    package let retryAfterSeconds: Int?

    /// A failure with the wording of its code.
    /// - Parameters:
    ///   - field: Takes the place of `{field}` in the wording.
    ///   - expected: Takes the place of `{expected}` in the wording.
    package init(_ code: Code, field: String? = nil, expected: String? = nil, retryAfterSeconds: Int? = nil) {
        let wording = code.wording
        self.code = code
        self.message = Self.fill(wording.message, field: field, expected: expected)
        self.hint = Self.fill(wording.hint, field: field, expected: expected)
        self.field = field
        self.expected = expected
        self.retryAfterSeconds = retryAfterSeconds
    }

    private static func fill(_ template: String, field: String?, expected: String?) -> String {
        var text = template
        for (mark, value) in [("{field}", field), ("{expected}", expected)] {
            guard let value, let range = text.firstRange(of: mark) else { continue }
            text.replaceSubrange(range, with: value)
        }
        return text
    }
}

extension Failure: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension Failure: CustomStringConvertible {
    package var description: String { "\(self.code.rawValue): \(self.message) \(self.hint)" }
}
