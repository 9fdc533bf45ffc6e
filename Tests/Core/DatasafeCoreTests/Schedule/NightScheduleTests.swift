import DatasafeCore
import Testing

@Suite struct NightScheduleTests {
    private let night = BackupPlan().schedule

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
        #expect(night.next(after: now).description == next)
        #expect(night.last(atOrBefore: now).description == last)
    }

    @Test func `every night of ten years is 23, 24 or 25 hours after the last`() throws {
        var now = try #require(Instant("2026-01-01T00:00:00Z"))
        var gaps: [Int64: Int] = [:]
        for _ in 0..<3_650 {
            let next = night.next(after: now)
            #expect(BerlinTime.civil(next).hourMinute == "21:00")
            gaps[next.seconds(since: now) / 3600, default: 0] += 1
            now = next
        }
        #expect(gaps[23] == 10)
        #expect(gaps[25] == 10)
        #expect(gaps.keys.sorted() == [20, 23, 24, 25])
    }

    @Test func `every time of a day comes once a day`() throws {
        var now = try #require(Instant("2026-03-20T00:00:00Z"))
        let end = now.adding(seconds: 250 * 86_400)
        for minute in [0, 1, 90, 150, 18 * 60, 23 * 60 + 30, 1439] {
            let schedule = NightSchedule(minute: minute)
            var days: [String] = []
            while now < end {
                now = schedule.next(after: now)
                #expect(schedule.last(atOrBefore: now) == now)
                days.append(BerlinTime.civil(now).date)
            }
            #expect(Set(days).count == days.count, "\(minute)")
            now = end.adding(seconds: -250 * 86_400)
        }
    }

    @Test(arguments: [
        // Berlin = UTC + 1.
        ("2026-01-15T19:59:59Z", "2026-01-14T20:00:00Z", false), ("2026-01-15T20:00:00Z", "2026-01-14T20:00:00Z", true),
        ("2026-01-15T20:00:00Z", "2026-01-15T20:00:00Z", false), ("2026-01-16T07:00:00Z", "2026-01-14T20:00:05Z", true),
        ("2026-01-16T07:00:00Z", "2026-01-15T20:00:05Z", false), ("2026-01-16T07:00:00Z", "2026-01-13T20:00:05Z", true),
    ])
    func `due once its moment has passed since it last began`(now: String, begun: String, isDue: Bool) throws {
        let now = try #require(Instant(now))
        let begun = try #require(Instant(begun))
        #expect(night.isDue(begun: NightSchedule.believed(begun, now: now), now: now) == isDue)
    }

    @Test func `a beginning of the future, or none, counts from now`() throws {
        let now = try #require(Instant("2026-01-15T07:00:00Z"))
        #expect(NightSchedule.believed(nil, now: now) == now)
        #expect(NightSchedule.believed(now.adding(seconds: 86_400 * 365), now: now) == now)
        #expect(NightSchedule.believed(now.adding(seconds: -5), now: now) == now.adding(seconds: -5))
    }
}
