/// The provider's date text, `yyyy-MM-ddTHH:mm:ss.SSS-04:00`, read and written without a calendar library.
///
/// The provider writes every date at -04:00 whatever the site; readers take any offset.
package enum WireDate {
    /// The offset of every date written, in minutes.
    package static let offsetMinutes: Int64 = -240

    /// The text of an instant at -04:00 with milliseconds.
    package static func text(_ instant: Timestamp) -> String {
        let parts = CivilTime(instant, offsetMinutes: self.offsetMinutes)
        var text: [UInt8] = []
        text.reserveCapacity(29)
        text.appendPadded(parts.year, width: 4)
        text.append(UInt8(ascii: "-"))
        text.appendPadded(parts.month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.appendPadded(parts.day, width: 2)
        text.append(UInt8(ascii: "T"))
        text.appendPadded(parts.hour, width: 2)
        text.append(UInt8(ascii: ":"))
        text.appendPadded(parts.minute, width: 2)
        text.append(UInt8(ascii: ":"))
        text.appendPadded(parts.second, width: 2)
        text.append(UInt8(ascii: "."))
        text.appendPadded(parts.millisecond, width: 3)
        text.append(contentsOf: "-04:00".utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// The instant of an RFC 3339 text with seconds, optional fraction (1 to 9 digits) and offset; nil when it is not one.
    package static func instant(_ text: String) -> Timestamp? {
        var scanner = DateScanner(text)
        guard let year = scanner.number(digits: 4), scanner.take("-"),
            let month = scanner.number(digits: 2), scanner.take("-"),
            let day = scanner.number(digits: 2), scanner.take("T"),
            let hour = scanner.number(digits: 2), scanner.take(":"),
            let minute = scanner.number(digits: 2), scanner.take(":"),
            let second = scanner.number(digits: 2),
            let millisecond = scanner.fraction(),
            let offset = scanner.offsetMinutes(), scanner.isAtEnd
        else { return nil }
        let parts = CivilTime(
            year: year,
            month: month,
            day: day,
            hour: hour,
            minute: minute,
            second: second,
            millisecond: millisecond
        )
        return parts.instant(offsetMinutes: offset)
    }
}

private struct DateScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        self.rest = Substring(text).utf8
    }

    var isAtEnd: Bool { self.rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard self.rest.first == UInt8(ascii: character) else { return false }
        self.rest = self.rest.dropFirst()
        return true
    }

    mutating func number(digits: Int) -> Int64? {
        let part = self.rest.prefix(digits)
        guard part.count == digits, part.allSatisfy(\.isDigit) else { return nil }
        self.rest = self.rest.dropFirst(digits)
        return part.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    /// Milliseconds of an optional `.fraction`; nil when the point is followed by no digit or by more than nine.
    mutating func fraction() -> Int64? {
        guard self.take(".") else { return 0 }
        let digits = self.rest.prefix { $0.isDigit }
        guard (1...9).contains(digits.count) else { return nil }
        self.rest = self.rest.dropFirst(digits.count)
        var padded = Array(digits.prefix(3))
        while padded.count < 3 { padded.append(UInt8(ascii: "0")) }
        return padded.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    mutating func offsetMinutes() -> Int64? {
        if self.take("Z") { return 0 }
        let sign: Int64
        if self.take("+") {
            sign = 1
        } else if self.take("-") {
            sign = -1
        } else {
            return nil
        }
        guard let hours = self.number(digits: 2), self.take(":"), let minutes = self.number(digits: 2),
            hours <= 23, minutes <= 59
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII decimal digit.
    package var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension [UInt8] {
    /// Appends the digits of a number that is not negative.
    mutating func appendDecimal(_ number: Int64) {
        let start = self.count
        var rest = number
        repeat {
            self.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }

    /// Appends a non-negative number with leading zeros up to `width` digits.
    package mutating func appendPadded(_ number: Int64, width: Int) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        var rest = number
        while divisor > 0 {
            self.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor % 10))
            rest %= divisor
            divisor /= 10
        }
    }
}
