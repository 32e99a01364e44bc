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

        mutating func add(_ use: CredentialUse) {
            self.count += use.count
            self.firstAt = min(self.firstAt, use.firstAt)
            self.lastAt = max(self.lastAt, use.lastAt)
        }
    }

    private struct Hour: Hashable {
        let credentialID: Credential.ID
        let hour: Timestamp
    }

    private struct State {
        var tallies: [Key: Tally] = [:]
        /// Callers told apart since the last flush.
        var callers: [Hour: Int] = [:]
        /// The last use of each seller's authorization.
        var grants: [Grant.ID: Timestamp] = [:]

        mutating func add(_ use: CredentialUse) {
            let own = Key(credentialID: use.credentialID, hour: use.hour, source: use.source)
            // Nearly every use is one more of a caller that is known: one look-up is all it costs.
            if let index = self.tallies.index(forKey: own) {
                self.tallies.values[index].add(use)
                return
            }
            let key = self.key(of: use, own)
            self.tallies[key, default: Tally(count: 0, firstAt: use.firstAt, lastAt: use.lastAt)].add(use)
        }

        /// Where a new caller's use is counted: by itself, or with those of all that are too many.
        private mutating func key(of use: CredentialUse, _ own: Key) -> Key {
            let hour = Hour(credentialID: use.credentialID, hour: use.hour)
            guard self.tallies.count < UsageRecorder.callersMax,
                self.callers[hour, default: 0] < UsageRecorder.callersOfOneMax
            else { return Key(credentialID: use.credentialID, hour: use.hour, source: .others) }
            self.callers[hour, default: 0] += 1
            return own
        }
    }

    /// Callers told apart between two flushes; those beyond are counted together, by credential and hour.
    private static let callersMax = 20_000
    private static let callersOfOneMax = 200
    /// Rows written in one transaction.
    private static let batchMax = 200

    private let state = Mutex(State())

    package init() {}

    /// Counts a use of a credential, or notes that of a token that OAuth issued.
    func record(_ credential: Credential, from source: CallSource, at now: Timestamp) {
        guard let origin = credential.oauth else { return self.record(credential.id, from: source, at: now) }
        guard let grant = origin.grantID else { return }
        self.state.withLock { state in
            guard state.grants.count < Self.callersMax || state.grants[grant] != nil else { return }
            state.grants[grant] = now
        }
    }

    /// Counts a use.
    package func record(_ credential: Credential.ID, from source: CallSource, at now: Timestamp) {
        let use = CredentialUse(
            credentialID: credential,
            hour: now.hour,
            source: source,
            count: 1,
            firstAt: now,
            lastAt: now
        )
        self.state.withLock { $0.add(use) }
    }

    /// Writes what was counted; what cannot be written is kept for the next time.
    /// - Throws: `StorageFailure`.
    func flush(to store: any Store) async throws {
        let taken = self.state.withLock { state in
            defer { state = State() }
            return state
        }
        var waiting = taken.tallies.map { key, tally in
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
                self.state.withLock { state in for use in waiting { state.add(use) } }
                self.keep(taken.grants)
                throw error
            }
            waiting.removeLast(batch.count)
        }
        try await self.flush(taken.grants, to: store)
    }

    /// Takes uses of authorizations back, for the next time.
    private func keep(_ grants: [Grant.ID: Timestamp]) {
        self.state.withLock { $0.grants.merge(grants) { max($0, $1) } }
    }

    /// Writes when authorizations were last used.
    private func flush(_ grants: [Grant.ID: Timestamp], to store: any Store) async throws {
        var waiting = Array(grants)
        while !waiting.isEmpty {
            let batch = Array(waiting.suffix(Self.batchMax))
            do {
                try await store.write { transaction in
                    for (grant, instant) in batch { try transaction.noteUse(of: grant, at: instant) }
                }
            } catch {
                self.keep(Dictionary(uniqueKeysWithValues: waiting.map { ($0.key, $0.value) }))
                throw error
            }
            waiting.removeLast(batch.count)
        }
    }
}
