/// What a program calls the management API with: the whole platform's, or one account's.
package struct ManagementToken: Equatable, Sendable {
    package typealias ID = TextID<ManagementToken>

    /// What its text begins with; 64 hexadecimal digits follow.
    package static let prefix = "LLV-"
    package static let nameCharactersMax = 50

    package let id: ID
    /// The account it may administer; nil for everything, as the operator may.
    package let accountID: Account.ID?
    package let name: String
    package let createdAt: Timestamp
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?

    /// - Throws: `management_token_name_invalid`.
    package init(
        id: ID,
        accountID: Account.ID?,
        name: String,
        createdAt: Timestamp,
        expiresAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil
    ) throws(Failure) {
        guard (1...Self.nameCharactersMax).contains(name.unicodeScalars.count), name.isPlainText else {
            throw Failure(.managementTokenNameInvalid)
        }
        self.id = id
        self.accountID = accountID
        self.name = name
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    package func isUsable(at now: Timestamp) -> Bool {
        self.revokedAt == nil && (self.expiresAt.map { now < $0 } ?? true)
    }

    /// Who acts with it.
    package var actor: Actor { self.accountID.map { .owner($0) } ?? .operator }

    /// Whether a text has the shape of a token's.
    package static func isShape(_ text: String) -> Bool {
        let digits = text.dropFirst(Self.prefix.count)
        return text.hasPrefix(Self.prefix) && digits.utf8.count == 64 && Hexadecimal.bytes(digits) != nil
    }
}
