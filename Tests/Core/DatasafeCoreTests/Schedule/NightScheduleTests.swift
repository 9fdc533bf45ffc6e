import DatasafeCore
import Testing

@Suite struct NightScheduleTests {
    @Test(arguments: [
        // Winter: 21:00 is 20:00 UTC.
        ("2026-01-15T12:00:00Z", "2026-01-15T20:00:00Z", "2026-01-14T20:00:00Z"),
        ("2026-01-15T19:59:59Z", "2026-01-15T20:00:00Z", "2026-01-14T20:00:00Z"),
        ("2026-01-15T20:00:00Z", "2026-01-16T20:00:00Z", "2026-01-15T20:00:00Z"),
        // After midnight in Berlin, before midnight in UTC.
        ("2026-01-15T23:30:00Z", "2026-01-16T20:00:00Z", "2026-01-15T20:00:00Z"),
        // Summer: 19:00 UTC.
        ("2026-07-01T19:00:00Z", "2026-07-02T19:00:00Z", "2026-07-01T19:00:00Z"),
        // The night of March has 23 hours, and its Sunday an earlier 21:00.
        ("2026-03-28T20:00:00Z", "2026-03-29T19:00:00Z", "2026-03-28T20:00:00Z"),
        ("2026-03-29T00:59:59Z", "2026-03-29T19:00:00Z", "2026-03-28T20:00:00Z"),
        ("2026-03-29T01:00:00Z", "2026-03-29T19:00:00Z", "2026-03-28T20:00:00Z"),
        ("2026-03-29T19:00:00Z", "2026-03-30T19:00:00Z", "2026-03-29T19:00:00Z"),
        // The night of October has 25 hours.
        ("2026-10-24T19:00:00Z", "2026-10-25T20:00:00Z", "2026-10-24T19:00:00Z"),
        ("2026-10-25T00:30:00Z", "2026-10-25T20:00:00Z", "2026-10-24T19:00:00Z"),
        ("2026-10-25T01:30:00Z", "2026-10-25T20:00:00Z", "2026-10-24T19:00:00Z"),
        ("2026-10-25T19:30:00Z", "2026-10-25T20:00:00Z", "2026-10-24T19:00:00Z"),
        // Ends of month and year.
        ("2026-12-31T22:00:00Z", "2027-01-01T20:00:00Z", "2026-12-31T20:00:00Z"),
        ("2028-02-28T20:00:00Z", "2028-02-29T20:00:00Z", "2028-02-28T20:00:00Z"),
    ])
    func `21:00 in Berlin`(now: String, next: String, last: String) throws {
        let now = try #require(Instant(now))
        #expect(NightSchedule.next(after: now).description == next)
        #expect(NightSchedule.last(atOrBefore: now).description == last)
    }

    @Test func `every night of ten years is 23, 24 or 25 hours after the last`() throws {
        var now = try #require(Instant("2026-01-01T00:00:00Z"))
        var gaps: [Int64: Int] = [:]
        for _ in 0..<3_650 {
            let next = NightSchedule.next(after: now)
            #expect(BerlinTime.civil(next).hourMinute == "21:00")
            gaps[next.seconds(since: now) / 3600, default: 0] += 1
            now = next
        }
        #expect(gaps[23] == 10)
        #expect(gaps[25] == 10)
        #expect(gaps.keys.sorted() == [20, 23, 24, 25])
    }

    @Test(arguments: [
        (Instant?.none, Instant?.none, false), (nil, Instant(seconds: 5), false), (Instant(seconds: 5), nil, true),
        (Instant(seconds: 5), Instant(seconds: 4), true), (Instant(seconds: 5), Instant(seconds: 5), false),
        (Instant(seconds: 5), Instant(seconds: 6), false),
    ])
    func `a night is owed until a disk has it or a newer one`(kept: Instant?, newest: Instant?, owes: Bool) {
        #expect(NightSchedule.owes(kept: kept, newestNight: newest) == owes)
    }
}
