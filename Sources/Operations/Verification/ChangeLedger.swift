package import Storage
import Synchronization

/// What this process knows of the journal: whether something it remembers may have changed since.
///
/// Each subject has a stamp: the number of the last change that concerned it. What was read under a mark is current as
/// long as no stamp of its subjects is younger than the mark, so a fill that began before a change can never pass for
/// one that saw it. Subjects share a fixed number of stamps; a shared one only makes something be read again.
package final class ChangeLedger: CommitObserver {
    /// A point in the order of changes, taken before something is read.
    struct Mark: Sendable {
        fileprivate let number: UInt64
    }

    /// Places of the stamps of what something depends on.
    struct Places: Sendable {
        fileprivate let first: UInt16
        fileprivate let second: UInt16
        fileprivate let third: UInt16
        fileprivate let fourth: UInt16

        /// - Parameter subjects: At most four.
        init(_ subjects: [JournalEntry.Subject]) {
            precondition(subjects.count <= 4, "a verdict depends on at most four subjects")
            let places = subjects.map { Self.place(of: $0) }
            self.first = places.first ?? 0
            self.second = places.dropFirst().first ?? self.first
            self.third = places.dropFirst(2).first ?? self.first
            self.fourth = places.dropFirst(3).first ?? self.first
        }

        fileprivate static func place(of subject: JournalEntry.Subject) -> UInt16 {
            UInt16(truncatingIfNeeded: subject.hashValue)
        }
    }

    /// How long memory may answer without news of the journal, in nanoseconds.
    static let newsAgeMax: UInt64 = 1_000_000_000
    /// Entries of the journal read at once.
    private static let batchMax: Int64 = 1_000

    private let time: any TimeSource
    private let stamps = Stamps()
    private let number = Atomic<UInt64>(1)
    /// The number of the change from which on everything may have changed.
    private let floor = Atomic<UInt64>(0)
    /// The last entry that was read; -1 before the first reading.
    private let position = Atomic<Int64>(-1)
    /// When the journal was last read to its end, on the clock of `TimeSource.uptime()`; 0 for never.
    private let newsAt = Atomic<UInt64>(0)

    package init(time: any TimeSource) {
        self.time = time
    }

    /// To be taken before something is read that will be remembered.
    func mark() -> Mark { Mark(number: self.number.load(ordering: .sequentiallyConsistent)) }

    /// Whether the journal is followed at this moment: without that, memory answers nothing.
    var isFollowed: Bool {
        let news = self.newsAt.load(ordering: .acquiring)
        return news > 0 && self.time.uptime() < news + Self.newsAgeMax
    }

    /// Nanoseconds since the journal was last read to its end; nil before the first time.
    var newsAge: UInt64? {
        let news = self.newsAt.load(ordering: .acquiring)
        let now = self.time.uptime()
        return news == 0 ? nil : now > news ? now - news : 0
    }

    /// Whether nothing that was read after a mark has changed since.
    func isCurrent(_ mark: Mark, _ places: Places) -> Bool {
        mark.number >= self.floor.load(ordering: .sequentiallyConsistent)
            && self.stamps[places.first] <= mark.number && self.stamps[places.second] <= mark.number
            && self.stamps[places.third] <= mark.number && self.stamps[places.fourth] <= mark.number
            && self.isFollowed
    }

    /// Reads what was journaled since the last time; to be called after a commit and regularly.
    package func catchUp(_ reader: any ReadTransaction) throws {
        let began = self.time.uptime()
        try self.skipWhatIsLost(reader)
        while true {
            let last = self.position.load(ordering: .sequentiallyConsistent)
            let entries = try reader.journalEntries(after: last, limit: Self.batchMax)
            self.note(entries)
            if entries.count < Self.batchMax { break }
        }
        self.newsAt.max(began, ordering: .sequentiallyConsistent)
    }

    package func committed(_ reader: any ReadTransaction) {
        do {
            try self.catchUp(reader)
        } catch {
            // What was changed is not known: nothing that is remembered may be used any more.
            self.forgetEverything()
        }
    }

    /// Makes everything be read again.
    func forgetEverything() {
        let next = self.number.add(1, ordering: .sequentiallyConsistent).newValue
        self.floor.max(next, ordering: .sequentiallyConsistent)
    }

    /// Entries that were dropped before they were read could have concerned anything.
    private func skipWhatIsLost(_ reader: any ReadTransaction) throws {
        let last = self.position.load(ordering: .sequentiallyConsistent)
        guard !self.isFollowed || last < 0 else { return }
        let ends = try reader.journalEnds()
        guard last < 0 || (ends?.lowerBound ?? 0) > last + 1 else { return }
        // In this order: whoever sees the new position must not believe anything from before it.
        self.forgetEverything()
        self.position.max(ends?.upperBound ?? 0, ordering: .sequentiallyConsistent)
    }

    /// A change is numbered after its commit and before its stamp is set, so that whoever reads under that number or a
    /// later one sees it.
    private func note(_ entries: [JournalEntry]) {
        for entry in entries {
            let next = self.number.add(1, ordering: .sequentiallyConsistent).newValue
            self.stamps.raise(Places.place(of: entry.subject), to: next)
        }
        if let last = entries.last { self.position.max(last.position, ordering: .sequentiallyConsistent) }
    }
}
