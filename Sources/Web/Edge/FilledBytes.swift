/// Room that is filled with texts, one behind the other: a buffer's own way takes longer for each.
struct FilledBytes {
    private let bytes: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    /// - Parameter bytes: Room for all that will be added; less stops the program.
    init(_ bytes: UnsafeMutableRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            precondition(utf8.count <= self.bytes.count - self.count, "the room was measured before")
            guard let place = self.bytes.baseAddress, let start = utf8.baseAddress else { return }
            (place + self.count).copyMemory(from: start, byteCount: utf8.count)
            self.count += utf8.count
        }
    }
}
