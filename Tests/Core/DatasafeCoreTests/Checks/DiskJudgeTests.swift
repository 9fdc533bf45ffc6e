import DatasafeCore
import Testing

@Suite struct DiskJudgeTests {
    private func reallocated(_ count: Int, in box: inout QuietBox) {
        box.pass(600)
        for index in box.storage.disks.indices { box.storage.disks[index].smart?.at = box.time.wall }
        box.storage.disks[0].smart?.values["reallocated"] = count
    }

    @Test func `a disk that was bad at first sight is bad`() {
        var box = QuietBox()
        reallocated(3, in: &box)
        let samples = box.judge()
        #expect(samples.rises("disk.smart:d1") == .warn && samples.reason("disk.smart:d1") == "SMART-REALLOCATED")
        #expect(samples.rises("disk.smart:d2") == .ok)
    }

    @Test func `accepted values are silent, growth is not`() throws {
        var box = QuietBox()
        var board = CheckBoard()
        let smart = CheckID(.diskSmart, "d1")
        reallocated(3, in: &box)
        #expect(board.take(box.judge(), at: box.time).map(\.kind).contains(.raise))
        _ = try board.acknowledge(smart, at: box.time)
        box.memory.acknowledge(smart)
        reallocated(3, in: &box)
        #expect(board.take(box.judge(), at: box.time).isEmpty)
        #expect(board.states[smart]?.shown == .ok)
        reallocated(4, in: &box)
        #expect(board.take(box.judge(), at: box.time).map(\.kind) == [.raise])
    }

    @Test func `a swap clears the alarm and says so`() {
        var box = QuietBox()
        var board = CheckBoard()
        reallocated(300, in: &box)
        _ = board.take(box.judge(), at: box.time)
        #expect(board.states[CheckID(.diskSmart, "d1")]?.shown == .crit)
        box.storage.disks[0].id = "ata-Model_NEW"
        reallocated(0, in: &box)
        #expect(board.take(box.judge(), at: box.time).map(\.kind) == [.resolve, .swap, .swap])
        #expect(board.states[CheckID(.diskSmart, "d1")]?.shown == .ok)
    }

    @Test func `heat is a check of its own and follows the median of three`() {
        var box = QuietBox()
        for celsius in [36, 65, 65] {
            reallocated(0, in: &box)
            box.storage.disks[0].smart?.celsius = celsius
            _ = box.judge()
        }
        let samples = box.judge()
        #expect(samples.rises("disk.temp:d1") == .crit && samples.rises("disk.smart:d1") == .ok)
        #expect(samples[CheckID(.diskTemperature, "d2")]?.value == 36)
    }

    @Test func `no SMART is not applicable, a failed reading unknown, an old one unknown`() {
        var box = QuietBox()
        box.storage.disks[0].smart = nil
        box.storage.disks[1].smart?.readable = false
        #expect(box.judge().isNotApplicable("disk.smart:d1"))
        #expect(box.judge().isUnknown("disk.smart:d2"))
        var old = QuietBox()
        _ = old.judge()
        old.pass(2500)
        #expect(old.judge().isUnknown("disk.smart:d1"))
    }

    @Test func `the bay of a lost member is silent`() {
        var box = QuietBox()
        box.storage.array?.members[0].state = "lost"
        box.storage.disks[0].smart?.readable = false
        #expect(box.judge().reason("disk.smart:d1") == CheckReason.hidden.code)
    }
}
