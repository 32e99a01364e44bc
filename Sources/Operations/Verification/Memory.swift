import Crypto
import Storage
import Synchronization

/// By what a presented text is remembered: the first half of its SHA-256, so that texts themselves are not kept.
struct TextKey: Hashable, Sendable {
    private let first: UInt64
    fileprivate let second: UInt64

    init(_ text: String) {
        var text = text
        let digest = text.withUTF8 { SHA256.hash(data: UnsafeRawBufferPointer($0)) }
        (self.first, self.second) = digest.withUnsafeBytes { bytes in
            (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
    }
}

/// Remembers what was found for presented texts, never for longer than it is true (decision 0022).
///
/// Bounded in entries: each shard has a young and an old half; when the young one is full it becomes the old one, and
/// what the old one held and nobody asked for again is forgotten.
final class Memory<Value: Sendable>: Sendable {
    private final class Entry: Sendable {
        let value: Value
        let mark: ChangeLedger.Mark
        let places: ChangeLedger.Places

        init(_ value: Value, _ mark: ChangeLedger.Mark, _ places: ChangeLedger.Places) {
            self.value = value
            self.mark = mark
            self.places = places
        }
    }

    private struct Halves {
        var young: [TextKey: Entry] = [:]
        var old: [TextKey: Entry] = [:]
    }

    private final class Shard: Sendable {
        let halves = Mutex(Halves())
    }

    private static var shardCount: Int { 64 }

    private let ledger: ChangeLedger
    private let shards: [Shard]
    private let halfMax: Int

    /// - Parameter entriesMax: Entries kept at most; 0 keeps none.
    init(_ ledger: ChangeLedger, entriesMax: Int) {
        self.ledger = ledger
        self.shards = (0..<Self.shardCount).map { _ in Shard() }
        self.halfMax = entriesMax / Self.shardCount / 2
    }

    var count: Int {
        self.shards.reduce(0) { $0 + $1.halves.withLock { $0.young.count + $0.old.count } }
    }

    /// What is remembered of a text and still true; nil when that has to be found out.
    func value(of key: TextKey) -> Value? {
        let entry = self.shard(of: key).halves
            .withLock { halves -> Entry? in
                if let entry = halves.young[key] { return entry }
                guard let entry = halves.old[key] else { return nil }
                self.add(entry, key, to: &halves)
                return entry
            }
        guard let entry, self.ledger.isCurrent(entry.mark, entry.places) else { return nil }
        return entry.value
    }

    /// - Parameter mark: Taken before the value was read.
    func remember(_ value: Value, of key: TextKey, _ mark: ChangeLedger.Mark, _ places: ChangeLedger.Places) {
        guard self.halfMax > 0, self.ledger.isFollowed else { return }
        let entry = Entry(value, mark, places)
        self.shard(of: key).halves.withLock { halves in self.add(entry, key, to: &halves) }
    }

    private func add(_ entry: Entry, _ key: TextKey, to halves: inout Halves) {
        if halves.young.count >= self.halfMax, halves.young[key] == nil {
            halves.old = halves.young
            halves.young = Dictionary(minimumCapacity: self.halfMax)
        }
        halves.young[key] = entry
    }

    private func shard(of key: TextKey) -> Shard {
        self.shards[Int(truncatingIfNeeded: key.second) & (Self.shardCount - 1)]
    }
}
