import Crypto
package import Domain
package import Storage

/// Encrypts what must be shown again: AES-256-GCM under the data key of its account and mode, itself wrapped by a key
/// of the keyring (decision 0004).
///
/// Account, mode, table, column, row and data key are authenticated, so a ciphertext moved anywhere else does not open.
package struct Sealing: Sendable {
    private let keyring: Keyring
    private let random: any RandomSource

    package init(keyring: Keyring, random: any RandomSource) {
        self.keyring = keyring
        self.random = random
    }

    /// The place a sealed value belongs to.
    package struct Place: Sendable {
        package let table: String
        package let column: String
        package let row: String

        package static func credential(_ id: Credential.ID) -> Place {
            Place(table: "credential", column: "sealed", row: id.text)
        }

        package static func testAccount(_ id: Account.ID) -> Place {
            Place(table: "test_account", column: "sealed", row: id.description)
        }

        package static func secondFactor(_ id: Account.ID) -> Place {
            Place(table: "second_factor", column: "sealed", row: id.description)
        }
    }

    /// Makes a data key for an account and mode, wrapped for storage.
    package func makeDataKey(for account: Account.ID, _ mode: Mode, at now: Timestamp) throws -> WrappedDataKey {
        let kek = self.keyring.active(.kek)
        let id = self.random.dataKeyID()
        let context = "data_key|1|\(account)|\(mode.rawValue)|\(id)|\(kek.id)"
        let wrapped = try self.encrypt(self.random.bytes(32), with: kek.material, context: context)
        return WrappedDataKey(
            id: id,
            accountID: account,
            mode: mode,
            kekID: kek.id,
            wrapped: wrapped,
            createdAt: now
        )
    }

    package func seal(_ secret: Secret, at place: Place, with key: WrappedDataKey) throws -> [UInt8] {
        try self.encrypt(
            Array(secret.reveal().utf8),
            with: try self.unwrap(key),
            context: Self.context(place, key)
        )
    }

    /// - Throws: `SealFailure` when the value was changed, moved, or sealed with another key.
    package func open(_ sealed: [UInt8], at place: Place, with key: WrappedDataKey) throws -> Secret {
        let bytes = try self.decrypt(sealed, with: try self.unwrap(key), context: Self.context(place, key))
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    private func unwrap(_ key: WrappedDataKey) throws -> SymmetricKey {
        guard let kek = self.keyring.key(key.kekID), kek.purpose == .kek, kek.state != .retired else {
            throw SealFailure.keyMissing
        }
        let context = "data_key|1|\(key.accountID)|\(key.mode.rawValue)|\(key.id)|\(kek.id)"
        return SymmetricKey(data: try self.decrypt(key.wrapped, with: kek.material, context: context))
    }

    private static func context(_ place: Place, _ key: WrappedDataKey) -> String {
        "sealed|1|\(key.accountID)|\(key.mode.rawValue)|\(place.table)|\(place.column)|\(place.row)|\(key.id)"
    }

    private func encrypt(_ bytes: [UInt8], with key: SymmetricKey, context: String) throws -> [UInt8] {
        let nonce = try AES.GCM.Nonce(data: self.random.bytes(12))
        let box = try AES.GCM.seal(bytes, using: key, nonce: nonce, authenticating: Array(context.utf8))
        return Array(nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    private func decrypt(_ sealed: [UInt8], with key: SymmetricKey, context: String) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: Array(context.utf8)))
        } catch {
            throw SealFailure.notAuthentic
        }
    }
}

/// Why a sealed value does not open.
package enum SealFailure: Error, Equatable, Sendable {
    case keyMissing
    case notAuthentic
}
