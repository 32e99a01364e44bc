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
    /// All callers beyond the number that is told apart.
    package static let others = CallSource(address: "others", userAgent: "others", route: "others")

    /// The name and version in front of a User-Agent; only what can be no secret is kept.
    private static func sdk(_ userAgent: String) -> String {
        let kept = userAgent.utf8.prefix { $0.isASCIILetterOrDigit || " ./_-+".utf8.contains($0) }
            .prefix(Limits.callerNameCharactersMax)
        let text = String(decoding: kept, as: UTF8.self)
        // A token, a secret or a card number put here by mistake is longer than any name or version.
        let words = text.split(separator: " ")
            .filter { word in
                word.utf8.count <= Limits.callerWordCharactersMax && word.utf8.count(where: \.isDigit) <= 8
            }
        return words.isEmpty ? "unknown" : words.joined(separator: " ")
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
