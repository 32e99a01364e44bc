package import Domain
package import Storage

/// Makes sure that a keyring and a database belong together.
package struct KeyringBinding: Sendable {
    private let keyring: Keyring

    package init(_ keyring: Keyring) {
        self.keyring = keyring
    }

    /// Binds an empty database to the keyring, or checks that it is the bound one and that every key is unchanged.
    /// - Throws: `KeyringFailure.foreign`.
    package func bind(to store: any Store, at now: Timestamp) async throws {
        let keyring = self.keyring
        try await store.write { transaction in
            if let bound = try transaction.keyringID() {
                guard bound == keyring.id else {
                    throw KeyringFailure.foreign("the database was made with \(bound), this is \(keyring.id)")
                }
            } else {
                try transaction.bindKeyring(keyring.id, at: now)
            }
            let known = try transaction.keyringChecks()
            for (id, check) in known {
                guard let key = keyring.key(id) else { throw KeyringFailure.foreign("key \(id) is not in it") }
                guard ConstantTime.equal(keyring.check(key), check) else {
                    throw KeyringFailure.foreign("key \(id) was changed")
                }
            }
            for key in keyring.keys where known[key.id] == nil {
                try transaction.addKeyringCheck(key.id, keyring.check(key))
            }
        }
    }
}
