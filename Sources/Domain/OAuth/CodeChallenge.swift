import Crypto

/// What binds an authorization code to whoever asked for it (RFC 7636).
package struct CodeChallenge: Hashable, Sendable {
    /// How the challenge is made of the verifier.
    package enum Method: String, CaseIterable, Sendable {
        case s256 = "S256"
        /// The verifier itself: the provider's legacy, only where the owner allows it.
        case plain
    }

    package let method: Method
    package let value: String

    /// Lengths of a verifier, in characters (RFC 7636 section 4.1).
    package static let verifierLengths = 43...128

    /// Nil when the value cannot be a challenge of this method.
    package init?(_ method: Method, _ value: String) {
        switch method {
        case .s256: guard Base64URL.bytes(value)?.count == 32 else { return nil }
        case .plain: guard Self.isVerifier(value) else { return nil }
        }
        self.method = method
        self.value = value
    }

    /// A method by its name in a request; `plain` is also written with a capital, as the provider documents it.
    package static func method(named name: String) -> Method? {
        Method(rawValue: name) ?? (name == "Plain" ? .plain : nil)
    }

    /// Whether a text is a well-formed verifier.
    package static func isVerifier(_ text: String) -> Bool {
        self.verifierLengths.contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-._~".utf8.contains($0) }
    }

    package func isAnswered(by verifier: String) -> Bool {
        guard Self.isVerifier(verifier) else { return false }
        let expected =
            switch self.method {
            case .s256: Base64URL.text(Array(SHA256.hash(data: Array(verifier.utf8))))
            case .plain: verifier
            }
        return ConstantTime.equal(Array(expected.utf8), Array(self.value.utf8))
    }
}
