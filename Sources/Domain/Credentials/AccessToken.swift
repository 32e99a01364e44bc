package import Crypto

/// The parts of an Access Token: `<prefix>-<client id>-<MMddHH>-<32 hexadecimal digits>-<user id>`.
///
/// The 32 digits are 96 random bits and a 32-bit tag over all other parts, so that an invented token is refused
/// without a database (decision 0003).
package struct AccessToken: Hashable, Sendable {
    package let prefix: KeyPrefix
    package let clientID: Application.ID
    package let issued: IssueHour
    package let random: [UInt8]
    package let tag: [UInt8]
    package let userID: Account.ID

    package static let randomBytes = 12
    package static let tagBytes = 4

    /// A new token whose tag is made with `tagKey`.
    package init(
        prefix: KeyPrefix,
        clientID: Application.ID,
        issued: IssueHour,
        random: [UInt8],
        userID: Account.ID,
        tagKey: SymmetricKey
    ) {
        precondition(random.count == Self.randomBytes, "an Access Token carries 96 random bits")
        self.prefix = prefix
        self.clientID = clientID
        self.issued = issued
        self.random = random
        self.userID = userID
        self.tag = Self.tag(prefix, clientID, issued, random, userID, key: tagKey)
    }

    /// Reads the text of a token, whoever made it; nil when it does not have the shape.
    package init?(text: String) {
        guard text.utf8.count <= 96 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 5, let prefix = KeyPrefix(rawValue: String(parts[0])),
            (8...18).contains(parts[1].utf8.count), let client = Application.ID(text: parts[1]),
            let issued = IssueHour(text: parts[2]),
            parts[3].utf8.count == 2 * (Self.randomBytes + Self.tagBytes), let bytes = Hexadecimal.bytes(parts[3]),
            (5...12).contains(parts[4].utf8.count), let user = Account.ID(text: parts[4])
        else { return nil }
        self.prefix = prefix
        self.clientID = client
        self.issued = issued
        self.random = Array(bytes.prefix(Self.randomBytes))
        self.tag = Array(bytes.suffix(Self.tagBytes))
        self.userID = user
    }

    /// Whether the tag was made with this key: false for an invented token.
    package func isTagged(with key: SymmetricKey) -> Bool {
        let expected = Self.tag(self.prefix, self.clientID, self.issued, self.random, self.userID, key: key)
        return ConstantTime.equal(expected, self.tag)
    }

    package var text: String {
        "\(self.prefix.rawValue)-\(self.clientID)-\(self.issued)-\(Hexadecimal.text(self.random + self.tag))-\(self.userID)"
    }

    /// The token with all but the last four of its 32 digits hidden.
    package var masked: String {
        let shown = Hexadecimal.text(self.random + self.tag).suffix(4)
        return "\(self.prefix.rawValue)-\(self.clientID)-\(self.issued)-****\(shown)-\(self.userID)"
    }

    private static func tag(
        _ prefix: KeyPrefix,
        _ client: Application.ID,
        _ issued: IssueHour,
        _ random: [UInt8],
        _ user: Account.ID,
        key: SymmetricKey
    ) -> [UInt8] {
        var message = Array("access_token|\(prefix.rawValue)|\(client)|\(issued)|\(user)|".utf8)
        message.append(contentsOf: random)
        return Array(HMAC<SHA256>.authenticationCode(for: message, using: key).prefix(Self.tagBytes))
    }
}
