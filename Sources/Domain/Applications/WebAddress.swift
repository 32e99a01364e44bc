/// An absolute https address, kept exactly as it was given.
package struct WebAddress: Hashable, Sendable {
    package let text: String

    /// Nil unless the text is `https://host[:port][/path][?query]` in printable ASCII without user part or fragment.
    package init?(_ text: String, charactersMax: Int = Limits.urlCharactersMax) {
        guard text.utf8.count <= charactersMax, text.hasPrefix("https://"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains("#"), !text.contains("\\")
        else { return nil }
        let authority = text.dropFirst(8).prefix { $0 != "/" && $0 != "?" }
        guard Self.isAuthority(authority) else { return nil }
        self.text = text
    }

    private static func isAuthority(_ authority: Substring) -> Bool {
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let host = parts.first else { return false }
        if parts.count == 2 {
            guard let port = Int(parts[1]), (1...65_535).contains(port) else { return false }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return host.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
            }
    }
}

/// An address to which an authorization answer may be sent; compared byte by byte, never normalised (RFC 9700 section 2.1).
package struct RedirectURL: Hashable, Sendable {
    package static let countMax = 10
    package static let charactersMax = 2_048

    package let text: String

    /// What begins the address of a program on the person's own machine (RFC 8252 section 7.3).
    private static let loopback = "http://127.0.0.1"

    /// - Throws: `invalid_redirect_uri` for anything but an https address, or an http one of 127.0.0.1.
    package init(_ text: String) throws(Failure) {
        let isLoopback = text.hasPrefix(Self.loopback + ":") || text.hasPrefix(Self.loopback + "/")
        let secure = isLoopback ? "https://" + text.dropFirst(7) : text
        guard WebAddress(secure, charactersMax: Self.charactersMax) != nil, !text.contains("*") else {
            throw Failure(.redirectURLInvalid)
        }
        self.text = text
    }

    /// What follows the port of an address on this machine; nil for any other address.
    var loopbackPath: Substring? {
        guard self.text.hasPrefix(Self.loopback) else { return nil }
        return self.text.dropFirst(Self.loopback.count).drop { $0 != "/" && $0 != "?" }
    }
}
