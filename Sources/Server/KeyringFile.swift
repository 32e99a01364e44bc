import Domain
import Foundation
import Operations
import Storage

/// The keyring's file: made once with mode 0600, replaced only by itself with more keys, refused when others can read it.
struct KeyringFile {
    let path: String

    /// The keyring that belongs to a database; a new one when neither has one yet.
    /// - Throws: `KeyringFailure` when the file is missing, readable by others, not valid, or of another database.
    func open(for store: any Store, _ random: some RandomSource, at now: Timestamp) async throws -> Keyring {
        let keyring: Keyring
        if FileManager.default.fileExists(atPath: self.path) {
            let (id, keys) = try self.read()
            keyring = try Keyring.completed(id, keys, random)
            if keyring.keys.count > keys.count { try self.replace(with: keyring) }
        } else {
            if let bound = try await store.read({ try $0.keyringID() }) {
                throw KeyringFailure.missing(
                    "the database was made with keyring \(bound), but there is no file at \(self.path): restore it, or name its path with keyring.file"
                )
            }
            keyring = try Keyring.generate(random)
            try self.write(keyring)
        }
        try await KeyringBinding(keyring).bind(to: store, at: now)
        return keyring
    }

    /// Replaces the active key of a purpose; a running server uses the new one after its next start.
    /// - Throws: `KeyringFailure`.
    func rotate(_ purpose: Keyring.Purpose, _ random: some RandomSource) throws -> Keyring {
        let (id, keys) = try self.read()
        let keyring = try Keyring.completed(id, keys, random).rotated(purpose, random)
        try self.replace(with: keyring)
        return keyring
    }

    /// The keys of the file, for showing their names and states.
    /// - Throws: `KeyringFailure`.
    func keys() throws -> [Keyring.Key] { try self.read().keys }

    private func read() throws -> (id: String, keys: [Keyring.Key]) {
        var status = stat()
        guard stat(self.path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw KeyringFailure.invalid("\(self.path) can be read by others: chmod 600 it")
        }
        guard let data = FileManager.default.contents(atPath: self.path) else {
            throw KeyringFailure.invalid("\(self.path) cannot be read")
        }
        return try Keyring.entries(of: String(decoding: data, as: UTF8.self))
    }

    /// Puts a changed keyring in the place of the one that is there: whole, or not at all.
    private func replace(with keyring: Keyring) throws {
        let fresh = KeyringFile(path: self.path + ".new")
        unlink(fresh.path)
        try fresh.write(keyring)
        guard rename(fresh.path, self.path) == 0 else {
            throw KeyringFailure.invalid("cannot replace \(self.path): \(String(cString: strerror(errno)))")
        }
        self.syncFolder()
    }

    private func write(_ keyring: Keyring) throws {
        let descriptor = Foundation.open(self.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw KeyringFailure.invalid("cannot make \(self.path): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let bytes = Array(keyring.text.utf8)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw KeyringFailure.invalid("cannot write \(self.path): \(String(cString: strerror(errno)))")
        }
        self.syncFolder()
    }

    /// Makes the file's name durable before the database is bound to it: a keyring lost to a power cut is lost for good.
    private func syncFolder() {
        let folder = URL(filePath: self.path).deletingLastPathComponent().path
        let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
