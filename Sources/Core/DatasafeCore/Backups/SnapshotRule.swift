/// Which snapshots of the data stay in the box: what somebody deleted or overwrote this morning, or a program that
/// encrypts whatever it reaches, is undone from them in minutes. They are no backup: they lie on the same disks.
public enum SnapshotRule {
    /// Time between two, seconds.
    public static let every: Int64 = 3600
    /// As long each of them stays, seconds.
    public static let hourly: Int64 = 48 * 3600
    /// As many days the last of each day stays.
    public static let days = 14
    /// Days before today of which one stays while the volume is nearly full.
    public static let daysWhileTight = 2

    /// Whether the next one is due. A newest one of the future (the clock was set back) stops nothing: it is due then.
    public static func isDue(newest: Instant?, now: Instant) -> Bool {
        guard let newest else { return true }
        let age = now.seconds(since: newest)
        return age < 0 || age >= every
    }

    /// Those that go.
    ///
    /// Everything of the last two days stays, then the last of each of 14 days. One of the future cannot be told from one
    /// of now, so at most as many of them stay as there are hours in two days.
    ///
    /// On a volume that is nearly full a deleted document has to give its room back. Those of today go at once and of the
    /// two days before one each stays: a session that fills the box to be rid of its past still leaves yesterday.
    ///
    /// - Parameter isTight: `SpaceRule.isNearlyFull`.
    public static func expired(_ names: [SnapshotName], now: Instant, isTight: Bool) -> [SnapshotName] {
        let today = day(now)
        var kept: Set<SnapshotName> = []
        var days: Set<Int64> = []
        var future = 0
        for name in names.sorted(by: >) {
            let age = now.seconds(since: name.at)
            let back = today - day(name.at)
            if age < 0 {
                future += 1
                if !isTight, future <= Int(hourly / every) { kept.insert(name) }
                continue
            }
            let isLastOfDay = days.insert(back).inserted
            if isTight {
                if isLastOfDay, (1...Int64(daysWhileTight)).contains(back) { kept.insert(name) }
            } else if age <= hourly || (isLastOfDay && back <= Int64(Self.days)) {
                kept.insert(name)
            }
        }
        return names.filter { !kept.contains($0) }
    }

    /// Number of the day in Berlin.
    private static func day(_ at: Instant) -> Int64 {
        let civil = BerlinTime.civil(at)
        return CivilTime(year: civil.year, month: civil.month, day: civil.day).secondsSince1970 / 86_400
    }
}
