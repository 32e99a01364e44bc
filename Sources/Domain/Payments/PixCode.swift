/// The text of a Pix QR code: EMV merchant-presented data objects as Brazil's BR Code profiles them.
package enum PixCode {
    /// - Parameters:
    ///   - key: The receiver's Pix key, here a random one (a UUID).
    ///   - merchant: At most 25 characters are kept, letters without accents.
    ///   - transaction: At most 25 letters and digits that identify the charge.
    package static func text(key: String, amount: Money, merchant: String, city: String, transaction: String) -> String
    {
        let account = self.field("00", "br.gov.bcb.pix") + self.field("01", key)
        let body =
            self.field("00", "01") + self.field("26", account) + self.field("52", "0000") + self.field("53", "986")
            + self.field("54", amount.fixedPoint) + self.field("58", "BR")
            + self.field("59", self.plain(merchant, max: 25)) + self.field("60", self.plain(city, max: 15))
            + self.field("62", self.field("05", String(transaction.prefix(25)))) + "6304"
        return body + self.checksum(body)
    }

    private static func field(_ id: String, _ value: String) -> String {
        let length = value.utf8.count
        return "\(id)\(length < 10 ? "0" : "")\(length)\(value)"
    }

    /// Upper-case ASCII letters, digits and blanks; anything else becomes a blank.
    private static func plain(_ text: String, max: Int) -> String {
        let characters = text.uppercased().utf8.prefix(max).map { $0.isASCIILetterOrDigit ? $0 : UInt8(ascii: " ") }
        return String(decoding: characters, as: UTF8.self)
    }

    /// CRC-16/CCITT-FALSE in four upper-case hexadecimal digits.
    package static func checksum(_ text: String) -> String {
        var crc: UInt16 = 0xFFFF
        for byte in text.utf8 {
            crc ^= UInt16(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 != 0 ? crc << 1 ^ 0x1021 : crc << 1 }
        }
        return Hexadecimal.text([UInt8(crc >> 8), UInt8(truncatingIfNeeded: crc)]).uppercased()
    }
}
