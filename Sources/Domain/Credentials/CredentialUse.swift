/// Where a call came from, as far as the call itself tells.
package struct CallSource: Hashable, Sendable {
    /// The address of the connection's other end.
    package let address: String
    /// The library that made the call, as its User-Agent names it.
    package let sdk: String
    /// The pattern of the path called, without any id.
    package let route: String

    package init(address: String, userAgent: String?, route: String) {
        self.address = address
        self.sdk = Self.sdk(userAgent ?? "")
        self.route = route
    }

    /// A source as it was recorded.
    package init(address: String, sdk: String, route: String) {
        self.address = address
        self.sdk = sdk
        self.route = route
    }

    /// A call of which nothing is known.
    package static let unknown = CallSource(address: "unknown", userAgent: nil, route: "unknown")
    /// Whoever uses a Public Key: it is in pages, so its callers are everybody, and none of the owner's business.
    package static let pages = CallSource(address: "pages", sdk: "pages", route: "any")
    /// All callers beyond the number that is told apart.
    package static let others = CallSource(address: "others", userAgent: "others", route: "others")

    /// The names and versions in front of a User-Agent, up to the first word that is neither: it could be a secret.
    private static func sdk(_ userAgent: String) -> String {
        let words = userAgent.utf8.prefix(Limits.userAgentBytesMax).split(separator: UInt8(ascii: " "))
            .prefix { self.isName($0) || self.isVersion($0) }
            .prefix(Limits.callerNameWordsMax)
        let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        return text.isEmpty ? "unknown" : text
    }

    /// Letters, with a version behind a stroke or without.
    private static func isName(_ word: Substring.UTF8View) -> Bool {
        let parts = word.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...20).contains(parts[0].count),
            parts[0].allSatisfy({ $0.isASCIILetterOrDigit && !$0.isDigit || ".-_".utf8.contains($0) })
        else { return false }
        return parts.count == 1 || self.isVersion(parts[1])
    }

    /// Two to four short numbers with dots between them, after a `v` or not.
    private static func isVersion(_ word: Substring.UTF8View) -> Bool {
        let numbers = word.drop { $0 == UInt8(ascii: "v") }
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (2...4).contains(numbers.count)
            && numbers.allSatisfy { (1...4).contains($0.count) && $0.allSatisfy(\.isDigit) }
    }
}

/// How often one caller used one credential in one hour.
package struct CredentialUse: Equatable, Sendable {
    package let credentialID: Credential.ID
    /// The start of the hour.
    package let hour: Timestamp
    package let source: CallSource
    package let count: Int64
    package let firstAt: Timestamp
    package let lastAt: Timestamp

    package init(
        credentialID: Credential.ID,
        hour: Timestamp,
        source: CallSource,
        count: Int64,
        firstAt: Timestamp,
        lastAt: Timestamp
    ) {
        self.credentialID = credentialID
        self.hour = hour
        self.source = source
        self.count = count
        self.firstAt = firstAt
        self.lastAt = lastAt
    }
}

/// One caller of a pair over some days, and with which generations it came.
package struct PairCaller: Equatable, Sendable {
    package let source: CallSource
    /// Calls and the last of them, by generation.
    package let generations: [Int64: Calls]

    package struct Calls: Equatable, Sendable {
        package let count: Int64
        package let lastAt: Timestamp

        package init(count: Int64, lastAt: Timestamp) {
            self.count = count
            self.lastAt = lastAt
        }
    }

    package init(source: CallSource, generations: [Int64: Calls]) {
        self.source = source
        self.generations = generations
    }

    package var count: Int64 { self.generations.values.reduce(0) { $0 + $1.count } }
    package var lastAt: Timestamp? { self.generations.values.map(\.lastAt).max() }

    /// Whether its last call came with this generation, and none later with another.
    package func hasMoved(to generation: Int64) -> Bool {
        guard let new = self.generations[generation] else { return false }
        return self.generations.allSatisfy { $0.key == generation || $0.value.lastAt < new.lastAt }
    }
}
