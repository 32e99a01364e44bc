import Domain

/// The one form of a date that HTTP sends (RFC 9110 section 5.6.7).
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(secondsSince1970 seconds: Int64) -> String {
        let time = CivilTime(Timestamp(milliseconds: seconds * 1_000), offsetMinutes: 0)
        let day = self.days[Int(seconds / 86_400 % 7)]
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(day), \(two(time.day)) \(self.months[Int(time.month) - 1]) \(time.year) "
            + "\(two(time.hour)):\(two(time.minute)):\(two(time.second)) GMT"
    }
}
