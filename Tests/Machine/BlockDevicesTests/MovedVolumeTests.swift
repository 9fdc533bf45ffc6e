import DatasafeCore
import DatasafeFormats
import Glibc
import Spawn
import Testing

@testable import BlockDevices

/// A real file system on loop devices that moves from one to the other while it is in use; needs root.
@Suite(.serialized, .timeLimit(.minutes(5))) struct MovedVolumeTests {
    @Test func `the file system moves while it is written to, and the old device holds nothing any more`() async throws
    {
        try await LoopVolume.with { volume in
            let before = try volume.fill("papers", mebibytes: 48)
            #expect(try await volume.copy(isBegun: false) == .notBegun)
            try volume.limit(mebibytesPerSecond: 8)
            let move = Task { try await Btrfs.replace(volume.old, with: volume.new, in: volume.folder) }
            try await volume.waitForMiddle()
            // In the middle the old device is whole, the new one is not.
            #expect(try await volume.copy(isBegun: true, isAsked: true) == .running)
            #expect(volume.superblock(volume.old)?.isWhole == true)
            #expect(volume.superblock(volume.new)?.isWhole == false)
            let meanwhile = try volume.fill("meanwhile", mebibytes: 2)
            try volume.limit(mebibytesPerSecond: 0)
            try await move.value
            #expect(try await volume.copy(isBegun: true) == .done)
            #expect(volume.superblock(volume.old) == nil && volume.superblock(volume.new)?.isWhole == true)
            // Nothing uses it: it can be taken away under the mounted file system.
            try await volume.detach(volume.old)
            #expect(try volume.sum("papers") == before && volume.sum("meanwhile") == meanwhile)
        }
    }

    @Test func `called off in the middle nothing has happened`() async throws {
        try await LoopVolume.with { volume in
            let before = try volume.fill("papers", mebibytes: 48)
            try volume.limit(mebibytesPerSecond: 8)
            let move = Task { _ = try? await Btrfs.replace(volume.old, with: volume.new, in: volume.folder) }
            try await volume.waitForMiddle()
            try await Btrfs.cancelReplace(volume.folder)
            await move.value
            #expect(try await volume.copy(isBegun: true) == .failed)
            try await volume.detach(volume.new)
            #expect(try volume.sum("papers") == before)
            // Asked again, nothing is to be called off: no error.
            try await Btrfs.cancelReplace(volume.folder)
        }
    }

    /// What decision 0041 rests on: the next mount does not take a cut move up, calling it off and beginning anew works.
    @Test func `after a cut in the middle it is called off aside and begun anew`() async throws {
        try await LoopVolume.with { volume in
            let before = try volume.fill("papers", mebibytes: 48)
            try volume.limit(mebibytesPerSecond: 8)
            let move = Task { _ = try? await Btrfs.replace(volume.old, with: volume.new, in: volume.folder) }
            try await volume.waitForMiddle()
            try volume.fill("last", mebibytes: 1)
            try await volume.cutAndRestart { await move.value }
            await #expect(throws: BlockDevicesError.self) { try await volume.mount("noatime") }
            try await volume.mount("degraded")
            try await Btrfs.cancelReplace(volume.folder)
            try await volume.unmount()
            try await volume.mount("noatime")
            #expect(try volume.sum("papers") == before)
            #expect(try await volume.copy(isBegun: false) == .notBegun)
            try await Btrfs.replace(volume.old, with: volume.new, in: volume.folder)
            #expect(try await volume.copy(isBegun: true) == .done)
            try await volume.detach(volume.old)
            #expect(try volume.sum("papers") == before)
        }
    }
}
