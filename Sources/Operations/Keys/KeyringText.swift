import Crypto
import Domain

/// The keyring's file format: JSON with hexadecimal keys.
extension Keyring {
    private static let format: Int64 = 1

    package var text: String {
        let keys = self.keys.map { key -> JSON in
            [
                "id": .string(key.id), "purpose": .string(key.purpose.rawValue), "state": .string(key.state.rawValue),
                "secret": .string(Hexadecimal.text(key.material.withUnsafeBytes { Array($0) })),
            ]
        }
        let file: JSON = ["format": .integer(Self.format), "keyring_id": .string(self.id), "keys": .array(keys)]
        return file.compact + "\n"
    }

    /// The id and the keys of a file.
    /// - Throws: `KeyringFailure.invalid`, without quoting the text.
    package static func entries(of text: String) throws(KeyringFailure) -> (id: String, keys: [Key]) {
        guard let file = try? JSON(parsing: Array(text.utf8)), file["format"] == .integer(Self.format),
            let id = file["keyring_id"]?.string, case .array(let entries)? = file["keys"]
        else { throw .invalid("it is not a keyring file of format \(Self.format)") }
        var keys: [Key] = []
        for entry in entries {
            guard let keyID = entry["id"]?.string, let state = entry["state"]?.string.flatMap(State.init(rawValue:)),
                let purpose = entry["purpose"]?.string.flatMap(Purpose.init(rawValue:)),
                let secret = entry["secret"]?.string.flatMap({ Hexadecimal.bytes($0) }), secret.count == 32
            else { throw .invalid("an entry lacks an id, a known purpose or state, or a secret of 32 bytes") }
            keys.append(Key(id: keyID, purpose: purpose, state: state, material: SymmetricKey(data: secret)))
        }
        return (id, keys)
    }

    /// - Throws: `KeyringFailure.invalid`.
    package init(text: String) throws(KeyringFailure) {
        let (id, keys) = try Self.entries(of: text)
        try self.init(id: id, keys: keys)
    }
}
