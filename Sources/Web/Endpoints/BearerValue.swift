import Domain

/// What an Authorization header holds.
enum BearerValue {
    /// The credential after `Bearer` or `DPoP`.
    /// - Throws: `credential_malformed`.
    static func token(_ value: String) throws(Failure) -> String {
        let scheme = value.utf8.prefix { $0 != UInt8(ascii: " ") }
        let token = value.utf8.dropFirst(scheme.count + 1)
        guard !token.isEmpty, Self.isScheme(scheme, "bearer") || Self.isScheme(scheme, "dpop") else {
            throw Failure(.credentialMalformed)
        }
        return String(decoding: token, as: UTF8.self)
    }

    private static func isScheme(_ given: String.UTF8View.SubSequence, _ name: String) -> Bool {
        given.count == name.utf8.count
            && zip(given, name.utf8).allSatisfy { $0 == $1 || ($0 | 0x20 == $1 && $0 >= UInt8(ascii: "A")) }
    }
}
