import Mustache

/// Escapes text for HTML scalar by scalar.
///
/// The library's own escaping looks at whole characters, and so misses a quote that a combining mark follows.
struct HTMLText: MustacheContentType {
    /// The name by which templates ask for it.
    static let name = "HTML_SCALARS"

    func escapeText(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { Self.replacement($0) != nil }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = Self.replacement(scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func replacement(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "<": "&lt;"
        case ">": "&gt;"
        case "&": "&amp;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: nil
        }
    }
}
