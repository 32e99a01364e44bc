import Synchronization

/// A fixed row of numbers that only grow, each by itself readable and writable from every thread.
///
/// `@unchecked Sendable`: the memory is allotted once, holds atomics alone, and is freed by the last owner.
final class Stamps: @unchecked Sendable {
    private let numbers: UnsafeMutablePointer<Atomic<UInt64>>
    static let count = Int(UInt16.max) + 1

    init() {
        self.numbers = .allocate(capacity: Self.count)
        for index in 0..<Self.count { (self.numbers + index).initialize(to: Atomic(0)) }
    }

    deinit {
        self.numbers.deinitialize(count: Self.count)
        self.numbers.deallocate()
    }

    subscript(place: UInt16) -> UInt64 { self.numbers[Int(place)].load(ordering: .sequentiallyConsistent) }

    func raise(_ place: UInt16, to number: UInt64) {
        self.numbers[Int(place)].max(number, ordering: .sequentiallyConsistent)
    }
}
