import DatasafeCore
import FoundationEssentials
import Glibc
import Spawn
import Testing

@testable import Backup

/// Disks that vanish and engines that die in the middle.
@Suite(.serialized, .timeLimit(.minutes(10))) struct PullTests {
    @Test(arguments: engines)
    func `a disk pulled in a backup: message at once, engine dead, next plug-in goes on`(engine: String) async throws {
        let box = try TestBox(engine: engine, hindrance: .slowDisk)
        try await box.fill(documents: 4)
        let (keeper, plugs) = try await box.initialisedWithPlugs()
        try await box.fill(documents: 60, bytes: 100_000)
        try box.limit(300)
        box.pass(hours: 24)
        let run = Task { try await keeper.runNight() }
        try await box.wait("the engine") { try await box.engines().contains { $0.line.contains("backup --json") } }
        #expect(try box.fact().disks[0].state == "running")
        #expect(try box.fact().running?.step == "backup")
        try await Task.sleep(for: .milliseconds(700))

        let started = ContinuousClock.now
        box.facts.pull(1)
        await keeper.look()
        // The message does not wait for the engine.
        #expect(ContinuousClock.now - started < .seconds(1))
        #expect(try box.fact().disks[0].state == "disturbed")
        #expect(try box.fact().disks[0].code == "BAK-PULLED")
        #expect(try box.fact().running == nil)
        #expect(try box.fact().runs[0].code == "BAK-PULLED")
        let result = await run.result
        #expect(ContinuousClock.now - started < .seconds(3))
        #expect(throws: Refusal(.pulled, "1")) { try result.get() }
        #expect(try await box.engines().isEmpty)
        #expect(await keeper.job == nil)
        #expect(try box.fact().runs.count == 2)
        #expect(try box.fact().catchUp)

        // Plugged in again: the night is caught up, stale locks and half packs do not matter.
        try box.limit(0)
        var wakes = plugs.makeAsyncIterator()
        box.facts.plug(1)
        await keeper.look()
        #expect(try box.fact().disks[0].state == "attached")
        await wakes.next()
        await keeper.catchUp()
        #expect(try box.fact().disks[0].state == "done")
        #expect(try box.fact().runs[0].cause == "catch-up")
        let out = "\(box.root)/out"
        let ended = try await box.plain(
            engine, 1, password: TestBox.backupKeyText, ["restore", "latest", "--target", out])
        #expect(ended.succeeded)
        #expect(try await box.same(box.places.source, "\(out)\(box.places.source)"))
    }

    @Test(arguments: engines)
    func `an engine killed in a backup fails the run, the next one is whole`(engine: String) async throws {
        let box = try TestBox(engine: engine, hindrance: .slowDisk)
        try await box.fill(documents: 4)
        let keeper = try await box.initialised()
        try await box.fill(documents: 60, bytes: 100_000)
        try box.limit(300)
        box.pass(hours: 24)
        let run = Task { try await keeper.runNight() }
        try await box.wait("the engine") { try await box.engines().contains { $0.line.contains("backup --json") } }
        try await box.wait("its lock") { !Files.names(in: "\(box.places.repository(1))/locks").isEmpty }
        try await Task.sleep(for: .milliseconds(700))
        let victim = try #require(try await box.engines().first { $0.line.contains("backup --json") })

        // While it lives: no secret in its arguments, none in its environment.
        let target = try #require(await keeper.targets[1])
        let password = String(
            decoding: try Data(contentsOf: URL(filePath: box.places.password(target.repository))), as: UTF8.self)
        let visible = try await Spawn.run(
            Program(path: "/bin/cat", arguments: ["/proc/\(victim.pid)/cmdline", "/proc/\(victim.pid)/environ"]))
        #expect(visible.text.contains("--password-file=/proc/"))
        #expect(visible.text.split(separator: password).count == 1)
        #expect(!visible.text.contains("RESTIC_PASSWORD"))

        kill(victim.pid, SIGKILL)
        let result = await run.result
        #expect(throws: Refusal(.failed, "1")) { try result.get() }
        #expect(try box.fact().disks[0].code == "BAK-FAILED")
        #expect(!Files.names(in: "\(box.places.repository(1))/locks").isEmpty)

        try box.limit(0)
        _ = try await keeper.runNow { _ in }
        #expect(try box.fact().disks[0].state == "done")
        let check = try await box.plain(engine, 1, password: TestBox.backupKeyText, ["check", "--read-data"])
        #expect(check.succeeded, "\(check.lastWords)")
    }

    @Test func `pulled while a person looks at nights: let go, nothing stays in staging`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        _ = try await keeper.folder(BackupDeeds.ListFolder(place: .disk(1), night: night.id, folder: nil))
        #expect(!Files.names(in: box.places.staging).isEmpty)
        box.facts.pull(1)
        await keeper.look()
        await keeper.tidy()
        #expect(Files.names(in: box.places.staging).isEmpty)
        #expect(await keeper.looks.isEmpty)
        await #expect(throws: Refusal(.diskGone, "1")) { try await keeper.nights(in: .disk(1)) }
    }
}
