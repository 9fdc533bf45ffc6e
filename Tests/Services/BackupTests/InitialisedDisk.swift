import DatasafeCore
import Spawn
import Synchronization
import Testing

@testable import Backup

/// A disk just initialised, before its first night: what lies on it and what its box keeps of it, as an archive.
///
/// Making the keys of a repository and opening it is meant to be slow, and was most of the time of these tests. Those that
/// begin with a disk of ours unpack this one, which the service itself made, once, on a machine so slow that the engine
/// chose keys that open fast. The first night is not in it: a night names the folder it was taken from, and each box has
/// its own.
enum InitialisedDisk {
    private static let archives = Mutex<[String: Task<[UInt8], any Error>]>([:])

    /// Puts disk 1 into a box that has none, and what its service knew of it when it stopped.
    static func unpack(into box: TestBox) async throws {
        let engine = box.engine
        let archive = archives.withLock { archives in
            if let there = archives[engine] { return there }
            let task = Task { try await make(engine) }
            archives[engine] = task
            return task
        }
        let ended = try await Spawn.run(
            Program(
                path: "/usr/bin/tar", arguments: ["--extract", "--preserve-permissions", "--directory", box.root],
                input: .bytes(try await archive.value)))
        try #require(ended.succeeded, "\(ended.lastWords)")
    }

    private static func make(_ engine: String) async throws -> [UInt8] {
        let box = try TestBox(engine: engine, hindrance: .slowMachine)
        // Without a snapshot initialising ends where the first night would begin.
        box.storage.state.withLock { $0.failSnapshot = true }
        let keeper = try await box.keeper().keeper
        let failure = try await #require(throws: BackupFailure.self) { try await box.initialise(keeper, 1) }
        try #require(failure.code == .snapshot)
        // The engine of this box is a script; the first night of the other puts its own there.
        let ended = try await Spawn.run(
            Program(
                path: "/usr/bin/tar",
                arguments: [
                    "--create", "--directory", box.root, "--exclude", "disks/1-info/restic", "disks", "secrets",
                    "state",
                ], outputLimit: 16 << 20))
        try #require(ended.succeeded, "\(ended.lastWords)")
        return ended.stdout
    }
}

extension BackupKeeper {
    /// How `initialise` goes on after the disk is ours.
    func firstNight(of number: Int) async throws {
        try await holding(Job.initialise) {
            let night = try await takeSnapshot()
            try await run(number, night: night, cause: "first") { _ in }
        }
    }
}
