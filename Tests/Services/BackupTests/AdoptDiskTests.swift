import BackupFormats
import DatasafeCore
import FoundationEssentials
import Synchronization
import Testing

@testable import Backup

/// A disk of a box that is no more, and the practice as it was in one of its nights.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AdoptDiskTests {
    private static let ownKey = TestBox.backupKey.map { $0 ^ 0x55 }
    private static let ownText = ownKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()

    /// A box with a disk that has nights, and then another box: no ledger, no passwords, another name and another key.
    private func other() async throws -> (box: TestBox, keeper: BackupKeeper, old: String) {
        let box = try TestBox()
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        _ = try await keeper.choose(.init(deed: "", minute: 19 * 60, keep: .long, user: "u"))
        box.pass(hours: 24)
        _ = try await keeper.runNow { _ in }
        let repository = try #require(await keeper.targets[1]?.repository)
        let shelf = try String(contentsOf: URL(filePath: box.places.password(repository)), encoding: .utf8)
        forget(box)
        box.facts.name("0therbox")
        box.storage.state.withLock { $0.key = Self.ownKey }
        return (box, try await box.keeper().keeper, shelf)
    }

    private func forget(_ box: TestBox) {
        for name in Files.names(in: "\(box.root)/state") { Files.remove("\(box.root)/state/\(name)") }
        for name in Files.names(in: box.places.secrets) where name != "scratch" {
            Files.remove("\(box.places.secrets)/\(name)")
        }
    }

    private func opens(_ box: TestBox, _ text: String) async throws -> Bool {
        let access = Engine.Access(repository: box.places.repository(1), password: Secret(text: text))
        do {
            _ = try await Engine(program: box.engine, scratch: box.places.scratch, logger: box.outsides.logger)
                .repositoryID(access)
            return true
        } catch let failure as BackupFailure where failure.code == .password {
            return false
        }
    }

    private let deed = BackupDeeds.AdoptDisk(deed: "a", disk: "usb-1", user: "u")

    @Test func `with the old key in, all nights are the new box's, and the old box opens nothing`() async throws {
        let (box, keeper, old) = try await other()
        #expect(try await opens(box, old))
        await #expect(throws: Refusal(.strangeKey, "1")) { _ = try await keeper.adopt(deed, typed: nil) { _ in } }
        #expect(await keeper.targets.isEmpty && box.storage.asked().last == "CloseBackupDisk")
        box.storage.state.withLock { $0.strangeKey = TestBox.backupKey }
        _ = try await keeper.adopt(deed, typed: nil) { _ in }
        let disk = try #require(try box.fact().disks.first)
        #expect(disk.number == 1 && disk.nights == 2 && disk.state == "attached" && disk.hasStrangeKey == nil)
        #expect(try await keeper.nights(in: .disk(1)).nights.count == 2)
        // What the practice had chosen comes along.
        #expect(try box.fact().plan == BackupPlan(minute: 19 * 60, keep: .long))
        #expect(try await opens(box, TestBox.backupKeyText))
        #expect(try await opens(box, Self.ownText))
        #expect(try await !opens(box, old))
        // The next night goes on where the others ended, under their name, and reads everything.
        _ = try await keeper.runNow { _ in }
        let target = try #require(await keeper.targets[1])
        #expect(target.nights == 3 && target.host == "0badcafe" && target.isSuspect != true)
        #expect(target.lastFullRead != nil)
        // It is known over a restart, and as ours.
        let again = try await box.keeper().keeper
        await #expect(throws: Refusal(.ours, "1")) { _ = try await again.adopt(deed, typed: nil) { _ in } }
        _ = try await again.runNow { _ in }
    }

    @Test func `a newest night that is missing there is said, and the rest is taken over`() async throws {
        let (box, keeper, _) = try await other()
        let folder = "\(box.places.repository(1))/snapshots"
        let info = InfoPartition(folder: box.places.info(1), places: box.places, logger: box.outsides.logger)
        let newest = try #require(info.record?.snapshot)
        try FileManager.default.removeItem(atPath: "\(folder)/\(newest)")
        box.storage.state.withLock { $0.strangeKey = TestBox.backupKey }
        let done = try await keeper.adopt(deed, typed: nil) { _ in }
        #expect(done.outcome == BackupDeeds.AdoptDisk.older)
        let disk = try #require(try box.fact().disks.first)
        #expect(disk.nights == 1 && disk.damages == 1 && disk.state == "attached")
        // Said once: the disk knows its nights anew.
        forget(box)
        let again = try await box.keeper().keeper
        #expect(try await again.adopt(deed, typed: Secret(bytes: TestBox.backupKey)) { _ in }.outcome == "done")
    }

    @Test func `a disk whose number is taken gets another one, once a key has opened it`() async throws {
        let (box, keeper, _) = try await other()
        // This box has begun a disk 1 of its own; the other one is put away meanwhile.
        box.facts.pull(1)
        for tail in ["", "-info"] {
            try FileManager.default.moveItem(
                atPath: "\(box.places.disk(1))\(tail)", toPath: "\(box.root)/aside\(tail)")
        }
        try await box.initialise(keeper, 1)
        box.facts.pull(1)
        for tail in ["", "-info"] {
            try FileManager.default.moveItem(
                atPath: "\(box.places.disk(1))\(tail)", toPath: "\(box.root)/own\(tail)")
            try FileManager.default.moveItem(
                atPath: "\(box.root)/aside\(tail)", toPath: "\(box.places.disk(1))\(tail)")
        }
        var strange = BackupDiskFact(
            id: "usb-x", model: "M", serial: "S", bytes: 1, kind: "known", content: "datasafe")
        (strange.number, strange.partition) = (1, "part-4")
        box.facts.plug(strange)
        await keeper.look()
        box.storage.state.withLock { $0.strangeKey = TestBox.backupKey }
        await #expect(throws: Refusal(.numberTaken, "1")) {
            _ = try await keeper.adopt(.init(deed: "b", disk: "usb-x", user: "u"), typed: nil) { _ in }
        }
        box.storage.state.withLock { $0.strangeKey = nil }
        await #expect(throws: Refusal(.strangeKey, "1")) {
            _ = try await keeper.adopt(.init(deed: "c", disk: "usb-x", number: 4, user: "u"), typed: nil) { _ in }
        }
        #expect(box.facts.number(of: "usb-x") == 1)
        box.storage.state.withLock { $0.strangeKey = TestBox.backupKey }
        _ = try await keeper.adopt(.init(deed: "d", disk: "usb-x", number: 4, user: "u"), typed: nil) { _ in }
        let targets = await keeper.targets
        #expect(targets[4]?.nights == 2 && targets[1]?.nights == 1)
        let info = InfoPartition(folder: box.places.info(4), places: box.places, logger: box.outsides.logger)
        #expect(info.record?.number == 4)
        #expect(try await keeper.nights(in: .disk(4)).nights.count == 2)
    }

    @Test func `typed from paper, the own key follows with its drill`() async throws {
        let (box, keeper, _) = try await other()
        await #expect(throws: Refusal(.paper)) {
            _ = try await keeper.adopt(deed, typed: Secret(bytes: [1, 2, 3])) { _ in }
        }
        await #expect(throws: Refusal(.strangeKey, "1")) {
            _ = try await keeper.adopt(deed, typed: Secret(bytes: Self.ownKey)) { _ in }
        }
        box.storage.state.withLock { $0.keyIsPlugged = false }
        _ = try await keeper.adopt(deed, typed: Secret(bytes: TestBox.backupKey)) { _ in }
        #expect(try box.fact().disks.first?.hasStrangeKey == true)
        #expect(try await !opens(box, Self.ownText))
        box.storage.state.withLock { $0.keyIsPlugged = true }
        _ = try await keeper.drillKey { _ in }
        #expect(try box.fact().disks.first?.hasStrangeKey == nil)
        #expect(try await opens(box, Self.ownText))
        #expect(try await opens(box, TestBox.backupKeyText))
    }

    @Test func `a box that forgot its disks knows them by the password it still has`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        _ = try await box.initialised()
        for name in Files.names(in: "\(box.root)/state") { Files.remove("\(box.root)/state/\(name)") }
        box.storage.state.withLock { $0.keyIsPlugged = false }
        let keeper = try await box.keeper().keeper
        _ = try await keeper.adopt(deed, typed: nil) { _ in }
        #expect(try box.fact().disks.first?.nights == 1)
    }

    @Test func `cut off in the middle, the next try ends it`() async throws {
        let (box, keeper, _) = try await other()
        box.storage.state.withLock { $0.strangeKey = TestBox.backupKey }
        // The first partition cannot be written: the last step fails.
        let info = box.places.info(1)
        try FileManager.default.moveItem(atPath: info, toPath: "\(info)-away")
        try Data().write(to: URL(filePath: info))
        await #expect(throws: Refusal.self) { _ = try await keeper.adopt(deed, typed: nil) { _ in } }
        #expect(await keeper.targets.isEmpty)
        Files.remove(info)
        try FileManager.default.moveItem(atPath: "\(info)-away", toPath: info)
        _ = try await keeper.adopt(deed, typed: nil) { _ in }
        #expect(try await keeper.nights(in: .disk(1)).nights.count == 2)
        _ = try await keeper.runNow { _ in }
    }

    @Test func `a number that another disk has, and a disk that is not there`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 1)
        let keeper = try await box.initialised()
        box.facts.pull(1)
        box.facts.plug(
            {
                var disk = BackupDiskFact(
                    id: "usb-x", model: "M", serial: "S", bytes: 1, kind: "known", content: "datasafe")
                disk.number = 1
                disk.partition = "part-x"
                return disk
            }())
        let strange = BackupDeeds.AdoptDisk(deed: "a", disk: "usb-x", user: "u")
        await #expect(throws: Refusal(.numberTaken, "1")) { _ = try await keeper.adopt(strange, typed: nil) { _ in } }
        let gone = BackupDeeds.AdoptDisk(deed: "a", disk: "usb-7", user: "u")
        await #expect(throws: Refusal(.diskGone)) { _ = try await keeper.adopt(gone, typed: nil) { _ in } }
    }

    // MARK: The practice of a night

    @Test func `the practice becomes a night after today was held fast, also while somebody writes`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        let whole = BackupDeeds.RestorePractice(deed: "w", place: .disk(1), night: night.id, gaps: false, user: "u")
        box.storage.state.withLock { $0.writers = 3 }
        let outcome = try await keeper.restorePractice(whole) { _ in }
        #expect(outcome.documents == 7 && outcome.users == 2)
        let (became, asked) = box.storage.state.withLock { ($0.became, $0.asked) }
        #expect(became.map(\.after) == [5, 6, 7, 8] && became.allSatisfy { $0.night == "1/\(night.id)" })
        // Each try after a snapshot of its own.
        #expect(asked.suffix(2) == ["TakeSnapshot", "BecomeNight"])
        let steps = asked.filter { ["TakeSnapshot", "BecomeNight"].contains($0) }.suffix(8)
        #expect(steps.count { $0 == "TakeSnapshot" } == 4)
        #expect(Files.names(in: box.places.staging).isEmpty)
    }

    @Test func `gaps need a person's yes; without a snapshot or quiet nothing is done`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        func restore(gaps: Bool = false) async throws {
            _ = try await keeper.restorePractice(
                BackupDeeds.RestorePractice(deed: "w", place: .disk(1), night: night.id, gaps: gaps, user: "u")
            ) { _ in }
        }
        box.storage.state.withLock { $0.damaged = 4 }
        await #expect(throws: Refusal(.nightGaps, "4")) { try await restore() }
        box.storage.state.withLock { $0.failSnapshot = true }
        await #expect(throws: Refusal(.snapshot)) { try await restore(gaps: true) }
        #expect(box.storage.state.withLock { $0.became.isEmpty })
        box.storage.state.withLock {
            $0.failSnapshot = false
            $0.writers = 1000
        }
        await #expect(throws: Refusal(.atWork)) { try await restore(gaps: true) }
        box.storage.state.withLock { $0.writers = 0 }
        try await restore(gaps: true)
        #expect(box.storage.state.withLock { $0.became.last?.damaged } == 4)
    }
}
