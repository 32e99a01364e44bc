package import Domain
import Foundation
package import Hummingbird
import NIOCore

/// The fields of a form, as a browser sends them (`application/x-www-form-urlencoded`).
package struct Form: Sendable {
    package private(set) var fields: [(name: String, value: String)] = []

    /// - Throws: `unsupported_media_type`, `payload_too_large`, `too_many_keys`, `too_long` or `invalid_encoding`.
    package static func read(_ request: Request) async throws -> Form {
        guard MediaType.named(in: request.headers) == MediaType.form else { throw Failure(.unsupportedMediaType) }
        do {
            let buffer = try await request.body.collect(upTo: Limits.formBytesMax)
            return try Form(Array(buffer.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw Failure(.payloadTooLarge, expected: String(Limits.formBytesMax))
        }
    }

    package init() {}

    /// A form of which only its secret is known.
    package init(csrf token: String) {
        self.fields = [("csrf", token)]
    }

    /// - Throws: `too_many_keys`, `too_long` or `invalid_encoding`.
    package init(_ bytes: [UInt8]) throws(Failure) {
        self.fields = try Self.secrets(in: bytes).map { ($0.name, $0.value.reveal()) }
    }

    /// All fields, in the order they came.
    /// - Throws: `too_many_keys`, `too_long` or `invalid_encoding`.
    static func secrets(in bytes: [UInt8]) throws(Failure) -> [(name: String, value: Secret)] {
        var fields: [(name: String, value: Secret)] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count
            defer { start = end + 1 }
            guard start < end else { continue }
            guard fields.count < Limits.formFieldsMax else { throw Failure(.tooManyKeys) }
            let middle = bytes[start..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
            let name = try self.decoded(bytes[start..<middle])
            guard name.utf8.count <= 100 else {
                throw Failure(.tooLong, field: "a field's name", expected: "100 bytes")
            }
            fields.append((name, Secret(try self.decoded(bytes[min(middle + 1, end)..<end]))))
        }
        return fields
    }

    /// A field that occurs once, without the blanks around it; nil when it is missing or empty.
    /// - Throws: `invalid_value` when it is repeated, or `invalid_characters`.
    package func text(_ name: String) throws(Failure) -> String? {
        guard let value = try self.secret(name)?.reveal() else { return nil }
        let trimmed = value.trimmingCharacters(in: .whitespaces)
        guard trimmed.isPlainText else { throw Failure(.invalidCharacters, field: name, expected: "plain text") }
        return trimmed.isEmpty ? nil : trimmed
    }

    /// A field exactly as it was typed; nil when it is missing or empty.
    /// - Throws: `invalid_value` when it is repeated.
    package func secret(_ name: String) throws(Failure) -> Secret? {
        let values = self.fields.filter { $0.name == name }
        guard values.count <= 1 else { throw Failure(.invalidValue, field: name, expected: "once") }
        return values.first.flatMap { $0.value.isEmpty ? nil : Secret($0.value) }
    }

    /// A field of several lines.
    package func lines(_ name: String) throws(Failure) -> String {
        (try self.secret(name)?.reveal() ?? "").replacing("\r\n", with: "\n")
    }

    /// The values of boxes that can be ticked together.
    package func values(_ name: String) -> [String] { self.fields.filter { $0.name == name }.map(\.value) }

    /// A choice among the cases of a type; nil when there is none.
    /// - Throws: `invalid_value` for anything else.
    package func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        _ type: Value.Type = Value.self
    ) throws(Failure) -> Value? {
        guard let text = try self.text(name) else { return nil }
        return try Self.named(text, name)
    }

    /// The choices that are ticked.
    /// - Throws: `invalid_value`.
    package func choices<Value: RawRepresentable<String> & CaseIterable & Hashable>(
        _ name: String,
        _ type: Value.Type = Value.self
    ) throws(Failure) -> Set<Value> {
        var chosen: Set<Value> = []
        for text in self.values(name) { chosen.insert(try Self.named(text, name)) }
        return chosen
    }

    private static func named<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String,
        _ name: String
    ) throws(Failure) -> Value {
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.invalidValue, field: name, expected: known)
        }
        return value
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") || $0 == 0 }) else {
            guard let text = Self.text(bytes) else { throw Failure(.invalidEncoding) }
            return text
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 <= bytes.endIndex, let value = Hexadecimal.byte(bytes[index], bytes[index + 1]) else {
                    throw Failure(.invalidEncoding)
                }
                decoded.append(value)
                index += 2
            default: decoded.append(byte)
            }
        }
        guard let text = Self.text(decoded[...]), !decoded.contains(0) else { throw Failure(.invalidEncoding) }
        return text
    }

    /// Nil unless the bytes are UTF-8; nearly always they are ASCII, which the validation of any text is slow at.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        bytes.withUnsafeBufferPointer { bytes in
            bytes.allSatisfy { $0 < 0x80 }
                ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
        }
    }
}
