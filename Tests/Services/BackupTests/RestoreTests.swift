import Database
import DatasafeCore
import FoundationEssentials
import Spawn
import Synchronization
import Testing

@testable import Backup

@Suite(.serialized, .timeLimit(.minutes(10))) struct RestoreTests {
    @Test(arguments: engines)
    func `a folder of a night, and exactly the contents that are missing`(engine: String) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 6)
        let keeper = try await box.initialised()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        #expect(night.id.utf8.count == 8)
        let folder = try await keeper.folder(BackupDeeds.ListFolder(place: .disk(1), night: night.id, folder: nil))
        // Two pages of the practice service.
        #expect(folder.entries.map(\.id) == [1, 201])

        let blobs = try await box.database.read { db in try String.fetchAll(db, sql: "SELECT sha256 FROM document") }
        box.storage.state.withLock {
            $0.blobs = blobs.enumerated().map { NightBlob(sha256: $1, bytes: 20_000, stored: $0 >= 2) }
        }
        let outcome = try await keeper.restore(
            BackupDeeds.RestoreEntry(deed: "r", place: .disk(1), night: night.id, kind: "folder", id: 1, user: "u")
        ) { _ in }
        #expect(outcome.documents == 1)
        let taken = box.storage.state.withLock { $0.taken }
        // Readable for the group, nothing else beside them.
        let wanted = blobs.prefix(2).map { "practice/blobs/\($0.prefix(2))/\($0) 640" }
        let database = taken.filter { $0.hasPrefix("practice/practice.sqlite") }
        #expect(database.allSatisfy { $0.hasSuffix(" 640") })
        #expect(database.contains("practice/practice.sqlite 640"))
        #expect(Set(taken) == Set(wanted).union(database))
        #expect(Files.names(in: box.places.staging).isEmpty)
    }

    @Test func `everything, also when it is more than can be named`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 6)
        let keeper = try await box.initialised()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        let blobs = try await box.database.read { db in try String.fetchAll(db, sql: "SELECT sha256 FROM document") }
        box.storage.state.withLock {
            let more = (0..<4_000).map { NightBlob(sha256: "\($0)", bytes: 1, stored: false) }
            $0.blobs = blobs.map { NightBlob(sha256: $0, bytes: 1, stored: false) } + more
        }
        _ = try await keeper.restore(
            BackupDeeds.RestoreEntry(deed: "r", place: .disk(1), night: night.id, kind: "everything", id: 0, user: "u")
        ) { _ in }
        let taken = box.storage.state.withLock { $0.taken }
        #expect(taken.count { $0.contains("/blobs/") } == 6)
    }

    @Test func `what cannot be brought back is refused by name`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        func restore(_ night: String, kind: String = "everything") async throws {
            _ = try await keeper.restore(
                BackupDeeds.RestoreEntry(deed: "r", place: .disk(1), night: night, kind: kind, id: 0, user: "u")
            ) { _ in }
        }
        for wrong in ["00000000", "--target", "latest", "", "1", String(repeating: "a", count: 65)] {
            await #expect(throws: Refusal(.night, "1")) { try await restore(wrong) }
        }
        await #expect(throws: Refusal(.failed, "../x")) { try await restore(night.id, kind: "../x") }
        // More than the volume holds.
        box.storage.state.withLock {
            $0.blobs = [NightBlob(sha256: String(repeating: "a", count: 64), bytes: 1 << 60, stored: false)]
        }
        await #expect(throws: Refusal(.noSpace)) { try await restore(night.id) }
        // Not whole: never called complete.
        box.storage.state.withLock {
            $0.blobs = []
            $0.damaged = 1
        }
        await #expect(throws: Refusal(.nightDamaged, "1")) { try await restore(night.id) }
        #expect(Files.names(in: box.places.staging).isEmpty)
    }

    @Test(arguments: engines)
    func `the script on the disk brings everything back, by paper and by stick`(engine: String) async throws {
        let box = try TestBox(engine: engine)
        try await box.fill(documents: 5)
        let keeper = try await box.initialised()
        _ = try await keeper.nights(in: .disk(1))
        let script = "\(box.places.info(1))/restore.sh"

        // Typed from the paper copy: upper case, blanks and lines do not matter.
        let typed: String = stride(from: 0, to: 128, by: 32).map { start in
            let line = TestBox.backupKeyText.uppercased().dropFirst(start).prefix(32)
            return "\(line.prefix(16)) \(line.dropFirst(16))\n"
        }.joined()
        let byPaper = try await run(
            script, ["--type", "--repo", box.places.repository(1), "\(box.root)/paper"], input: typed)
        #expect(byPaper.succeeded, "\(String(decoding: byPaper.stderr, as: UTF8.self))")
        #expect(try await box.same(box.places.source, "\(box.root)/paper\(box.places.source)"))
        let documents = Files.names(in: "\(box.root)/paper/Dokumente/Röntgen2026")
        #expect(documents == (0..<5).map { "Befund \($0).pdf" })

        // From the stick, the first copy damaged.
        let stick = "\(box.root)/stick"
        try await makeStick(stick, role: 2, damageFirst: true)
        let byStick = try await run(
            script, ["--stick", stick, "--repo", box.places.repository(1), "\(box.root)/stick-out"], input: "")
        #expect(byStick.succeeded, "\(String(decoding: byStick.stderr, as: UTF8.self))")
        #expect(try await box.same(box.places.source, "\(box.root)/stick-out\(box.places.source)"))
        // The key is in no file.
        let traces = try await Spawn.run(
            Program(path: "/usr/bin/grep", arguments: ["-rl", TestBox.backupKeyText, box.root], timeout: .seconds(60)))
        #expect(traces.text.isEmpty)

        // A silver key, a wrong key, a folder with something in it, a night that is not there.
        try await makeStick(stick, role: 1, damageFirst: false)
        for (arguments, input) in [
            (["--stick", stick], ""), (["--type"], String(repeating: "0", count: 128) + "\n"), (["--type"], "abc\n"),
        ] {
            let wrong = try await run(
                script, arguments + ["--repo", box.places.repository(1), "\(box.root)/wrong"], input: input)
            #expect(wrong.exitCode == 1)
            #expect(!Files.exists("\(box.root)/wrong"))
        }
        let taken = try await run(
            script, ["--type", "--repo", box.places.repository(1), "\(box.root)/paper"], input: typed)
        #expect(taken.exitCode == 1)
        let noNight = try await run(
            script, ["--type", "--night", "00000000", "--repo", box.places.repository(1), "\(box.root)/none"],
            input: typed)
        #expect(noNight.exitCode == 1)
    }

    @Test(arguments: ["config", "keys"])
    func `the script helps itself when config or keys are lost`(lost: String) async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        _ = try await box.initialised()
        let repository = box.places.repository(1)
        Files.remove("\(repository)/\(lost)")
        let ended = try await box.script(["\(box.root)/out"])
        #expect(ended.succeeded, "\(String(decoding: ended.stderr, as: UTF8.self))")
        #expect(try await box.same(box.places.source, "\(box.root)/out\(box.places.source)"))
        #expect(!Files.exists("\(repository)/\(lost)"))
    }

    @Test func `the script never calls a damaged night complete`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 5)
        let keeper = try await box.initialised()
        // A night with one document more: it has a pack of its own, without the database.
        try await box.fill(documents: 1, bytes: 400_000, isListed: false)
        box.pass(hours: 24)
        try await keeper.runNight()
        _ = try await keeper.nights(in: .disk(1))
        // One document's pack is gone.
        let data = "\(box.places.repository(1))/data"
        let packs = Files.names(in: data).flatMap { shelf in
            Files.names(in: "\(data)/\(shelf)").map { "\(data)/\(shelf)/\($0)" }
        }
        let largest = try #require(
            packs.max {
                (try? Data(contentsOf: URL(filePath: $0)).count) ?? 0 < (try? Data(contentsOf: URL(filePath: $1)).count)
                    ?? 0
            })
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: largest)
        var bytes = try Data(contentsOf: URL(filePath: largest))
        for index in bytes.indices.dropLast(bytes.count / 2) { bytes[index] ^= 0x55 }
        try bytes.write(to: URL(filePath: largest))
        let ended = try await box.script(["\(box.root)/out"])
        #expect(ended.exitCode == 1)
        let words = String(decoding: ended.stderr, as: UTF8.self)
        // It got as far as bringing back.
        #expect(words.contains("bringing back") && words.contains("NOT COMPLETE"), "\(words)")
        #expect(!words.contains("DONE, complete"))
    }

    private func run(_ script: String, _ arguments: [String], input: String) async throws -> Ended {
        try await Spawn.run(
            Program(
                path: "/bin/sh", arguments: [script] + arguments, environment: ["PATH": "/usr/bin:/bin"],
                input: .bytes(Array(input.utf8)), timeout: .seconds(120)))
    }

    /// An image of a key stick's partition with the record in both places (storage design 3.2).
    private func makeStick(_ path: String, role: UInt8, damageFirst: Bool) async throws {
        var record = [UInt8](repeating: 0, count: 480)
        record.replaceSubrange(0..<8, with: Array("DSAFEKEY".utf8))
        record[8] = 1
        record[11] = 2
        record[12] = role
        record[13] = 1
        record.replaceSubrange(64..<128, with: TestBox.backupKey)
        let sum = try await Spawn.run(Program(path: "/usr/bin/sha256sum", input: .bytes(record))).text
        let digits = Array(sum.utf8.prefix(64))
        record += stride(from: 0, to: 64, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
        var stick = [UInt8](repeating: 0, count: 1 << 20)
        stick.replaceSubrange(0..<512, with: record)
        stick.replaceSubrange(524_288..<524_800, with: record)
        if damageFirst { stick[70] ^= 1 }
        try Data(stick).write(to: URL(filePath: path))
    }
}
