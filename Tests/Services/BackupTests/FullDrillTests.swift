import DatasafeCore
import FoundationEssentials
import Testing

@testable import Backup

/// All of a night, brought back for trial.
@Suite(.serialized, .timeLimit(.minutes(5))) struct FullDrillTests {
    private func full(_ box: TestBox) throws -> [DrillCertificate] {
        try box.fact().certificates.filter { $0.kind == .full }
    }

    @Test func `everything comes back and is certified, over a restart, and nothing of it stays`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 40, bytes: 4_000)
        let keeper = try await box.initialised()
        #expect(try box.fact().certificates.map(\.kind) == [.night])
        let steps = SeenSteps()
        _ = try await keeper.drillInFull(1) { await steps.add($0.step) }
        #expect(await steps.seen == ["drill-all"])
        let certificate = try #require(try full(box).first)
        #expect(certificate.isGood && certificate.target == .disk(1) && certificate.number == 2)
        #expect(certificate.files == 40 && certificate.bytes == 160_000 && certificate.databases == 1)
        #expect(certificate.restored == certificate.original && certificate.restored?.contents == 40)
        #expect(certificate.night == (try box.fact().disks[0].lastSuccess))
        #expect(!Files.exists("\(box.places.scratch)/drill-all"))
        // The disk is what it was before, and no run was added.
        #expect(try box.fact().disks[0].state == "done" && box.fact().running == nil && box.fact().runs.count == 1)
        let (again, _) = try await box.keeper()
        await again.publish()
        #expect(try full(box) == [certificate])
    }

    @Test func `a volume that is full takes it slice by slice, or not at all`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 40, bytes: 4_000)
        let keeper = try await box.initialised()
        let target = try #require(await keeper.targets[1])
        let seen = SeenSteps()
        func drill(free: Int64) async throws -> FullDrill.Outcome {
            let drill = FullDrill(
                engine: await keeper.engine, places: box.places,
                space: { _ in (free, 1_000_000) }, report: { await seen.add("\($0.done)") })
            return try await drill.run(try await keeper.access(to: target), snapshot: target.lastSnapshot ?? "")
        }
        // Room for a tenth of the volume and twice a sixteenth of 160,000 bytes.
        let outcome = try await drill(free: 120_100)
        #expect(outcome.contents.right == 40 && outcome.contents.bytes == 160_000)
        #expect(await seen.seen.count > 8)
        let failure = await #expect(throws: BackupFailure.self) { _ = try await drill(free: 119_900) }
        #expect(failure?.code == .noSpace)
        #expect(!Files.exists("\(box.places.scratch)/drill-all"))
    }

    @Test func `what is missing, wrong or different is no good drill, and says so until one is`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 12, bytes: 4_000)
        let keeper = try await box.initialised()
        // The snapshot has one content more than the disk.
        let extra = "\(box.places.source)/practice/blobs/ab/\(String(repeating: "ab", count: 32))"
        try FileManager.default.createDirectory(
            atPath: "\(box.places.source)/practice/blobs/ab", withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: extra))
        await #expect(throws: Refusal(.drill, "1")) { try await keeper.drillInFull(1) }
        #expect(try full(box).map(\.code) == ["BAK-DRILL"])
        #expect(try box.fact().lastFullDrill == nil)
        Files.remove(extra)
        // What the practice itself lacks is no fault of the backup.
        try Data(String(repeating: "0f", count: 32).utf8).write(to: URL(filePath: "\(box.root)/inspector-absent"))
        _ = try await keeper.drillInFull(1)
        #expect(try full(box).map(\.isGood) == [true, false])
        Files.remove("\(box.root)/inspector-absent")
        // Practice data that its own code cannot read.
        try Data().write(to: URL(filePath: "\(box.root)/inspector-fails"))
        await #expect(throws: Refusal(.drill, "1")) { try await keeper.drillInFull(1) }
        Files.remove("\(box.root)/inspector-fails")
        // Wrong bytes on the disk.
        let packs = box.packs(1)
        try box.flip(try #require(packs.first))
        await #expect(throws: Refusal(.nightDamaged, "1")) { try await keeper.drillInFull(1) }
        try box.flip(try #require(packs.first))
        _ = try await keeper.drillInFull(1)
        #expect(try full(box).map(\.isGood) == [true, false, false, true, false])
        #expect(!Files.exists("\(box.places.scratch)/drill-all"))
    }

    @Test func `once a month by itself, after the night; a disk that is pulled ends it without harm`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 6, bytes: 4_000)
        let keeper = try await box.initialised()
        await keeper.runWhenDue()
        box.pass(hours: 24)
        await keeper.runWhenDue()
        #expect(try full(box).map(\.isGood) == [true])
        box.pass(hours: 24)
        await keeper.runWhenDue()
        #expect(try full(box).count == 1)
        box.pass(hours: 27 * 24)
        // Pulled in the middle.
        try Data().write(to: URL(filePath: "\(box.root)/inspector-waits"))
        let run = Task { await keeper.runWhenDue() }
        try await box.wait("the drill") { try box.fact().running?.step == "drill-all" }
        #expect(try box.fact().disks[0].state == "attached")
        box.facts.pull(1)
        await keeper.look()
        await run.value
        #expect(try full(box).count == 1 && box.fact().running == nil)
        #expect(try box.fact().disks[0].state == "away")
        #expect(await keeper.job == nil)
    }

    @Test func `only of a night that there is something to compare with`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        await #expect(throws: Refusal(.diskGone, "2")) { try await keeper.drillInFull(2) }
        box.facts.pull(1)
        await keeper.look()
        box.facts.plug(1)
        await keeper.look()
        await #expect(throws: Refusal(.noFreshNight, "1")) { try await keeper.drillInFull(1) }
        #expect(try full(box).isEmpty)
    }
}
