package import Domain
import Foundation

/// The parameters of a query, decoded; of a repeated one the first counts, unknown ones are ignored.
package struct QueryItems: Sendable {
    private var values: [String: String] = [:]

    package init(_ text: String) {
        guard !text.isEmpty else { return }
        for item in text.split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0])
            if self.values[name] == nil { self.values[name] = parts.count == 2 ? Self.decoded(parts[1]) : "" }
        }
    }

    var isEmpty: Bool { self.values.isEmpty }

    /// The value of a parameter; an empty one counts as absent.
    package subscript(name: String) -> String? {
        self.values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Parameters that would put a card into a URL, and so into logs along the way.
    private static let cardNames = ["card_number", "cardNumber", "security_code", "securityCode"]

    /// - Throws: `invalid_parameter` when a parameter names a card's secrets.
    func refuseCards() throws(Failure) {
        guard !self.values.isEmpty else { return }
        for name in Self.cardNames where self.values[name] != nil {
            throw Failure(.invalidParameter, field: name, expected: "no card in a URL: send it in the body")
        }
    }

    /// - Throws: `missing_parameter`.
    package func require(_ name: String, expected: String) throws(Failure) -> String {
        guard let value = self[name] else { throw Failure(.missingParameter, field: name, expected: expected) }
        return value
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = String(text.replacing("+", with: " "))
        return spaced.removingPercentEncoding ?? spaced
    }
}
