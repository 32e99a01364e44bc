package import Crypto

/// The parts of an Access Token: `<prefix>-<client id>-<MMddHH>-<32 hexadecimal digits>-<user id>`.
///
/// The 32 digits are 96 random bits and a 32-bit tag over all other parts, so that an invented token is refused
/// without a database (decision 0003).
package struct AccessToken: Hashable, Sendable {
    package let prefix: KeyPrefix
    package let clientID: Application.ID
    package let issued: IssueHour
    package let userID: Account.ID
    /// The random bytes, then those of the tag.
    private let bytes: [UInt8]

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
        self.userID = userID
        self.bytes = random + Self.tag(prefix, clientID, issued, random[...], userID, HMAC(key: tagKey))
    }

    /// Reads the text of a token, whoever made it; nil when it does not have the shape.
    package init?(text: String) {
        var text = text
        guard let token = text.withUTF8({ Self(bytes: $0) }) else { return nil }
        self = token
    }

    /// Floods of invented tokens are read here: nothing is allotted before all parts look right.
    private init?(bytes text: UnsafeBufferPointer<UInt8>) {
        guard text.count <= 96 else { return nil }
        var rest = text[...]
        guard let first = Self.part(&rest),
            let prefix = KeyPrefix.allCases.first(where: { first.elementsEqual($0.rawValue.utf8) }),
            let second = Self.part(&rest), (8...18).contains(second.count), let client = Application.ID(digits: second),
            let third = Self.part(&rest), let issued = IssueHour(digits: third),
            let fourth = Self.part(&rest), fourth.count == 2 * (Self.randomBytes + Self.tagBytes),
            (5...12).contains(rest.count), let user = Account.ID(digits: rest),
            let bytes = Hexadecimal.bytes(digits: fourth)
        else { return nil }
        self.prefix = prefix
        self.clientID = client
        self.issued = issued
        self.userID = user
        self.bytes = bytes
    }

    /// What stands before the next hyphen, which is dropped with it; nil without one.
    private static func part(
        _ rest: inout Slice<UnsafeBufferPointer<UInt8>>
    ) -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        defer { rest = rest[(hyphen + 1)...] }
        return rest[..<hyphen]
    }

    /// Whether the tag was made with this key: false for an invented token.
    /// - Parameter code: Begun with the key.
    package func isTagged(with code: HMAC<SHA256>) -> Bool {
        let random = self.bytes.prefix(Self.randomBytes)
        let expected = Self.tag(self.prefix, self.clientID, self.issued, random, self.userID, code)
        return ConstantTime.equal(expected, Array(self.bytes.suffix(Self.tagBytes)))
    }

    package var text: String {
        "\(self.prefix.rawValue)-\(self.clientID)-\(self.issued)-\(Hexadecimal.text(self.bytes))-\(self.userID)"
    }

    /// The token with all but the last four of its 32 digits hidden.
    package var masked: String {
        let shown = Hexadecimal.text(self.bytes.suffix(2))
        return "\(self.prefix.rawValue)-\(self.clientID)-\(self.issued)-****\(shown)-\(self.userID)"
    }

    private static func tag(
        _ prefix: KeyPrefix,
        _ client: Application.ID,
        _ issued: IssueHour,
        _ random: ArraySlice<UInt8>,
        _ user: Account.ID,
        _ code: HMAC<SHA256>
    ) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(96)
        let bar = UInt8(ascii: "|")
        message.append(contentsOf: "access_token|".utf8)
        message.append(contentsOf: prefix.rawValue.utf8)
        message.append(bar)
        message.appendDecimal(client.number)
        message.append(bar)
        issued.append(to: &message)
        message.append(bar)
        message.appendDecimal(user.number)
        message.append(bar)
        message.append(contentsOf: random)
        var code = code
        message.withUnsafeBytes { code.update(data: $0) }
        return code.finalize().withUnsafeBytes { Array($0.prefix(Self.tagBytes)) }
    }
}
