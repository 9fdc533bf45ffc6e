import DatasafeCore
import FoundationEssentials
import Spawn
import Testing

@testable import Backup

/// Wrong bytes on a disk: found, never called good, and made whole again from the living data.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HealTests {
    @Test(arguments: engines)
    func `a flipped bit is found and healed, an engine that cannot heal never calls it good`(
        engine: String
    ) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 20)
        let keeper = try await box.initialised()
        let success = try box.fact().disks[0].lastSuccess
        try await box.keepCopyOfSource("first")
        try box.flip(try #require(box.packs(1).first))
        try await box.fill(documents: 2, isListed: false)
        box.pass(hours: 24)
        if try await TestBox.heals(engine) {
            let steps = SeenSteps()
            try await keeper.runNight { await steps.add($0.step) }
            #expect(await steps.seen.contains("heal"))
            #expect(try box.fact().disks[0].state == "done")
            #expect(await keeper.targets[1]?.damages == 1)
            #expect(await keeper.targets[1]?.isSuspect == nil)
            // The old night is whole too.
            let nights = try await keeper.nights(in: .disk(1)).nights
            // And this one stands there once, though it was backed up twice.
            #expect(try nights.count == 2 && box.fact().disks[0].nights == 2)
            let out = "\(box.root)/old"
            let old = try #require(nights.last)
            let ended = try await box.plain(
                engine, 1, password: TestBox.backupKeyText, ["restore", old.id, "--target", out])
            #expect(ended.succeeded, "\(ended.lastWords)")
            #expect(try await box.same("\(box.root)/first", "\(out)\(box.places.source)"))
            let check = try await box.plain(engine, 1, password: TestBox.backupKeyText, ["check", "--read-data"])
            #expect(check.succeeded, "\(check.lastWords)")
            #expect(!Files.exists("\(box.places.scratch)/heal"))
        } else {
            await #expect(throws: Refusal(.verify, "1")) { try await keeper.runNight() }
            let fact = try box.fact()
            #expect(fact.disks[0].state == "disturbed")
            #expect(fact.disks[0].code == "BAK-VERIFY")
            #expect(fact.disks[0].lastSuccess == success)
            #expect(fact.runs[0].step == "failed")
            #expect(fact.catchUp)
            #expect(await keeper.targets[1]?.damages == 1)
            #expect(await keeper.targets[1]?.isSuspect == true)
        }
    }

    @Test(arguments: engines)
    func `what today's data does not have any more leaves the old nights, the rest is whole`(
        engine: String
    ) async throws {
        guard try await TestBox.heals(engine) else { return try await cannotHeal(engine) }
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 1, bytes: 400_000)
        let keeper = try await box.initialised()
        // The only document is deleted for good, then its pack breaks.
        try FileManager.default.removeItem(atPath: "\(box.root)/data/practice/blobs")
        try FileManager.default.createDirectory(
            atPath: "\(box.root)/data/practice/blobs", withIntermediateDirectories: true)
        try box.flip(try #require(box.packs(1).first))
        try await box.fill(documents: 2)
        box.pass(hours: 24)
        try await keeper.runNight()
        #expect(try box.fact().disks[0].state == "done")
        let check = try await box.plain(engine, 1, password: TestBox.backupKeyText, ["check", "--read-data"])
        #expect(check.succeeded, "\(check.lastWords)")
        let out = "\(box.root)/out"
        let ended = try await box.plain(
            engine, 1, password: TestBox.backupKeyText, ["restore", "latest", "--target", out])
        #expect(ended.succeeded, "\(ended.lastWords)")
        #expect(try await box.same(box.places.source, "\(out)\(box.places.source)"))
    }

    private func cannotHeal(_ engine: String) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        try box.flip(try #require(box.packs(1).first))
        box.pass(hours: 24)
        for _ in 0..<2 {
            await #expect(throws: Refusal(.verify, "1")) { try await keeper.runNight() }
        }
    }

    @Test(arguments: engines, ["config", "config gone", "keys", "keys gone"])
    func `config and keys come back from the first partition`(engine: String, damage: String) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 3)
        let keeper = try await box.initialised()
        let repository = box.places.repository(1)
        let victims =
            damage.hasPrefix("config")
            ? ["\(repository)/config"] : Files.names(in: "\(repository)/keys").map { "\(repository)/keys/\($0)" }
        for victim in victims {
            if damage.hasSuffix("gone") { Files.remove(victim) } else { try box.flip(victim) }
        }
        box.pass(hours: 24)
        try await keeper.runNight()
        #expect(try box.fact().disks[0].state == "done")
        let check = try await box.plain(engine, 1, password: TestBox.backupKeyText, ["check", "--read-data"])
        #expect(check.succeeded, "\(check.lastWords)")
    }

    @Test func `copies of another repository are never put back`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let record = "\(box.places.info(1))/disk.json"
        let text = String(decoding: try Data(contentsOf: URL(filePath: record)), as: UTF8.self)
        let id = try #require(await keeper.targets[1]?.repository)
        let other = text.split(separator: id, omittingEmptySubsequences: false).joined(separator: String(id.reversed()))
        try Data(other.utf8).write(to: URL(filePath: record))
        Files.remove("\(box.places.repository(1))/config")
        await #expect(throws: Refusal(.noRepository, "1")) { try await keeper.runNight() }
        #expect(!Files.exists("\(box.places.repository(1))/config"))
    }

    @Test func `a reading on request finds it, keeps the night owed and shows as a run meanwhile`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 4)
        let keeper = try await box.initialised()
        let states = SeenSteps()
        _ = try await keeper.verify(1) { _ in
            await states.add((try? box.fact().disks[0].state) ?? "?")
            await states.add((try? box.fact().running?.step) ?? "?")
        }
        #expect(await states.seen.contains("verifying"))
        #expect(try box.fact().disks[0].state == "done")
        #expect(try box.fact().running == nil)
        #expect(try box.fact().runs.map(\.cause) == ["first"])
        try box.flip(try #require(box.packs(1).first))
        box.pass(hours: 1)
        await #expect(throws: Refusal(.verify, "1")) { try await keeper.verify(1) { _ in } }
        #expect(try box.fact().disks[0].code == "BAK-VERIFY")
        #expect(try box.fact().runs.map(\.code) == ["BAK-VERIFY", nil])
        #expect(await keeper.job == nil)
    }
}

/// Each word once, in order.
actor SeenSteps {
    private(set) var seen: [String] = []
    func add(_ step: String) { if seen.last != step { seen.append(step) } }
}
