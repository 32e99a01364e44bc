/// A signed JSON object in its compact form (RFC 7515 section 3.1), read strictly and not yet believed.
package struct SignedToken: Sendable {
    package let header: JSON
    package let payload: JSON
    private let signed: [UInt8]
    private let signature: [UInt8]

    package static let bytesMax = 8 * 1_024

    /// Nil when the text is too long, is no three parts of base64url, or a part is no strict JSON object.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.bytesMax, parts.count == 3,
            let header = Self.object(parts[0]), let payload = Self.object(parts[1]),
            let signature = Base64URL.bytes(parts[2])
        else { return nil }
        self.header = header
        self.payload = payload
        self.signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
    }

    /// Whether one of the keys signed it, with an algorithm that is the key's own.
    package func isSigned(with keys: [PublicSigningKey]) -> Bool {
        // An extension that must be understood is not (RFC 7515 section 4.1.11).
        guard let algorithm = self.header["alg"]?.string, self.header["crit"] == nil else { return false }
        let id = self.header["kid"]?.string
        return keys.contains { key in
            (id == nil || key.id == nil || key.id == id)
                && key.isSigned(self.signed, self.signature, algorithm: algorithm)
        }
    }

    /// A time of the payload; nil when it is missing or no number of seconds.
    package func instant(_ name: String) -> Timestamp? {
        guard case .number(let text)? = self.payload[name],
            let seconds = Int64(text.prefix { $0 != "." }), (0...99_999_999_999).contains(seconds)
        else { return nil }
        return Timestamp(milliseconds: seconds * 1_000)
    }

    private static func object(_ part: Substring) -> JSON? {
        guard let bytes = Base64URL.bytes(part), let json = try? JSON(parsing: bytes), case .object = json else {
            return nil
        }
        return json
    }
}
