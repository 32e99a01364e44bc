package import Domain
import Storage
import Synchronization

/// Counts the uses of credentials in memory, so that a verification writes nothing.
package final class UsageRecorder: Sendable {
    private struct Key: Hashable {
        let credentialID: Credential.ID
        let hour: Timestamp
        let source: CallSource
    }

    private struct Tally {
        var count: Int64
        var firstAt: Timestamp
        var lastAt: Timestamp

        mutating func add(_ now: Timestamp) {
            self.count += 1
            self.lastAt = max(self.lastAt, now)
        }
    }

    /// Callers told apart between two flushes; those beyond are counted together, by credential and hour.
    private static let callersMax = 20_000
    /// Rows written in one transaction.
    private static let batchMax = 200

    private let tallies = Mutex<[Key: Tally]>([:])

    package init() {}

    /// Counts a use.
    package func record(_ credential: Credential.ID, from source: CallSource, at now: Timestamp) {
        let hour = now.hour
        self.tallies.withLock { tallies in
            let key = Key(credentialID: credential, hour: hour, source: source)
            if tallies[key] != nil || tallies.count < Self.callersMax {
                tallies[key, default: Tally(count: 0, firstAt: now, lastAt: now)].add(now)
            } else {
                let shared = Key(credentialID: credential, hour: hour, source: .others)
                tallies[shared, default: Tally(count: 0, firstAt: now, lastAt: now)].add(now)
            }
        }
    }

    /// Writes what was counted; what cannot be written is kept for the next time.
    /// - Throws: `StorageFailure`.
    func flush(to store: any Store) async throws {
        let taken = self.tallies.withLock { tallies in
            defer { tallies = [:] }
            return tallies
        }
        var waiting = taken.map { key, tally in
            CredentialUse(
                credentialID: key.credentialID,
                hour: key.hour,
                source: key.source,
                count: tally.count,
                firstAt: tally.firstAt,
                lastAt: tally.lastAt
            )
        }
        while !waiting.isEmpty {
            let batch = Array(waiting.suffix(Self.batchMax))
            do {
                try await store.write { transaction in for use in batch { try transaction.add(use) } }
            } catch {
                self.keep(waiting)
                throw error
            }
            waiting.removeLast(batch.count)
        }
    }

    private func keep(_ uses: [CredentialUse]) {
        self.tallies.withLock { tallies in
            for use in uses {
                let key = Key(credentialID: use.credentialID, hour: use.hour, source: use.source)
                let before = tallies[key] ?? Tally(count: 0, firstAt: use.firstAt, lastAt: use.lastAt)
                tallies[key] = Tally(
                    count: before.count + use.count,
                    firstAt: min(before.firstAt, use.firstAt),
                    lastAt: max(before.lastAt, use.lastAt)
                )
            }
        }
    }
}
