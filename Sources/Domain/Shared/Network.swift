/// A range of addresses, as an address with the number of its leading bits that count (RFC 4632, RFC 4291 section 2.3).
package struct Network: Hashable, Sendable {
    /// Of an IPv4 address four bytes, of an IPv6 address sixteen; the bits that do not count are zero.
    private let bytes: [UInt8]
    private let bits: Int

    /// Nil unless the text is an address, alone or with `/` and a number of bits.
    package init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        guard text.utf8.count <= 49, (1...2).contains(sides.count), let address = IPAddress(String(sides[0])) else {
            return nil
        }
        var bits = address.bytes.count * 8
        if sides.count == 2 {
            guard sides[1].utf8.count <= 3, sides[1].utf8.allSatisfy(\.isDigit), let given = Int(sides[1]),
                given <= bits
            else { return nil }
            bits = given
        }
        self.bits = bits
        self.bytes = address.bytes.enumerated().map { index, byte in byte & Self.mask(of: index, bits) }
    }

    package func contains(_ address: IPAddress) -> Bool {
        self.bytes.count == address.bytes.count
            && zip(self.bytes, address.bytes).enumerated()
                .allSatisfy { index, pair in
                    pair.0 == pair.1 & Self.mask(of: index, self.bits)
                }
    }

    /// The network as it is shown: its first address, and its bits unless it is one address alone.
    package var text: String {
        let address = IPAddress(bytes: self.bytes).text
        return self.bits == self.bytes.count * 8 ? address : "\(address)/\(self.bits)"
    }

    /// The bits of one byte that count.
    private static func mask(of index: Int, _ bits: Int) -> UInt8 {
        let inByte = max(0, min(8, bits - index * 8))
        return inByte == 0 ? 0 : ~UInt8(0) << UInt8(8 - inByte)
    }
}
