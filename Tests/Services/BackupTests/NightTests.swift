import DatasafeCore
import FoundationEssentials
import Spawn
import Testing

@testable import Backup

/// Whole nights with the real engine on folders of this machine.
@Suite(.serialized, .timeLimit(.minutes(10))) struct NightTests {
    @Test(arguments: engines)
    func `a disk is initialised, backed up and opens with either password`(engine: String) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 30)
        let keeper = try await box.keeper().keeper
        try await box.initialise(keeper, 1)
        let fact = try box.fact()
        #expect(fact.disks.map(\.state) == ["done"])
        #expect(fact.disks[0].lastFullRead != nil)
        #expect(fact.disks[0].nights == 1)
        #expect(fact.runs.map(\.step) == ["done"])
        #expect(fact.runs[0].cause == "first")
        #expect(fact.runs[0].files == 32 || fact.runs[0].files == 33)
        #expect(!fact.catchUp)
        #expect(box.storage.asked().last == "CloseBackupDisk")

        // Plain restic, the backup key as 128 hex digits; then the box's own password.
        let target = try #require(await keeper.targets[1])
        let password = String(
            decoding: try Data(contentsOf: URL(filePath: box.places.password(target.repository))), as: UTF8.self)
        for (index, text) in [TestBox.backupKeyText, password].enumerated() {
            let out = "\(box.root)/out\(index)"
            let ended = try await box.plain(engine, 1, password: text, ["restore", "latest", "--target", out])
            #expect(ended.succeeded, "\(ended.lastWords)")
            #expect(try await box.same(box.places.source, "\(out)\(box.places.source)"))
        }
        let wrong = try await box.plain(engine, 1, password: String(repeating: "0", count: 128), ["snapshots"])
        #expect(!wrong.succeeded)

        // What lies open on the first partition.
        let info = box.places.info(1)
        for name in ["LIESMICH.html", "restore.sh", "restic", "disk.json", "repo-config"] {
            #expect(Files.exists("\(info)/\(name)"), "\(name)")
        }
        #expect(Files.names(in: "\(info)/repo-keys").count == 2)
        let record = try JSONDecoder().decode(
            DiskRecord.self, from: Data(contentsOf: URL(filePath: "\(info)/disk.json")))
        #expect(record.snapshot == target.lastSnapshot)
        #expect(record.counter == 1)
        let modes = try FileManager.default.attributesOfItem(atPath: box.places.password(target.repository))
        #expect(modes[.posixPermissions] as? Int == 0o600)
        // Nothing of a drill stays behind.
        #expect(!Files.exists("\(box.places.scratch)/drill"))
    }

    @Test(arguments: engines)
    func `nights add up, an altered first partition is put right, history survives a restart`(
        engine: String
    ) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 5)
        let keeper = try await box.initialised()
        try Data("rm -rf /".utf8).write(to: URL(filePath: "\(box.places.info(1))/restore.sh"))
        try FileManager.default.removeItem(atPath: "\(box.places.info(1))/LIESMICH.html")
        try await box.fill(documents: 3)
        box.pass(hours: 24)
        try await keeper.runNight()
        let fact = try box.fact()
        #expect(fact.disks[0].nights == 2)
        #expect(fact.runs.map(\.cause) == ["timer", "first"])
        for name in ["restore.sh", "LIESMICH.html"] {
            let there = try Data(contentsOf: URL(filePath: "\(box.places.info(1))/\(name)"))
            #expect(there == (try Data(contentsOf: URL(filePath: "\(TestBox.handout)/\(name)"))))
        }
        // The night carries the moment of its snapshot.
        let nights = try await keeper.nights(in: .disk(1)).nights
        #expect(nights.map(\.at) == [box.outsides.now(), box.outsides.now().adding(seconds: -86_400)])

        let again = try await box.keeper().keeper
        let known = try box.fact()
        #expect(known.runs == fact.runs)
        #expect(known.disks[0].state == "done")
        #expect(known.disks[0].lastSuccess == fact.disks[0].lastSuccess)
        #expect(await again.targets[1]?.counter == 2)
        box.facts.pull(1)
        await again.look()
        #expect(try box.fact().disks[0].state == "away")
        box.pass(hours: 5)
        await again.publish()
        #expect(try box.fact().offsiteHours == 5)
    }

    @Test func `a restore that differs from the snapshot is no success`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 10)
        let keeper = try await box.initialised()
        let target = try #require(await keeper.targets[1])
        let snapshot = try #require(target.lastSnapshot)
        let access = Engine.Access(
            repository: box.places.repository(1), password: try await keeper.passwords.password(of: target.repository))
        let drill = Drill(engine: await keeper.engine, places: box.places, logger: box.outsides.logger)
        let good = try await drill.run(access, snapshot: snapshot)
        #expect(good.databases == 1)
        #expect(good.files >= 11)
        // The snapshot says something else than what was backed up.
        let shelf = try #require(Files.names(in: "\(box.places.source)/practice/blobs").first)
        let name = try #require(Files.names(in: "\(box.places.source)/practice/blobs/\(shelf)").first)
        try Data("other".utf8).write(to: URL(filePath: "\(box.places.source)/practice/blobs/\(shelf)/\(name)"))
        let failure = await #expect(throws: BackupFailure.self) {
            _ = try await drill.run(access, snapshot: snapshot)
        }
        #expect(failure?.code == .drill)
        #expect(!Files.exists("\(box.places.scratch)/drill"))
    }

    @Test func `an older copy of a disk and a foreign disk under its number are refused untouched`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 4)
        let keeper = try await box.initialised()
        try FileManager.default.copyItem(atPath: box.places.disk(1), toPath: "\(box.root)/copy")
        box.pass(hours: 24)
        try await keeper.runNight()
        try FileManager.default.removeItem(atPath: box.places.disk(1))
        try FileManager.default.moveItem(atPath: "\(box.root)/copy", toPath: box.places.disk(1))
        box.pass(hours: 24)
        await #expect(throws: Refusal(.clone, "1")) { try await keeper.runNight() }
        #expect(Files.names(in: "\(box.places.repository(1))/snapshots").count == 1)
        #expect(try box.fact().disks[0].code == "BAK-CLONE")

        // Same sticker, other partition: not this disk at all.
        box.facts.plug(1, partition: "part-9")
        await keeper.look()
        await #expect(throws: Refusal(.unknownDisk)) { try await keeper.runNow { _ in } }
    }

    @Test func `two disks, the oldest success first; one bad disk does not stop the other`() async throws {
        let box = try TestBox(hindrance: .slowMachine)
        try await box.fill(documents: 4)
        let keeper = try await box.initialised()
        box.pass(hours: 1)
        try await box.initialise(keeper, 2)
        box.pass(hours: 24)
        try await keeper.runNight()
        #expect(try box.fact().runs.prefix(2).map(\.target.number) == [2, 1])
        // An older copy of disk 1: nothing that heals.
        let nights = "\(box.places.repository(1))/snapshots"
        for name in Files.names(in: nights) where name == (await keeper.targets[1]?.lastSnapshot) {
            Files.remove("\(nights)/\(name)")
        }
        box.pass(hours: 24)
        await #expect(throws: Refusal(.clone, "1")) { try await keeper.runNight() }
        #expect(try box.fact().disks.map(\.state) == ["disturbed", "done"])
        #expect(try !box.fact().catchUp)
    }
}
