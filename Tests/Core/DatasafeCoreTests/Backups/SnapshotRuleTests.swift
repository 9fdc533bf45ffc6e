import DatasafeCore
import Testing

/// 2026-11-20T20:00:00Z, nine in the evening in Berlin.
private let now = Instant(seconds: 1_795_204_800)

@Suite struct SnapshotRuleTests {
    private func snapshots(hoursAgo: some Sequence<Int>) -> [SnapshotName] {
        hoursAgo.map { SnapshotName(at: now.adding(seconds: -3_600 * Int64($0))) }
    }

    private func kept(_ names: [SnapshotName], now: Instant = now, isTight: Bool = false) -> [SnapshotName] {
        let expired = Set(SnapshotRule.expired(names, now: now, isTight: isTight))
        return names.filter { !expired.contains($0) }
    }

    @Test func `every hour of two days, then the last of each of two weeks`() {
        // Thirty days, one each hour.
        let all = snapshots(hoursAgo: 0..<720)
        let left = kept(all)
        #expect(left.prefix(49) == all.prefix(49))
        let older = left.dropFirst(49)
        // The 18th of November up to 21:00 is within 48 hours; the last of that day is younger than that and stays too.
        #expect(
            older.map { BerlinTime.civil($0.at).date }.sorted() == (6...17).map { "2026-11-\($0 < 10 ? "0" : "")\($0)" }
        )
        #expect(older.allSatisfy { BerlinTime.civil($0.at).hour == 23 })
        // What stays once stays: nothing of it is expired at once.
        #expect(kept(left) == left)
    }

    @Test func `thinned hour by hour, it never holds more and always two weeks`() {
        var names: [SnapshotName] = []
        for hour in 0..<(24 * 40) {
            let moment = now.adding(seconds: Int64(hour) * 3_600)
            names.append(SnapshotName(at: moment))
            names = kept(names, now: moment)
            #expect(names.count <= 49 + 13)
            if hour > 24 * 15 {
                let days = Set(names.map { BerlinTime.civil($0.at).date })
                #expect(days.count == 15)
            }
        }
    }

    @Test func `where room is scarce, today makes way and yesterday stays`() {
        let left = kept(snapshots(hoursAgo: 0..<720), isTight: true)
        // The last of yesterday and of the day before, whatever was written today.
        #expect(left.map { BerlinTime.civil($0.at).date } == ["2026-11-19", "2026-11-18"])
        #expect(left.allSatisfy { BerlinTime.civil($0.at).hour == 23 })
        #expect(kept(snapshots(hoursAgo: [0, 5, 20]), isTight: true).isEmpty)
        #expect(kept([], isTight: true).isEmpty)
    }

    @Test func `those of a future that never came do not stay for ever`() {
        // The clock was years ahead for a hundred hours, then set right.
        let future = snapshots(hoursAgo: (0..<100).map { -20_000 - $0 })
        let past = snapshots(hoursAgo: 0..<10)
        let left = kept(future + past)
        #expect(left.filter { $0.at > now }.count == 48)
        #expect(Set(left).isSuperset(of: past))
        #expect(kept(future + past, isTight: true).isEmpty)
    }

    @Test(arguments: [
        (Int64?.none, true), (0, false), (3_599, false), (3_600, true), (90_000, true),
        // Set back: what is newest lies ahead.
        (-1, true), (-900_000, true),
    ])
    func `when the next is due`(age: Int64?, isDue: Bool) {
        #expect(SnapshotRule.isDue(newest: age.map { now.adding(seconds: -$0) }, now: now) == isDue)
    }

    @Test func `a name is a moment`() {
        let name = SnapshotName(at: Instant(milliseconds: now.milliseconds + 678))
        #expect(name.text == "20261120T200000Z" && name.at == now)
        #expect(SnapshotName("20261120T200000Z") == name)
        let second = SnapshotName(at: now, count: 2)
        #expect(second.text == "20261120T200000Z-2" && SnapshotName(second.text) == second)
        #expect([SnapshotName(at: now, count: 10), second, name].sorted().map(\.text.count) == [16, 18, 19])
        #expect(SnapshotName(at: now.adding(seconds: -1), count: 99) < name)
    }

    @Test(arguments: [
        "", "current", "current.other", "20261120T200000", "20261120T200000z", "20261320T200000Z", "20261120T250000Z",
        "20261120T200000Z-", "20261120T200000Z-1", "20261120T200000Z-0", "20261120T200000Z-02", "20261120T200000Z-100",
        "20261120T200000Z-x", "20261120T200000Z2", "2026-1120T20000Z", "../2026T200000Z", "２０261120T20Z",
        "20261120T200000Z+2", "+0261120T200000Z",
    ])
    func `nothing else is a name`(text: String) { #expect(SnapshotName(text) == nil) }

    @Test(arguments: [("here", NightPlace.here), ("1", .disk(1)), ("99", .disk(99))])
    func `places of nights`(text: String, place: NightPlace) {
        #expect(NightPlace(text) == place && place.text == text)
    }

    @Test(arguments: ["", "0", "100", "01", "+1", "-1", "1 ", "Here", "here/..", "disk-1"])
    func `no place of nights`(text: String) { #expect(NightPlace(text) == nil) }
}
