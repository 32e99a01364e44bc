/// An IPv4 or IPv6 address; an IPv4 address inside IPv6 is the same as outside (RFC 4291 section 2.5.5.2).
package struct IPAddress: Hashable, Sendable {
    /// Four or sixteen.
    package let bytes: [UInt8]

    /// Nil unless the text is four decimal numbers, or an IPv6 address in one of the forms of RFC 4291 section 2.2.
    package init?(_ text: String) {
        guard text.utf8.count <= 45 else { return nil }
        guard text.utf8.contains(UInt8(ascii: ":")) else {
            guard let bytes = Self.ofIPv4(text[...]) else { return nil }
            self.bytes = bytes
            return
        }
        guard let bytes = Self.ofIPv6(text) else { return nil }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static func ofIPv4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            // A number that begins with zero is octal to some readers.
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(\.isDigit),
                part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"), let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func ofIPv6(_ text: String) -> [UInt8]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let front = self.groups(halves[0], isLast: halves.count == 1) else {
            return nil
        }
        guard halves.count == 2 else { return front.count == 16 ? front : nil }
        guard let back = self.groups(halves[1], isLast: true), front.count + back.count <= 14 else { return nil }
        return front + [UInt8](repeating: 0, count: 16 - front.count - back.count) + back
    }

    /// - Parameter isLast: Whether the address ends here, where its last four bytes may be written as in IPv4.
    private static func groups(_ text: Substring, isLast: Bool) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if isLast, index == parts.count - 1, part.contains(".") {
                guard let tail = self.ofIPv4(part) else { return nil }
                return bytes + tail
            }
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isASCIILetterOrDigit),
                let group = UInt16(part, radix: 16)
            else { return nil }
            bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
        }
        return bytes.count <= 16 ? bytes : nil
    }

    /// The one text of an address (RFC 5952 section 4).
    package var text: String {
        guard self.bytes.count == 16 else { return self.bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2)
            .map { String(UInt16(self.bytes[$0]) << 8 | UInt16(self.bytes[$0 + 1]), radix: 16) }
        guard let zeros = Self.longestZeros(groups) else { return groups.joined(separator: ":") }
        return groups[..<zeros.lowerBound].joined(separator: ":") + "::"
            + groups[zeros.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of two zeros or more.
    private static func longestZeros(_ groups: [String]) -> Range<Int>? {
        var longest = 0..<0
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != "0" {
            if index - start > longest.count { longest = start..<index }
            start = index + 1
        }
        return longest.count > 1 ? longest : nil
    }
}
