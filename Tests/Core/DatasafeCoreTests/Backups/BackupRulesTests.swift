import DatasafeCore
import Testing

/// 2026-11-20T20:00:00Z, nine in the evening in Berlin.
private let night = Instant(seconds: 1_795_204_800)

@Suite struct BackupRulesTests {
    private func target(_ number: Int, success: Instant? = nil) -> BackupTarget {
        var target = BackupTarget(number: number, repository: "r\(number)", partition: "p\(number)", initialised: night)
        target.lastSuccess = success
        return target
    }

    @Test(arguments: [
        // Fits in the window: everything, whatever came before.
        (bytes: Int64(100_000_000_000), speed: Int64?(120_000_000), last: VerifyShare?.none, next: (1, 1)),
        (500_000_000_000, 120_000_000, VerifyShare(number: 2, of: 3), (1, 1)),
        (0, nil, nil, (1, 1)), (-5, 0, nil, (1, 1)),
        // 25 MB/s assumed: 360 GB a window.
        (500_000_000_000, nil, nil, (1, 2)), (500_000_000_000, nil, VerifyShare(number: 1, of: 2), (2, 2)),
        (500_000_000_000, nil, VerifyShare(number: 2, of: 2), (1, 2)),
        // Grown since: the packs are dealt out anew, so a new round.
        (900_000_000_000, nil, VerifyShare(number: 1, of: 2), (1, 3)),
        // Never more than 7 shares.
        (90_000_000_000_000, 25_000_000, VerifyShare(number: 6, of: 7), (7, 7)),
        (Int64.max, 1, nil, (1, 7)),
    ])
    func `the share of the next reading`(bytes: Int64, speed: Int64?, last: VerifyShare?, next: (Int, Int)) {
        #expect(
            VerifyShare.next(bytes: bytes, speed: speed, last: last) == VerifyShare(number: next.0, of: next.1))
    }

    @Test func `each pack is read within seven runs`() {
        var last: VerifyShare?
        var seen: Set<Int> = []
        for _ in 0..<VerifyShare.most {
            let share = VerifyShare.next(bytes: 90_000_000_000_000, speed: nil, last: last)
            seen.insert(share.number)
            last = share
        }
        #expect(seen == Set(1...7))
        #expect(last?.endsRound == true)
    }

    @Test(arguments: [
        (Instant?.none, true), (night.adding(seconds: -1), true), (night, true),
        // The clock is behind the newest night, or jumped by years.
        (night.adding(seconds: 1), false), (night.adding(seconds: -Retention.longestGap), true),
        (night.adding(seconds: -Retention.longestGap - 1), false),
    ])
    func `nights are forgotten only by a clock that can be true`(newest: Instant?, may: Bool) {
        #expect(Retention.mayForget(now: night, newestBefore: newest) == may)
    }

    @Test func `the oldest success comes first`() {
        let sorted = BackupOrder.sorted([
            target(1, success: night), target(5), target(2, success: night.adding(seconds: -60)), target(4),
            target(3, success: night),
        ])
        #expect(sorted.map(\.number) == [4, 5, 2, 1, 3])
    }

    @Test func `off-site age counts only disks that are away`() {
        let now = night.adding(seconds: 50 * 3600 + 59)
        func age(_ disks: [(RotationState, Int64?)]) -> Int? {
            OffsiteAge.hours(
                of: disks.map { ($0.0, $0.1.map { night.adding(seconds: $0 * 3600) }) }, now: now)
        }
        #expect(age([]) == nil)
        #expect(age([(.done, 49), (.attached, 40), (.disturbed(.full, attached: true), 48)]) == nil)
        #expect(age([(.away, nil)]) == nil)
        #expect(age([(.done, 49), (.away, 0), (.away, 24)]) == 26)
        #expect(age([(.disturbed(.pulled, attached: false), 30), (.away, 0)]) == 20)
        #expect(age([(.away, 80)]) == 0)
    }

    @Test(arguments: [
        ("p1", "r1", ["s1", "s2"], BackupCode?.none), ("p2", "r1", ["s1", "s2"], .otherDisk),
        ("p1", "r2", ["s1", "s2"], .otherDisk),
        // A copy made before the newest night.
        ("p1", "r1", ["s1"], .clone), ("p1", "r1", [], .clone),
    ])
    func `a clone and another disk are told apart`(
        partition: String, repository: String, snapshots: [String], fault: BackupCode?
    ) {
        var target = target(1)
        #expect(DiskIdentity.fault(target, partition: "p1", repository: "r1", snapshots: []) == nil)
        target.lastSnapshot = "s2"
        #expect(
            DiskIdentity.fault(target, partition: partition, repository: repository, snapshots: Set(snapshots))
                == fault)
    }

    @Test func `a drill draws each document once, and all when there are few`() {
        var generator = SystemRandomNumberGenerator()
        let names = (0..<200).map { "\($0)" }
        let drawn = DrillChoice.choose(50, of: names, using: &generator)
        #expect(Set(drawn).count == 50)
        #expect(Set(drawn).isSubset(of: names))
        #expect(DrillChoice.choose(50, of: ["a", "b"], using: &generator) == ["a", "b"])
        #expect(DrillChoice.choose(50, of: [], using: &generator).isEmpty)
        // 200 documents, 50 drawn, 40 times: one that is never drawn is a bias of about 1 to 100,000.
        let often = (0..<40).reduce(into: Set<String>()) { all, _ in
            all.formUnion(DrillChoice.choose(50, of: names, using: &generator))
        }
        #expect(often.count == 200)
    }

    @Test func `codes of wrong bytes keep the check raised, others do not`() {
        let damaged: Set<BackupCode> = [.damaged, .verify, .drill, .nightDamaged, .remoteDamaged, .shareDamaged]
        for code in BackupCode.allCases {
            let parts = code.code.split(separator: "-")
            let isDamage = ["DAMAGE", "VERIFY", "DRILL"].contains { part in parts.contains { $0.hasPrefix(part) } }
            #expect(isDamage == damaged.contains(code), "\(code)")
        }
    }

    @Test func `the disk that comes next is away, and longest without a backup`() {
        func disk(_ number: Int, _ state: String, _ hours: Int64?) -> BackupTargetFact {
            var disk = BackupTargetFact(number: number, state: state)
            disk.lastSuccess = hours.map { night.adding(seconds: -$0 * 3600) }
            return disk
        }
        let disks = [disk(1, "away", 24), disk(2, "away", 72), disk(3, "done", 400), disk(4, "disturbed", nil)]
        #expect(BackupOrder.next(disks)?.number == 2)
        #expect(BackupOrder.next(disks + [disk(6, "away", nil), disk(5, "away", nil)])?.number == 5)
        #expect(BackupOrder.next([disk(3, "done", 1)]) == nil && BackupOrder.next([]) == nil)
    }

    @Test(arguments: [
        (Int64(10_801), false, false), (10_800, false, true), (60, false, true), (0, false, true),
        (-1, false, false), (3_600, true, false),
    ])
    func `three hours before the run a disk is asked for`(before: Int64, isReady: Bool, isDue: Bool) {
        let next = night.adding(seconds: before)
        #expect(EveningHint.isDue(now: night, next: next, isReady: isReady) == isDue)
        #expect(!EveningHint.isDue(now: night, next: nil, isReady: isReady))
    }

    @Test func `who keeps longer keeps all that shorter keeps, and never fewer than three nights`() {
        let kept = [BackupKeep.short, .usual, .long].map(Retention.init)
        for (less, more) in zip(kept, kept.dropFirst()) {
            #expect(less.daily <= more.daily && less.weekly <= more.weekly)
            #expect(less.monthly <= more.monthly && less.yearly <= more.yearly)
        }
        #expect(kept.allSatisfy { $0.last >= 3 && $0.daily >= 7 })
        #expect(BackupPlan.times.contains(BackupPlan().minute))
        #expect(BackupPlan(minute: 18 * 60 + 30).hourMinute == "18:30")
    }

    @Test(
        arguments: [
            (Int64(0), Int64(101), 1), (800, 901, 1), (800, 900, 16), (800, 201, 16), (800, 200, nil), (0, 100, nil),
        ] as [(Int64, Int64, Int?)])
    func `everything at once where there is room, else in sixteen slices`(bytes: Int64, free: Int64, slices: Int?) {
        #expect(FullDrillRule.slices(bytes: bytes, free: free, total: 1_000) == slices)
    }

    @Test func `a trial restore of everything is due every four weeks, the day after one that failed`() {
        #expect(FullDrillRule.isDue(last: nil, now: night))
        for (hours, code, isDue) in [
            (Int64(27 * 24), nil, false), (28 * 24 - 6, nil, true), (2, "BAK-DRILL", false), (18, "BAK-DRILL", true),
            (-23, nil, false), (-25, nil, true),
        ] as [(Int64, String?, Bool)] {
            let ended = night.adding(seconds: -hours * 3600)
            var last = DrillCertificate(.full, of: .disk(1), night: ended, began: ended, ended: ended)
            last.code = code
            #expect(FullDrillRule.isDue(last: last, now: night) == isDue, "\(hours)")
        }
    }
}
