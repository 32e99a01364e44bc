import Crypto
import Storage
import Synchronization

/// By what a presented text is remembered: the first half of its SHA-256, so that texts themselves are not kept.
struct TextKey: Hashable, Sendable {
    fileprivate let first: UInt64
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
final class Memory<Value: Sendable>: Sendable {
    private final class Shard: Sendable {
        let table: Mutex<MemoryTable<Value>>

        init(entriesMax: Int) {
            self.table = Mutex(MemoryTable(entriesMax: entriesMax))
        }
    }

    private static var shardCount: Int { 64 }

    private let ledger: ChangeLedger
    private let shards: [Shard]
    private let isOff: Bool

    /// - Parameter entriesMax: Entries kept at most; 0 keeps none.
    init(_ ledger: ChangeLedger, entriesMax: Int) {
        self.ledger = ledger
        self.isOff = entriesMax == 0
        let ofShard = (entriesMax + Self.shardCount - 1) / Self.shardCount
        self.shards = (0..<Self.shardCount).map { _ in Shard(entriesMax: ofShard) }
    }

    var count: Int { self.shards.reduce(0) { $0 + $1.table.withLock { $0.count } } }

    /// Bytes taken beside the values themselves.
    var bytes: Int { self.shards.reduce(0) { $0 + $1.table.withLock { $0.bytes } } }

    /// What is remembered of a text and still true; nil when that has to be found out.
    func value(of key: TextKey) -> Value? {
        guard let entry = self.shard(of: key).table.withLock({ $0.entry(of: key) }),
            self.ledger.isCurrent(entry.mark, entry.places)
        else { return nil }
        return entry.value
    }

    /// - Parameter mark: Taken before the value was read.
    func remember(_ value: Value, of key: TextKey, _ mark: ChangeLedger.Mark, _ places: ChangeLedger.Places) {
        guard !self.isOff, self.ledger.isFollowed else { return }
        let entry = MemoryTable.Entry(value: value, mark: mark, places: places)
        self.shard(of: key).table.withLock { $0.set(entry, of: key) }
    }

    private func shard(of key: TextKey) -> Shard {
        self.shards[Int(truncatingIfNeeded: key.second) & (Self.shardCount - 1)]
    }
}

/// Entries in one row of slots: an entry stands in the first free slot from where its key points to.
///
/// The row grows while there are more entries, up to a bound; then the next entry that nobody asked for since the hand
/// last came by makes room (the clock algorithm).
struct MemoryTable<Value: Sendable> {
    struct Entry {
        let value: Value
        let mark: ChangeLedger.Mark
        let places: ChangeLedger.Places
    }

    private struct Slot {
        var key: TextKey
        var entry: Entry
        var isAskedFor: Bool
    }

    private static var slotsMin: Int { 16 }
    /// Entries to slots at most: more would make long rows to look through.
    private static var loadMax: Double { 0.85 }
    /// Small steps: a row that was doubled would stand half empty.
    private static var growth: Double { 1.2 }

    private let entriesMax: Int
    private var slots: [Slot?] = []
    private(set) var count = 0
    private var hand = 0

    init(entriesMax: Int) {
        self.entriesMax = entriesMax
    }

    var bytes: Int { self.slots.capacity * MemoryLayout<Slot?>.stride }

    mutating func entry(of key: TextKey) -> Entry? {
        guard let index = self.index(of: key) else { return nil }
        self.slots[index]?.isAskedFor = true
        return self.slots[index]?.entry
    }

    mutating func set(_ entry: Entry, of key: TextKey) {
        if let index = self.index(of: key) {
            self.slots[index]?.entry = entry
            return
        }
        if self.count >= self.entriesMax { self.makeRoom() }
        if Double(self.count + 1) > Double(self.slots.count) * Self.loadMax { self.grow() }
        self.add(Slot(key: key, entry: entry, isAskedFor: false))
    }

    private func index(of key: TextKey) -> Int? {
        guard !self.slots.isEmpty else { return nil }
        var index = self.home(of: key)
        while let slot = self.slots[index] {
            if slot.key == key { return index }
            index = self.next(index)
        }
        return nil
    }

    private mutating func add(_ slot: Slot) {
        var index = self.home(of: slot.key)
        while self.slots[index] != nil { index = self.next(index) }
        self.slots[index] = slot
        self.count += 1
    }

    private mutating func grow() {
        let needed = Int(Double(self.entriesMax) / Self.loadMax) + 1
        let size = min(needed, Self.slotsMin + Int(Double(self.slots.count) * Self.growth))
        let old = self.slots
        self.slots = Array(repeating: nil, count: size)
        self.count = 0
        self.hand = 0
        for case let slot? in old { self.add(slot) }
    }

    /// Forgets the next entry under the hand that nobody asked for since it last came by.
    private mutating func makeRoom() {
        while true {
            defer { self.hand = self.next(self.hand) }
            guard let slot = self.slots[self.hand] else { continue }
            if !slot.isAskedFor { return self.remove(at: self.hand) }
            self.slots[self.hand]?.isAskedFor = false
        }
    }

    /// Empties a slot, and moves up what would no longer be found behind the gap.
    private mutating func remove(at index: Int) {
        var gap = index
        var other = self.next(index)
        while let slot = self.slots[other] {
            let home = self.home(of: slot.key)
            let isReached = gap <= other ? gap < home && home <= other : gap < home || home <= other
            if !isReached {
                self.slots[gap] = slot
                gap = other
            }
            other = self.next(other)
        }
        self.slots[gap] = nil
        self.count -= 1
    }

    private func home(of key: TextKey) -> Int {
        Int(truncatingIfNeeded: key.first.multipliedFullWidth(by: UInt64(self.slots.count)).high)
    }

    private func next(_ index: Int) -> Int { index + 1 == self.slots.count ? 0 : index + 1 }
}
