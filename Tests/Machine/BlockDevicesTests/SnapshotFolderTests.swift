import DatasafeCore
import Glibc
import Spawn
import Testing

@testable import BlockDevices

/// Real snapshots on a loop device; needs root.
@Suite(
    .serialized, .timeLimit(.minutes(5)),
    .enabled(if: LoopVolume.isPossible, "not run: needs root, loop devices and btrfs"))
struct SnapshotFolderTests {
    private let now = Instant(seconds: 1_795_204_800)

    @Test func `a night is at the fixed place and under its moment, an hour only under its moment`() async throws {
        try await LoopVolume.with { volume in
            let data = "\(volume.folder)/data"
            let shelf = SnapshotFolder(of: data, in: "\(volume.folder)/snapshots")
            Folder.make(shelf.folder)
            try await Tool.run("/usr/bin/btrfs", ["subvolume", "create", data])
            func write(_ text: String) async throws {
                try await Tool.run("/usr/bin/tee", ["\(data)/file"], input: .bytes(Array(text.utf8)))
            }
            func read(_ name: String) async throws -> String {
                try await Tool.run("/usr/bin/cat", ["\(shelf.folder)/\(name)/file"]).text
            }
            try await write("one")
            let first = try await shelf.take(at: now, place: .current)
            let identity = try inode("\(shelf.folder)/current/file")
            try await write("two")
            let hour = try await shelf.take(at: now.adding(seconds: 3_600))
            #expect(try await read("current") == "one")
            #expect(try await read(hour.text) == "two")
            try await write("three")
            // A second one of the same second.
            let second = try await shelf.take(at: now.adding(seconds: 3_600), place: .current)
            #expect(second.text == "20261120T210000Z-2")
            for (name, text) in [("current", "three"), (first.text, "one"), (hour.text, "two"), (second.text, "three")]
            {
                #expect(try await read(name) == text, "\(name)")
            }
            #expect(shelf.names == [first, hour, second])
            // The engine knows a file of last night again by these.
            #expect(try inode("\(shelf.folder)/current/file") == identity)
            // Nothing else lies about, and nobody can change what is held.
            #expect(Set(Folder.names(in: shelf.folder)) == Set(shelf.names.map(\.text) + ["current"]))
            await #expect(throws: BlockDevicesError.self) {
                try await Tool.run("/usr/bin/tee", ["\(shelf.folder)/current/file"], input: .bytes([1]))
            }
            try await shelf.drop(hour)
            #expect(shelf.names == [first, second])
            #expect(try await read("current") == "three")
        }
    }

    @Test func `what a cut left half done is no hindrance, and what is held stays`() async throws {
        try await LoopVolume.with { volume in
            let data = "\(volume.folder)/data"
            let shelf = SnapshotFolder(of: data, in: "\(volume.folder)/snapshots")
            Folder.make(shelf.folder)
            try await Tool.run("/usr/bin/btrfs", ["subvolume", "create", data])
            let first = try await shelf.take(at: now, place: .current)
            // Cut before the places were changed.
            try await Btrfs.snapshot(data, at: "\(shelf.folder)/current.other")
            // No snapshot of ours, and none that is made way for.
            Folder.make("\(shelf.folder)/somebody")
            let second = try await shelf.take(at: now.adding(seconds: 1), place: .current)
            #expect(shelf.names == [first, second])
            #expect(Set(Folder.names(in: shelf.folder)) == [first.text, second.text, "current", "somebody"])
            // There is nothing to snapshot: the fixed place stays.
            let other = SnapshotFolder(of: "\(volume.folder)/none", in: shelf.folder)
            await #expect(throws: BlockDevicesError.self) {
                try await other.take(at: now.adding(seconds: 2), place: .current)
            }
            #expect(Folder.holds("\(shelf.folder)/current") && shelf.names == [first, second])
        }
    }

    private func inode(_ path: String) throws -> UInt64 {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return UInt64(status.st_ino)
    }
}
