import Foundation
import HTTPTypes

/// What a body is, as its sender says.
enum MediaType {
    static let form = "application/x-www-form-urlencoded"
    static let json = "application/json"

    /// The type without its parameters, in lower case; empty when none is named.
    static func named(in headers: HTTPFields) -> String {
        guard let value = headers.value(of: .contentType) else { return "" }
        // Nearly every client writes one of these exactly so.
        if value == self.form || value == self.json { return value }
        return value.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    }
}
