import DatasafeCore
import FoundationEssentials
import Testing

@Suite struct RaidJudgeTests {
    @Test(arguments: [
        ("lost", 0, Severity.crit, "MEM-MISSING"), ("lost", 1, .warn, "MEM-MISSING"),
        ("unknown", 0, .crit, "MEM-UNKNOWN"), ("stale", 1, .crit, "MEM-STALE"), ("split", 1, .crit, "MEM-SPLIT"),
        ("insync", 1, .ok, ""), ("rebuilding", 1, .ok, ""),
    ])
    func `a member is judged by what is left`(state: String, left: Int, severity: Severity, code: String) {
        var box = QuietBox()
        box.storage.array?.members[1].state = state
        box.storage.array?.redundancyLeft = left
        let samples = box.judge()
        #expect(samples.rises("raid.members") == severity)
        #expect(samples.reason("raid.members") == code)
        if severity > .ok { #expect(samples[CheckID(.raidMembers)]?.value == 2) }
    }

    @Test func `never OK while nothing is left, whatever else the fact says`() {
        for action in ["idle", "resync", "recover", "check", "repair", "reshape", "rubbish"] {
            for state in ["insync", "rebuilding", "lost", "stale", "split", "unknown", "rubbish"] {
                for hasCheck in [true, false] {
                    var box = QuietBox()
                    box.storage.array?.redundancyLeft = 0
                    box.storage.array?.action = action
                    box.storage.array?.members[1].state = state
                    if !hasCheck { box.storage.array?.lastCheck = nil }
                    let rises = box.judge().rises("raid.redundancy") ?? .ok
                    let isFirst = action == "resync" && state == "insync" && !hasCheck
                    #expect(rises == (isFirst ? .warn : .crit), "\(action) \(state) \(hasCheck)")
                }
            }
        }
    }

    @Test func `a member that is only missing from the list is missing`() {
        var box = QuietBox()
        box.storage.array?.members.removeLast()
        box.storage.array?.redundancyLeft = 0
        #expect(box.judge().reason("raid.members") == "MEM-MISSING")
    }

    @Test func `a box that could not start tells storage's reason`() {
        var box = QuietBox()
        box.storage.state = .failed
        box.storage.array = nil
        box.storage.reason = Refusal(code: "MEM-NEWER-ABSENT")
        let samples = box.judge()
        #expect(samples.rises("raid.members") == .crit && samples.reason("raid.members") == "MEM-NEWER-ABSENT")
        #expect(samples.reason("raid.redundancy") == CheckReason.raidNotRunning.code)
    }

    @Test func `healed errors stay until a whole check has found no more`() {
        var box = QuietBox()
        _ = box.judge()
        box.storage.array?.members[0].correctedErrors = 3
        #expect(box.judge().rises("raid.errors:d1") == .warn)
        box.pass(60)
        box.storage.array?.action = "check"
        _ = box.judge()
        // This check finds more: it does not end clean.
        box.storage.array?.members[0].correctedErrors = 5
        _ = box.judge()
        box.pass(3600)
        box.storage.array?.action = "idle"
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.errors:d1") == .warn)
        #expect(box.judge()[CheckID(.raidErrors, "d1")]?.value == 5)
        // The next one is clean.
        box.storage.array?.action = "check"
        _ = box.judge()
        box.pass(3600)
        box.storage.array?.action = "idle"
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.errors:d1") == .ok)
        // A second time inside thirty days: replace.
        box.pass(86_400)
        box.storage.array?.members[0].correctedErrors = 6
        #expect(box.judge().reason("raid.errors:d1") == CheckReason.raidHealedAgain.code)
    }

    @Test func `a check that ended while nobody looked counts what it found`() {
        var box = QuietBox()
        _ = box.judge()
        box.pass(86_400)
        box.storage.array?.members[1].integrityErrors = 200
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.errors:d2") == .warn)
    }

    @Test func `counters that restart at zero neither hide old errors nor invent new ones`() {
        var box = QuietBox()
        box.storage.array?.members[0].correctedErrors = 7
        #expect(box.judge()[CheckID(.raidErrors, "d1")]?.value == 7)
        // A new boot counts from zero: nothing new.
        box.boot = "b002"
        box.storage.array?.members[0].correctedErrors = 0
        #expect(box.judge()[CheckID(.raidErrors, "d1")]?.value == 7)
        box.storage.array?.members[0].correctedErrors = 2
        #expect(box.judge()[CheckID(.raidErrors, "d1")]?.value == 9)
    }

    @Test func `a read that a disk refused is told, also where md heals it in a check without counting it`() {
        var box = QuietBox()
        _ = box.judge()
        box.storage.array?.action = "check"
        box.storage.array?.members[1].refusedReads = 10
        #expect(box.judge()[CheckID(.raidErrors, "d2")]?.value == 10)
        #expect(box.judge().reason("raid.errors:d2") == CheckReason.raidHealed.code)
        // The check that met them was not clean.
        box.pass(3600)
        box.storage.array?.action = "idle"
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.errors:d2") == .warn)
        // The service that counts was started anew and has read less of the log until now.
        box.storage.array?.members[1].refusedReads = 4
        #expect(box.judge()[CheckID(.raidErrors, "d2")]?.value == 10)
        box.storage.array?.action = "check"
        _ = box.judge()
        box.pass(3600)
        box.storage.array?.action = "idle"
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.errors:d2") == .ok)
    }

    @Test func `the same error, counted by the kernel and by md, is one`() {
        var box = QuietBox()
        _ = box.judge()
        box.storage.array?.members[0].refusedReads = 1
        box.storage.array?.members[0].correctedErrors = 8
        #expect(box.judge()[CheckID(.raidErrors, "d1")]?.value == 8)
    }

    @Test func `what a disk says while it goes is not about its sectors`() {
        var box = QuietBox()
        _ = box.judge()
        box.storage.array?.members[1].refusedReads = 10
        box.storage.array?.members[1].badBlocks = 2
        box.storage.array?.members[1].state = "lost"
        box.storage.array?.redundancyLeft = 0
        let samples = box.judge()
        #expect(samples[CheckID(.raidErrors, "d2")] == nil && samples.rises("raid.members") == .crit)
        // It comes back: its going is no error of its own.
        box.storage.array?.members[1].badBlocks = 0
        box.storage.array?.members[1].state = "insync"
        #expect(box.judge().rises("raid.errors:d2") == .ok)
    }

    @Test func `a check that did not read a disk does not call it clean`() {
        var box = QuietBox()
        box.storage.array?.members[1].refusedReads = 3
        #expect(box.judge().rises("raid.errors:d2") == .warn)
        box.storage.array?.members[1].state = "lost"
        _ = box.judge()
        box.pass(3600)
        box.storage.array?.lastCheck = box.time.wall
        _ = box.judge()
        box.storage.array?.members[1].state = "insync"
        #expect(box.judge()[CheckID(.raidErrors, "d2")]?.value == 3)
    }

    @Test func `what was remembered before refused reads were counted is still read`() throws {
        var box = QuietBox()
        box.storage.array?.members[0].correctedErrors = 7
        _ = box.judge()
        let kept = String(decoding: try JSONEncoder().encode(box.memory), as: UTF8.self)
        let old = kept.replacing(#/"refusals":\{[^}]*\},?/#, with: "").replacing(",}", with: "}")
        #expect(!old.contains("refusals"))
        box.memory = try JSONDecoder().decode(CheckMemory.self, from: Data(old.utf8))
        #expect(box.judge()[CheckID(.raidErrors, "d1")]?.value == 7)
    }

    @Test func `another disk in the bay has its own errors`() {
        var box = QuietBox()
        box.storage.array?.members[0].correctedErrors = 7
        _ = box.judge()
        box.storage.disks[0].id = "ata-Model_NEW"
        box.storage.array?.members[0].correctedErrors = 0
        #expect(box.judge().rises("raid.errors:d1") == .ok)
    }

    @Test func `mismatches count from the second check on`() {
        var box = QuietBox()
        _ = box.judge()
        box.storage.array?.mismatches = 128
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.scrub") == .ok)
        box.pass(86_400)
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().reason("raid.scrub") == CheckReason.raidMismatch.code)
        box.pass(86_400)
        box.storage.array?.mismatches = 0
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().rises("raid.scrub") == .ok)
    }

    @Test func `a mirror never checked is overdue 35 days after it was first seen`() {
        var box = QuietBox()
        box.storage.array?.lastCheck = nil
        #expect(box.judge().rises("raid.scrub") == .ok)
        box.pass(35 * 86_400)
        #expect(box.judge().rises("raid.scrub") == .warn)
    }

    @Test func `a file system never compared with its checksums is overdue as well, while it is open`() {
        var box = QuietBox()
        #expect(box.storage.volume?.lastScrub == nil && box.judge().rises("raid.scrub") == .ok)
        box.pass(35 * 86_400)
        box.storage.array?.lastCheck = box.time.wall
        #expect(box.judge().reason("raid.scrub") == "RAID-CHECK-OVERDUE")
        box.storage.state = .locked
        box.storage.volume = nil
        #expect(box.judge().rises("raid.scrub") == .ok)
    }

    @Test func `a place that cannot be healed is urgent, whatever a check says`() {
        var box = QuietBox()
        box.storage.array?.members[1].badBlocks = 2
        let samples = box.judge()
        #expect(samples.rises("raid.errors:d2") == .crit && samples.reason("raid.errors:d2") == "RAID-BAD-BLOCKS")
        #expect(samples.rises("raid.errors:d1") == .ok)
    }

    @Test func `the file system's own reading counts as md's does`() {
        var box = QuietBox()
        box.storage.volume?.lastScrub = box.time.wall.adding(seconds: -34 * 86_400)
        #expect(box.judge().rises("raid.scrub") == .ok)
        box.storage.volume?.lastScrub = box.time.wall.adding(seconds: -36 * 86_400)
        #expect(box.judge().reason("raid.scrub") == "RAID-CHECK-OVERDUE")
        box.storage.array?.progress = DeedProgress(step: "scrub", done: 1, of: 100)
        #expect(box.judge().rises("raid.scrub") == .ok)
        box.storage.array?.progress = nil
        box.storage.volume?.lastScrub = box.time.wall
        box.storage.volume?.uncorrectable = 3
        let samples = box.judge()
        #expect(samples.rises("raid.scrub") == .crit && samples[CheckID(.raidScrub)]?.value == 3)
    }
}
