import CLibArgon2
import Crypto
import Dispatch
package import Domain
import Synchronization

/// Hashes passwords with argon2id on threads of its own, at most four at a time.
///
/// The result is closed with an HMAC under a key of the keyring, so that a stolen database alone allows no guessing.
package final class PasswordHasher: Sendable {
    /// The cost of one hash.
    package enum Cost: String, CaseIterable, Sendable {
        /// 64 MiB and three passes: above OWASP's floor, 150 to 210 ms on the machines measured.
        case standard
        /// 64 KiB and one pass, for tests alone.
        case light

        var memoryKiB: UInt32 { self == .standard ? 65_536 : 64 }
        var passes: UInt32 { self == .standard ? 3 : 1 }
    }

    private static let concurrentMax = 4
    private static let waitingMax = 64
    private static let saltBytes = 16
    private static let hashBytes = 32

    private let keyring: Keyring
    private let random: any RandomSource
    private let cost: Cost
    private let queue = DispatchQueue(label: "password-hasher", attributes: .concurrent)
    private let slots = DispatchSemaphore(value: concurrentMax)
    private let waiting = Mutex(0)

    package init(keyring: Keyring, random: any RandomSource, cost: Cost) {
        self.keyring = keyring
        self.random = random
        self.cost = cost
    }

    /// The stored form of a password: parameters, pepper's id, salt and closed hash.
    /// - Throws: `overloaded` when too many hashes wait.
    package func hash(_ password: Secret) async throws -> String {
        let salt = self.random.bytes(Self.saltBytes)
        let pepper = self.keyring.active(.pepperPassword)
        let stored = StoredPassword(
            memoryKiB: self.cost.memoryKiB,
            passes: self.cost.passes,
            pepperID: pepper.id,
            salt: salt,
            hash: []
        )
        let hash = try await self.closedHash(password, like: stored, pepper)
        return stored.with(hash: hash).text
    }

    /// Whether a password is the one whose stored form is given.
    /// - Throws: `overloaded` when too many hashes wait.
    package func matches(_ password: Secret, _ text: String) async throws -> Bool {
        guard let stored = StoredPassword(text: text), let pepper = self.keyring.key(stored.pepperID),
            pepper.purpose == .pepperPassword, pepper.state != .retired
        else { return false }
        return ConstantTime.equal(try await self.closedHash(password, like: stored, pepper), stored.hash)
    }

    private func closedHash(
        _ password: Secret,
        like stored: StoredPassword,
        _ pepper: Keyring.Key
    ) async throws -> [UInt8] {
        let raw = try await self.onOwnThread { Self.argon2id(password, stored) }
        guard let raw else { throw Failure(.overloaded, retryAfterSeconds: 1) }
        return Array(HMAC<SHA256>.authenticationCode(for: raw, using: pepper.material))
    }

    private func onOwnThread<Output: Sendable>(_ body: @escaping @Sendable () -> Output) async throws -> Output {
        let isAccepted = self.waiting.withLock { count in
            guard count < Self.waitingMax else { return false }
            count += 1
            return true
        }
        guard isAccepted else { throw Failure(.overloaded, retryAfterSeconds: 1) }
        defer { self.waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            self.queue.async {
                self.slots.wait()
                defer { self.slots.signal() }
                continuation.resume(returning: body())
            }
        }
    }

    /// Nil when there is no memory for it.
    private static func argon2id(_ password: Secret, _ stored: StoredPassword) -> [UInt8]? {
        let bytes = Array(password.reveal().utf8)
        var hash = [UInt8](repeating: 0, count: self.hashBytes)
        let status = argon2id_hash_raw(
            stored.passes,
            stored.memoryKiB,
            1,
            bytes,
            bytes.count,
            stored.salt,
            stored.salt.count,
            &hash,
            hash.count
        )
        return status == Int32(ARGON2_OK.rawValue) ? hash : nil
    }
}

private struct StoredPassword {
    let memoryKiB: UInt32
    let passes: UInt32
    let pepperID: String
    let salt: [UInt8]
    let hash: [UInt8]

    init(memoryKiB: UInt32, passes: UInt32, pepperID: String, salt: [UInt8], hash: [UInt8]) {
        self.memoryKiB = memoryKiB
        self.passes = passes
        self.pepperID = pepperID
        self.salt = salt
        self.hash = hash
    }

    func with(hash: [UInt8]) -> StoredPassword {
        StoredPassword(
            memoryKiB: self.memoryKiB,
            passes: self.passes,
            pepperID: self.pepperID,
            salt: self.salt,
            hash: hash
        )
    }

    var text: String {
        "argon2id$m=\(self.memoryKiB),t=\(self.passes),p=1$\(self.pepperID)$\(Hexadecimal.text(self.salt))$\(Hexadecimal.text(self.hash))"
    }

    init?(text: String) {
        let parts = text.split(separator: "$")
        guard parts.count == 5, parts[0] == "argon2id", let salt = Hexadecimal.bytes(parts[3]),
            let hash = Hexadecimal.bytes(parts[4])
        else { return nil }
        let costs = parts[1].split(separator: ",").map { $0.dropFirst(2) }
        guard costs.count == 3, let memory = UInt32(costs[0]), let passes = UInt32(costs[1]) else { return nil }
        self.init(memoryKiB: memory, passes: passes, pepperID: String(parts[2]), salt: salt, hash: hash)
    }
}
