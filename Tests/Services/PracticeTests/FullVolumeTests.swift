import Database
import DatasafeCore
import FactFiles
import FoundationEssentials
import Glibc
import Seal
import Spawn
import Staging
import Testing

@testable import Practice

/// The store on a real btrfs that is full, or that the kernel switched to read-only. SIGBUS from a mapped file would end
/// this very process: that is the proof.
@Suite(.serialized, .enabled(if: BtrfsVolume.isPossible, "not run: needs root, loop devices and btrfs"))
struct FullVolumeTests {
    @Test func `full to the last block: nothing crashes, everything is refused by name, reading goes on`() async throws
    {
        let volume = try await BtrfsVolume(bytes: 400 << 20)
        do {
            try await fill(volume)
            try await volume.end()
        } catch {
            try await volume.end()
            throw error
        }
    }

    private func fill(_ volume: BtrfsVolume) async throws {
        let practice = try TestPractice(folder: "\(volume.folder)/box", isReal: true)
        let chef = try await practice.found()
        let row = try await practice.file(chef, "a.txt", [1, 2, 3])
        for name in Self.copies {
            let copy = "\(volume.folder)/\(name)"
            try await BtrfsVolume.run("/usr/bin/cp", ["-a", practice.folder, copy])
            // Opened and closed: no log is left.
            if name == "ended" { try TestPractice(folder: copy, isReal: true, isKept: true).host.pool.close() }
        }
        let big = try await practice.file(chef, "gross.bin", [UInt8](repeating: 7, count: 40 << 20))
        // Down to the reserve: documents are refused, before a byte is kept; the rest works.
        let first = volume.fill("first", leaving: 30 << 20)
        let before = practice.blobs
        #expect(await code { try await practice.file(chef, "b.txt", [4]) } == "DOC-FULL")
        #expect(practice.blobs == before)
        #expect(await code { try await practice.folder(chef, "Ordner") } == "-")
        // To the last block, which no service of ours does: nothing can be written, and nobody dies of it.
        volume.fill("last", leaving: 0)
        var refused: Set<String> = []
        for number in 0..<400 {
            refused.insert(await code { try await practice.folder(chef, "Ordner \(number)") })
            guard await code({ try await practice.read(chef, row.id) }) == "-" else {
                Issue.record("not readable on a full volume")
                break
            }
        }
        #expect(refused.subtracting(["-"]) == ["DOC-FULL"])
        var fact = PracticeFact()
        var walked = AuditWalk()
        let pulse = Pulse(
            host: practice.host, facts: FactWriter(folder: volume.facts, version: "0.0.0", now: { practice.now }),
            clock: ContinuousClock())
        await pulse.beat(&fact, &walked)
        #expect(!fact.storeWorks && fact.documents == 2 && fact.auditWhole)
        // Who finds the box like this can log in and look.
        let again = try await practice.logIn("chef")
        #expect(try await practice.read(again, row.id) == [1, 2, 3])
        // Neither does a start in such an hour fail: of a copy as a cut leaves it, and of one that was ended in order.
        try await startFull(volume, reading: row.id)
        volume.remove("last")
        // Deleting is what helps, and works within the reserve.
        try await practice.change(again, "document", big.id, "bin")
        try await practice.change(again, "document", big.id, "erase")
        volume.remove("first")
        _ = first
        for name in Self.copies {
            // With room again it is opened for writing.
            let again = try TestPractice(folder: "\(volume.folder)/\(name)", isReal: true)
            #expect(await code { try await again.folder(try await again.logIn("chef"), "Ordner") } == "-")
            try again.host.pool.close()
        }
        #expect(await code { try await practice.file(again, "b.txt", [4]) } == "-")
        await pulse.beat(&fact, &walked)
        #expect(fact.storeWorks && fact.documents == 2 && fact.auditWhole)
        #expect(await practice.auditFault() == nil)
        try practice.host.pool.close()
    }

    private static let copies = ["cut", "ended"]

    private func startFull(_ volume: BtrfsVolume, reading document: Int) async throws {
        for name in Self.copies {
            let shut = try TestPractice(folder: "\(volume.folder)/\(name)", isReal: true, isKept: true)
            // Opening for writing writes, and there is no room for that.
            #expect(shut.host.pool.configuration.readonly, "\(name)")
            let session = try await shut.logIn("chef")
            #expect(try await shut.read(session, document) == [1, 2, 3])
            #expect(await code { try await shut.folder(session, "Ordner") } == "DOC-FULL")
            #expect(await code { try await shut.logIn("chef", "falsch") } == "USR-WRONG")
            #expect(!shut.host.mayOpenAnew)
            try shut.host.pool.close()
        }
    }

    @Test
    func `switched to read-only: log-in and reading work, the rest is refused by name, a new start does not fail`()
        async throws
    {
        let volume = try await BtrfsVolume(bytes: 400 << 20)
        do {
            try await turnReadOnly(volume)
            try await volume.end()
        } catch {
            try await volume.end()
            throw error
        }
    }

    private func turnReadOnly(_ volume: BtrfsVolume) async throws {
        let home = "\(volume.folder)/box"
        let practice = try TestPractice(folder: home, isReal: true)
        let chef = try await practice.found()
        let row = try await practice.file(chef, "a.txt", [1, 2, 3])
        try await BtrfsVolume.run("/usr/bin/sync", [])
        // The process is gone, its files are as a cut leaves them: the log is not folded in.
        let copy = "\(volume.folder)/copy"
        try await BtrfsVolume.run("/usr/bin/cp", ["-a", home, copy])
        try practice.host.pool.close()
        try await volume.remountReadOnly()
        // Ended in order before: no log is left.
        let whole = try TestPractice(folder: home, isReal: true)
        let reader = try await whole.logIn("chef")
        #expect(try await whole.read(reader, row.id) == [1, 2, 3])
        try? whole.host.pool.close()
        let shut = try TestPractice(folder: copy, isReal: true)
        let session = try await shut.logIn("chef")
        #expect(try await shut.read(session, row.id) == [1, 2, 3])
        #expect(try await shut.list(session) == ["a.txt"])
        #expect(await code { try await shut.folder(session, "Ordner") } == "DOC-READ-ONLY")
        #expect(
            await code {
                try await shut.host.answer(
                    PracticeDeeds.FileDocument(
                        session: session, folder: nil, name: "b.txt", staged: StagedName().text, bytes: 1))
            } == "DOC-READ-ONLY")
        #expect(await code { try await shut.change(session, "document", row.id, "bin") } == "DOC-READ-ONLY")
        var fact = PracticeFact()
        var walked = AuditWalk()
        let pulse = Pulse(
            host: shut.host, facts: FactWriter(folder: volume.facts, version: "0.0.0", now: { shut.now }),
            clock: ContinuousClock())
        await pulse.beat(&fact, &walked)
        #expect(!fact.storeWorks && fact.documents == 1 && fact.auditWhole)
        try? shut.host.pool.close()
        _ = chef
    }
}

/// A small btrfs of its own in a file.
final class BtrfsVolume: Sendable {
    let folder: String
    /// A folder that can always be written.
    let facts: String
    private let image: String
    private let device: String

    static let isPossible =
        geteuid() == 0 && access("/usr/sbin/mkfs.btrfs", X_OK) == 0 && access("/dev/loop-control", W_OK) == 0
        && ((try? String(contentsOfFile: "/proc/filesystems", encoding: .utf8))?.contains("btrfs") ?? false)

    @discardableResult
    static func run(_ path: String, _ arguments: [String]) async throws -> String {
        let ended = try await Spawn.run(Program(path: path, arguments: arguments, timeout: .seconds(60)))
        guard ended.exitCode == 0 else { throw Failed(what: "\(path) \(arguments): \(ended.lastWords)") }
        return ended.text
    }

    struct Failed: Error { var what: String }

    init(bytes: Int64) async throws {
        folder = "/tmp/datasafe-volume-\(Token.uuid())"
        image = folder + ".raw"
        facts = folder + "-facts"
        for made in [folder, facts] {
            try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
        }
        try await Self.run("/usr/bin/truncate", ["-s", "\(bytes)", image])
        device = String(
            try await Self.run("/usr/sbin/losetup", ["-f", "--show", image]).prefix { !$0.isWhitespace })
        try await Self.run("/usr/sbin/mkfs.btrfs", ["-q", "-f", "-d", "single", "-m", "dup", device])
        try await Self.run("/usr/bin/mount", ["-t", "btrfs", "-o", "noatime", device, folder])
    }

    /// Writes a file of zeros until only so much is left. Returns its size.
    @discardableResult
    func fill(_ name: String, leaving rest: Int64) -> Int {
        let descriptor = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        var written = 0
        while true {
            if rest > 0, let space = try? VolumeSpace(exactlyOf: folder), space.free <= rest { return written }
            let count = write(descriptor, piece, piece.count)
            if count > 0 {
                written += count
                continue
            }
            guard rest == 0, piece.count > 4096 else { return written }
            piece = [UInt8](repeating: 0, count: 4096)
        }
    }

    func remove(_ name: String) {
        unlink("\(folder)/\(name)")
        sync()
    }

    func remountReadOnly() async throws { try await Self.run("/usr/bin/mount", ["-o", "remount,ro", folder]) }

    func end() async throws {
        // Lazily: a database that a failed test left open is no reason to leave the loop device behind.
        _ = try? await Self.run("/usr/bin/umount", ["-l", folder])
        _ = try? await Self.run("/usr/sbin/losetup", ["-d", device])
        unlink(image)
        rmdir(folder)
        try? FileManager.default.removeItem(atPath: facts)
    }
}
