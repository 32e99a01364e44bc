/// A date and time of day in the proleptic Gregorian calendar, without a zone of its own.
package struct CivilTime: Equatable, Sendable {
    package let year: Int64
    package let month: Int64
    package let day: Int64
    package let hour: Int64
    package let minute: Int64
    package let second: Int64
    package let millisecond: Int64

    package init(
        year: Int64,
        month: Int64,
        day: Int64,
        hour: Int64 = 0,
        minute: Int64 = 0,
        second: Int64 = 0,
        millisecond: Int64 = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    /// The civil time that clocks at this offset show at an instant.
    package init(_ instant: Timestamp, offsetMinutes: Int64) {
        let local = instant.milliseconds + offsetMinutes * 60_000
        let days = local.flooredDivided(by: 86_400_000)
        let inDay = local - days * 86_400_000
        // Days are counted from 0000-03-01, so that the leap day is the last of its year.
        let shifted = days + 719_468
        let era = shifted.flooredDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.month = month
        self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        self.hour = inDay / 3_600_000
        self.minute = inDay / 60_000 % 60
        self.second = inDay / 1_000 % 60
        self.millisecond = inDay % 1_000
    }

    /// The instant at which clocks at this offset show this time; nil when there is no such date or time of day.
    package func instant(offsetMinutes: Int64) -> Timestamp? {
        guard (1...12).contains(self.month), self.day >= 1, self.day <= self.daysInMonth,
            (0...23).contains(self.hour), (0...59).contains(self.minute), (0...59).contains(self.second),
            (0...9_999).contains(self.year)
        else { return nil }
        let seconds = self.daysSinceEpoch * 86_400 + self.hour * 3_600 + self.minute * 60 + self.second
        return Timestamp(milliseconds: (seconds - offsetMinutes * 60) * 1_000 + self.millisecond)
    }

    private var daysInMonth: Int64 {
        switch self.month {
        case 2: self.isLeapYear ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private var isLeapYear: Bool {
        self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0)
    }

    private var daysSinceEpoch: Int64 {
        let shiftedYear = self.month <= 2 ? self.year - 1 : self.year
        let era = shiftedYear.flooredDivided(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = self.month > 2 ? self.month - 3 : self.month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + self.day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension Int64 {
    fileprivate func flooredDivided(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = self.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
