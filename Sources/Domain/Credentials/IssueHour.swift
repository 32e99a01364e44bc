/// Month, day and hour of issue at -04:00, as an Access Token carries it; no year is claimed.
package struct IssueHour: Hashable, Sendable, CustomStringConvertible {
    package let month: Int64
    package let day: Int64
    package let hour: Int64

    package init(_ instant: Timestamp) {
        let time = CivilTime(instant, offsetMinutes: WireDate.offsetMinutes)
        self.month = time.month
        self.day = time.day
        self.hour = time.hour
    }

    /// Reads six digits `MMddHH`; nil when they name no hour of a leap year.
    package init?(digits: some Collection<UInt8>) {
        guard digits.count == 6, digits.allSatisfy(\.isDigit) else { return nil }
        let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        let time = CivilTime(year: 2_024, month: number / 10_000, day: number / 100 % 100, hour: number % 100)
        guard time.instant(offsetMinutes: 0) != nil else { return nil }
        self.month = time.month
        self.day = time.day
        self.hour = time.hour
    }

    package var description: String {
        var text: [UInt8] = []
        self.append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func append(to text: inout [UInt8]) {
        text.appendPadded(self.month, width: 2)
        text.appendPadded(self.day, width: 2)
        text.appendPadded(self.hour, width: 2)
    }
}
