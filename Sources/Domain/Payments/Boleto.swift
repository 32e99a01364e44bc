/// The bar code of a Brazilian boleto (FEBRABAN): 44 digits, and the 47 that people type.
package enum Boleto {
    /// Days are counted from this date; since 2025-02-22 the four-digit factor starts again at 1000.
    private static let factorEpoch = Timestamp(milliseconds: 1_740_182_400_000)

    /// - Parameters:
    ///   - bank: Three digits, such as 237.
    ///   - free: The bank's own 25 digits.
    package static func barcode(bank: String, amount: Money, dueAt: Timestamp, free: String) -> String {
        precondition(bank.utf8.count == 3 && free.utf8.count == 25, "a boleto has 3 digits of bank and 25 free ones")
        let days = max(0, (dueAt.milliseconds - self.factorEpoch.milliseconds) / 86_400_000)
        let factor = 1_000 + days % 9_000
        var value: [UInt8] = []
        value.appendPadded(factor, width: 4)
        value.appendPadded(amount.minor, width: 10)
        let rest = String(decoding: value, as: UTF8.self) + free
        return "\(bank)9\(self.barcodeDigit("\(bank)9\(rest)"))\(rest)"
    }

    /// The 47 digits that people type, made from the 44 of the bar code.
    package static func typeableLine(_ barcode: String) -> String {
        let digits = Array(barcode)
        let free = String(digits[19..<44])
        let first = String(digits[0..<4]) + free.prefix(5)
        let second = String(free.dropFirst(5).prefix(10))
        let third = String(free.dropFirst(15))
        return [first, second, third].map { $0 + String(self.fieldDigit($0)) }.joined() + String(digits[4..<19])
    }

    /// MOD 11 with weights 2 to 9 from the right; 0, 10 and 11 become 1.
    package static func barcodeDigit(_ digits: String) -> Int {
        let sum = digits.utf8.reversed().enumerated()
            .reduce(0) { sum, item in
                sum + Int(item.element - UInt8(ascii: "0")) * (item.offset % 8 + 2)
            }
        let digit = 11 - sum % 11
        return digit == 0 || digit >= 10 ? 1 : digit
    }

    /// MOD 10 with weights 2 and 1 from the right, the digits of each product added up.
    private static func fieldDigit(_ digits: String) -> Int {
        let sum = digits.utf8.reversed().enumerated()
            .reduce(0) { sum, item in
                let product = Int(item.element - UInt8(ascii: "0")) * (item.offset % 2 == 0 ? 2 : 1)
                return sum + product / 10 + product % 10
            }
        return (10 - sum % 10) % 10
    }
}
