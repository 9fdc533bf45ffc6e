import Testing

@testable import DatasafeCore

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

    @Test func `a USB case that says nothing raises nothing, and is not good`() {
        var box = QuietBox()
        var backup = BackupDiskFact(
            id: "usb-Case_1", model: "Case", serial: "1", bytes: 1, kind: "known", content: "datasafe")
        backup.number = 2
        var smart = SmartFact(.without(.bridge), at: box.time.wall)
        backup.smart = smart
        box.storage.backupDisks = [backup]
        for _ in 0..<20 {
            box.pass(600)
            smart.at = box.time.wall
            box.storage.backupDisks[0].smart = smart
            let samples = box.judge()
            #expect(samples.isNotApplicable("disk.smart:b2") && samples.reason("disk.smart:b2") == "SMART-BRIDGE")
        }
    }

    @Test func `a backup disk is judged under its number, and its baseline travels with it`() {
        var box = QuietBox()
        var backup = BackupDiskFact(
            id: "usb-Case_1", model: "Case", serial: "1", bytes: 1, kind: "known", content: "datasafe")
        backup.number = 2
        func plug(_ count: Int?) {
            box.pass(600)
            backup.smart = QuietBox.health(at: box.time.wall)
            backup.smart?.values["pending"] = count ?? 0
            box.storage.backupDisks = count == nil ? [] : [backup]
        }
        plug(4)
        #expect(box.judge().rises("disk.smart:b2") == .warn)
        box.memory.acknowledge(CheckID(.diskSmart, "b2"))
        plug(nil)
        #expect(box.judge()[CheckID(.diskSmart, "b2")] == nil)
        plug(4)
        #expect(box.judge().rises("disk.smart:b2") == .ok)
        plug(5)
        #expect(box.judge().rises("disk.smart:b2") == .warn)
        backup.number = nil
        plug(5)
        #expect(box.judge().keys.allSatisfy { $0.suffix?.first != "b" })
    }

    @Test func `a disk that changes its bay keeps its memory, and a returning one too`() {
        var box = QuietBox()
        reallocated(3, in: &box)
        _ = box.judge()
        box.memory.acknowledge(CheckID(.diskSmart, "d1"))
        let (first, second) = (box.storage.disks[0].id, box.storage.disks[1].id)
        (box.storage.disks[0].id, box.storage.disks[1].id) = (second, first)
        reallocated(0, in: &box)
        box.storage.disks[1].smart?.values["reallocated"] = 3
        var samples = box.judge()
        #expect(samples.rises("disk.smart:d1") == .ok && samples.rises("disk.smart:d2") == .ok)
        for index in 0..<50 {
            box.storage.disks[0].id = "ata-Stranger_\(index)"
            reallocated(0, in: &box)
            box.storage.disks[1].smart?.values["reallocated"] = 3
            _ = box.judge()
        }
        #expect(box.memory.disks.count <= 32)
        box.storage.disks[1].smart?.values["reallocated"] = 4
        box.pass(600)
        box.storage.disks[1].smart?.at = box.time.wall
        samples = box.judge()
        #expect(samples.rises("disk.smart:d2") == .warn)
    }

    @Test func `I/O errors with cable errors name the cable first`() {
        var box = QuietBox()
        _ = box.judge()
        box.pass(600)
        box.storage.kernel["io"] = 3
        for index in box.storage.disks.indices { box.storage.disks[index].smart?.at = box.time.wall }
        box.storage.disks[0].smart?.values["crc"] = 9
        box.storage.disks[0].smart?.values["pending"] = 2
        #expect(box.judge().reason("disk.smart:d1") == "SMART-CABLE")
    }

    @Test func `a counter that fell is kept as an event`() {
        var box = QuietBox()
        reallocated(9, in: &box)
        _ = box.judge()
        reallocated(2, in: &box)
        _ = box.judge()
        let events = box.memory.disk(at: "d1")?.events ?? []
        #expect(events.map(\.reason.code) == [.counterFell] && events.first?.at == box.time.wall)
        #expect(events.first?.reason.limit == 9 && events.first?.reason.value == 2)
    }

    @Test func `the bay of a lost member is silent`() {
        var box = QuietBox()
        box.storage.array?.members[0].state = "lost"
        box.storage.disks[0].smart?.readable = false
        #expect(box.judge().reason("disk.smart:d1") == CheckReason.hidden.code)
    }
}
