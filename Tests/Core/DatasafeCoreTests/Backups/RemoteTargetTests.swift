import DatasafeCore
import Testing

struct RemoteTargetTests {
    @Test(arguments: [("1", TargetID.disk(1)), ("99", .disk(99)), ("online", .online)])
    func `targets by their text`(text: String, target: TargetID) {
        #expect(TargetID(text) == target && target.text == text)
    }

    @Test(arguments: ["", "0", "01", "100", "-1", "here", "Online", "disk1"])
    func `no target`(text: String) { #expect(TargetID(text) == nil) }

    @Test func `disks come by number, then the others`() {
        #expect([TargetID.online, .disk(12), .disk(2)].sorted() == [.disk(2), .disk(12), .online])
    }

    @Test(
        arguments: [
            // Monday morning, afternoon, evening; Saturday noon.
            ("2026-03-02T06:00:00Z", nil), ("2026-03-02T06:45:00Z", 2), ("2026-03-02T16:59:00Z", 2),
            ("2026-03-02T17:00:00Z", nil), ("2026-03-07T11:00:00Z", nil),
        ] as [(String, Int?)])
    func `the line is spared while people work`(at: String, megabits: Int?) throws {
        let now = try #require(Instant(at))
        #expect(RemotePlan().limit(at: now) == megabits.map { $0 * 1_000_000 })
    }

    @Test(arguments: [(RemotePlan(), true), (RemotePlan(minute: 0), false), (RemotePlan(dayLimit: 3), false)])
    func `only what the page offers`(plan: RemotePlan, isPossible: Bool) { #expect(plan.isPossible == isPossible) }

    @Test(
        arguments: [
            // Failures, minutes since the last, hours since the night's moment, has a night.
            (0, 60, 1, true, false), (1, 9, 1, true, false), (1, 10, 1, true, true), (2, 19, 1, true, false),
            (2, 20, 1, true, true), (3, 40, 1, true, true), (4, 59, 5, true, false), (4, 60, 5, true, true),
            (40, 60, 5, true, true), (1, 60, 11, true, false), (1, 60, 11, false, true), (1, -5, 1, true, true),
        ])
    func `what failed on the way is tried again, until morning`(
        failures: Int, minutes: Int64, hours: Int64, hasNight: Bool, isDue: Bool
    ) throws {
        let due = try #require(Instant("2026-03-02T21:00:00Z"))
        let now = due.adding(seconds: hours * 3600)
        var target = RemoteTarget(.online, repository: "r", since: due)
        target.failures = failures
        target.failedAt = now.adding(seconds: -minutes * 60)
        target.lastNight = hasNight ? due : nil
        #expect(RemoteRetry.isDue(target, now: now) == isDue)
    }

    @Test func `a small store is read each night, a large one within four weeks`() {
        #expect(VerifyShare.next(data: 1_000_000, last: nil) == .everything)
        var share: VerifyShare?
        var seen: Set<Int> = []
        for _ in 0..<28 {
            share = VerifyShare.next(data: 900_000_000_000, last: share)
            seen.insert(share?.number ?? 0)
        }
        #expect(seen == Set(1...28) && share?.endsRound == true)
        #expect(VerifyShare.next(data: 900_000_000_000, last: share).number == 1)
    }

    @Test func `a night elsewhere is a night off site, whatever disk is here`() {
        let now = Instant(seconds: 1_000_000)
        let disks: [(state: RotationState, lastNight: Instant?)] = [(.done, now)]
        #expect(OffsiteAge.hours(of: disks, now: now) == nil)
        #expect(OffsiteAge.hours(of: disks, elsewhere: [nil], now: now) == nil)
        #expect(OffsiteAge.hours(of: disks, elsewhere: [now.adding(seconds: -7_200)], now: now) == 2)
    }
}
