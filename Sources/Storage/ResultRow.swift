package import Domain

/// One row of a result; columns are read by position, in the order of the query's list.
package struct ResultRow: Sendable {
    private let values: [SQLValue]

    package init(_ values: [SQLValue]) {
        self.values = values
    }

    package func integer(_ column: Int) throws -> Int64 {
        guard case .integer(let value) = self.values[column] else { throw self.mismatch(column, "integer") }
        return value
    }

    package func text(_ column: Int) throws -> String {
        guard case .text(let value) = self.values[column] else { throw self.mismatch(column, "text") }
        return value
    }

    package func blob(_ column: Int) throws -> [UInt8] {
        guard case .blob(let value) = self.values[column] else { throw self.mismatch(column, "blob") }
        return value
    }

    package func instant(_ column: Int) throws -> Timestamp {
        Timestamp(milliseconds: try self.integer(column))
    }

    package func id<Owner>(_ column: Int) throws -> NumericID<Owner> {
        NumericID(try self.integer(column))
    }

    package func id<Owner>(_ column: Int) throws -> TextID<Owner> {
        TextID(try self.text(column))
    }

    /// A text that names a case; anything else is a broken row.
    package func name<Value: RawRepresentable>(_ column: Int) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: try self.text(column)) else { throw self.mismatch(column, "\(Value.self)") }
        return value
    }

    package func optional<Value>(_ column: Int, _ read: (ResultRow) -> (Int) throws -> Value) throws -> Value? {
        if case .null = self.values[column] { return nil }
        return try read(self)(column)
    }

    package func isNull(_ column: Int) -> Bool { self.values[column] == .null }

    /// A list written with commas, empty for an empty text.
    package func names<Value: RawRepresentable>(_ column: Int) throws -> [Value] where Value.RawValue == String {
        try self.text(column).split(separator: ",")
            .map { part in
                guard let value = Value(rawValue: String(part)) else { throw self.mismatch(column, "\(Value.self)") }
                return value
            }
    }

    private func mismatch(_ column: Int, _ expected: String) -> StorageFailure {
        .broken("column \(column) is no \(expected)")
    }
}

extension Collection where Element: RawRepresentable, Element.RawValue == String {
    /// The names with commas between them, always in the same order, as `ResultRow.names` reads them.
    var storedNames: String { self.map(\.rawValue).sorted().joined(separator: ",") }
}
