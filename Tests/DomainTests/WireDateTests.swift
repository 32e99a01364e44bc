import Domain
import Testing

struct WireDateTests {
    @Test(
        arguments: [
            (0, "1969-12-31T20:00:00.000-04:00"), (1_000_000_000_123, "2001-09-08T21:46:40.123-04:00"),
            (951_782_400_000, "2000-02-28T20:00:00.000-04:00"), (1_709_179_200_000, "2024-02-29T00:00:00.000-04:00"),
        ] as [(Int64, String)]
    )
    func `an instant is written at -04:00 with milliseconds and read back`(milliseconds: Int64, text: String) {
        let instant = Timestamp(milliseconds: milliseconds)
        #expect(WireDate.text(instant) == text)
        #expect(WireDate.instant(text) == instant)
    }

    @Test func `every day of four centuries survives being written and read`() {
        for day in stride(from: Int64(-60_000), through: 90_000, by: 7) {
            let instant = Timestamp(milliseconds: day * 86_400_000 + 12_345_678)
            #expect(WireDate.instant(WireDate.text(instant)) == instant)
        }
    }

    @Test(arguments: [
        ("2026-11-23T20:30:00Z", 0), ("2026-11-23T17:30:00.0-03:00", 0), ("2026-11-23T16:30:00.001-04:00", 1),
    ])
    func `any offset is understood`(text: String, later: Int64) {
        let base = WireDate.instant("2026-11-23T16:30:00.000-04:00")
        #expect(WireDate.instant(text)?.milliseconds == base.map { $0.milliseconds + later })
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23 16:30:00Z", "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T23:59:60Z", "2026-11-23T16:30:00+25:00", "2026-11-23T16:30:00",
        "9999999-01-01T00:00:00Z", "2026-11-23T16:30:00.Z", "2026-11-23T16:30:00.0000000001Z", "２026-11-23T16:30:00Z",
    ])
    func `what names no instant is refused`(text: String) {
        #expect(WireDate.instant(text) == nil)
    }
}
