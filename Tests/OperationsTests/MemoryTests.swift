import TestSupport
import Testing

@testable import Operations

/// What verification remembers by text, and what it forgets.
struct MemoryTests {
    private static let ledger = ChangeLedger(time: SystemTime())

    private static func entry(_ value: Int) -> MemoryTable<Int>.Entry {
        MemoryTable.Entry(value: value, mark: Self.ledger.mark(), places: ChangeLedger.Places([]))
    }

    private static let keys = (0..<4_000).map { TextKey("text \($0)") }

    @Test func `everything is found until there is more than may be kept`() {
        var table = MemoryTable<Int>(entriesMax: 3_000)
        for value in 0..<3_000 {
            table.set(Self.entry(value), of: Self.keys[value])
            #expect(table.count == value + 1)
        }
        for value in 0..<3_000 { #expect(table.entry(of: Self.keys[value])?.value == value) }
        #expect(table.entry(of: Self.keys[3_000]) == nil)
    }

    @Test func `a text has one entry, the last one`() {
        var table = MemoryTable<Int>(entriesMax: 10)
        for value in 0..<5 { table.set(Self.entry(value), of: Self.keys[0]) }
        #expect(table.count == 1)
        #expect(table.entry(of: Self.keys[0])?.value == 4)
    }

    @Test func `what is asked for outlives what nobody asks for`() {
        var table = MemoryTable<Int>(entriesMax: 100)
        for value in 0..<2_000 {
            table.set(Self.entry(value), of: Self.keys[value])
            for asked in 0..<10 where asked <= value { #expect(table.entry(of: Self.keys[asked])?.value == asked) }
        }
        #expect(table.count == 100)
    }

    @Test(arguments: 1...5)
    func `whatever was forgotten on the way, what is left is found, and is no more than the bound`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var table = MemoryTable<Int>(entriesMax: 50)
        var last: [Int: Int] = [:]
        for step in 0..<3_000 {
            let index = Int.random(in: 0..<200, using: &random)
            if Bool.random(using: &random) {
                table.set(Self.entry(step), of: Self.keys[index])
                last[index] = step
            }
            if let found = table.entry(of: Self.keys[index]) { #expect(found.value == last[index]) }
            guard step.isMultiple(of: 100) else { continue }
            let found = last.keys.count { table.entry(of: Self.keys[$0])?.value == last[$0] }
            #expect(found == table.count && found <= 50)
        }
    }
}
