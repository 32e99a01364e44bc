import Crypto

/// The parts of a Public Key: `<prefix>-<version 8 UUID>` whose first 48 bits are the tag of its pair (decision 0002).
package struct PublicKey: Hashable, Sendable {
    package let prefix: KeyPrefix
    /// The 16 bytes of the UUID.
    package let bytes: [UInt8]

    package static let pairTagBytes = 6
    package static let randomBytes = 10

    /// A new key of the pair issued with these facts; version and variant bits replace six of the 80 random ones.
    package init(
        prefix: KeyPrefix,
        clientID: Application.ID,
        issued: IssueHour,
        random: [UInt8],
        userID: Account.ID
    ) {
        precondition(random.count == Self.randomBytes, "a Public Key takes 80 random bits")
        self.prefix = prefix
        var bytes = Self.pairTag(prefix: prefix, clientID: clientID, issued: issued, userID: userID) + random
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        self.bytes = bytes
    }

    /// Reads the text of a key of any UUID version; nil when it does not have the shape.
    package init?(text: String) {
        guard let prefix = KeyPrefix.allCases.first(where: { text.hasPrefix($0.rawValue + "-") }) else { return nil }
        let groups = text.dropFirst(prefix.rawValue.count + 1).split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], let bytes = Hexadecimal.bytes(groups.joined()) else {
            return nil
        }
        self.prefix = prefix
        self.bytes = bytes
    }

    package var text: String {
        let digits = Hexadecimal.text(self.bytes)
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return "\(self.prefix.rawValue)-\(groups.joined(separator: "-"))"
    }

    /// Whether this is the Public Key issued together with a token: same application, owner, mode and hour.
    package func belongs(to token: AccessToken) -> Bool {
        let tag = Self.pairTag(
            prefix: token.prefix,
            clientID: token.clientID,
            issued: token.issued,
            userID: token.userID
        )
        return self.prefix == token.prefix && self.bytes.starts(with: tag)
    }

    /// The first 48 bits of SHA-256 over the facts both halves of a pair share; public, so anyone can compute it.
    package static func pairTag(
        prefix: KeyPrefix,
        clientID: Application.ID,
        issued: IssueHour,
        userID: Account.ID
    ) -> [UInt8] {
        let facts = "llavero-pair|\(prefix.rawValue)|\(clientID)|\(issued)|\(userID)"
        return Array(SHA256.hash(data: Array(facts.utf8)).prefix(Self.pairTagBytes))
    }
}
