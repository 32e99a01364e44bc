/// The check digit of account and application numbers: ISO/IEC 7064, MOD 11,10.
///
/// It finds every single wrong digit and nearly every swap of neighbours, and stays a decimal digit.
package enum CheckDigit {
    /// The digit to append to `number`, which must not be negative.
    package static func digit(for number: Int64) -> Int64 {
        let product = String(number).utf8.reduce(10) { self.next($0, $1) }
        return (11 - product) % 10
    }

    /// Whether the last digit of `number` is the check digit of those before it.
    package static func isValid(_ number: Int64) -> Bool {
        number >= 10 && self.digit(for: number / 10) == number % 10
    }

    private static func next(_ product: Int64, _ character: UInt8) -> Int64 {
        let sum = (product + Int64(character - UInt8(ascii: "0"))) % 10
        return (sum == 0 ? 10 : sum) * 2 % 11
    }
}
