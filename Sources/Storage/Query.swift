/// SQL text with bound values, written as a string literal: `\(value)` binds, `\(query)` inserts a fragment.
///
/// No string ever becomes SQL: only literals of the program do.
package struct Query: ExpressibleByStringInterpolation, Sendable {
    /// The literal text around the values: always one piece more than there are values.
    private var pieces: [String]
    package private(set) var values: [SQLValue]

    package init(stringLiteral value: String) {
        self.pieces = [value]
        self.values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        self.pieces = stringInterpolation.pieces
        self.values = stringInterpolation.values
    }

    /// The text with `$1 ... $n` in place of the values; both databases take this form.
    package var text: String {
        guard !self.values.isEmpty else { return self.pieces[0] }
        var text = self.pieces[0]
        for (index, piece) in self.pieces.dropFirst().enumerated() {
            text += "$"
            text += String(index + 1)
            text += piece
        }
        return text
    }

    /// Several fragments, one after another with `separator` between them.
    package static func joined(_ queries: [Query], separator: Query) -> Query {
        guard var result = queries.first else { return "" }
        for query in queries.dropFirst() { result = "\(result)\(separator)\(query)" }
        return result
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [String] = [""]
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            self.pieces.reserveCapacity(interpolationCount + 1)
            self.values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            self.pieces[self.pieces.count - 1] += literal
        }

        package mutating func appendInterpolation(_ value: some Bindable) {
            self.values.append(value.bound)
            self.pieces.append("")
        }

        package mutating func appendInterpolation<Value: Bindable>(_ value: Value?) {
            self.values.append(value?.bound ?? .null)
            self.pieces.append("")
        }

        package mutating func appendInterpolation(_ query: Query) {
            self.pieces[self.pieces.count - 1] += query.pieces[0]
            self.pieces.append(contentsOf: query.pieces.dropFirst())
            self.values.append(contentsOf: query.values)
        }
    }
}
