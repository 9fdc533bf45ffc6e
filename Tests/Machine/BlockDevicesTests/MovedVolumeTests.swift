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

/// A btrfs volume on one loop device, and a second one of the same size beside it.
private final class LoopVolume: @unchecked Sendable {
    let folder: String
    private(set) var old = ""
    private(set) var new = ""
    private var images: [String] = []
    private var random = SystemRandomNumberGenerator()

    static func with(_ body: (LoopVolume) async throws -> Void) async throws {
        let volume = try await LoopVolume()
        do { try await body(volume) } catch {
            await volume.end()
            throw error
        }
        await volume.end()
    }

    private init() async throws {
        var template = Array("/tmp/moved-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        for name in ["old", "new"] {
            images.append("\(folder).\(name)")
            try await Tool.run("/usr/bin/truncate", ["-s", "320M", "\(folder).\(name)"])
        }
        try await attach()
        try await Btrfs.make(device: old)
        try await mount("noatime")
    }

    private func attach() async throws {
        var devices: [String] = []
        for image in images {
            let text = try await Tool.run("/usr/sbin/losetup", ["-f", "--show", image]).text
            devices.append(String(text.prefix { !$0.isWhitespace }))
        }
        (old, new) = (devices[0], devices[1])
    }

    func mount(_ options: String) async throws {
        try await Tool.run("/usr/bin/mount", ["-t", "btrfs", "-o", options, old, folder])
    }

    func unmount() async throws { try await Tool.run("/usr/bin/umount", [folder]) }

    func detach(_ device: String) async throws { try await Tool.run("/usr/sbin/losetup", ["-d", device]) }

    /// Both devices as they stand now, before anything more is written; then other loops on these states.
    func cutAndRestart(_ moveEnds: () async -> Void) async throws {
        let states = images.map { "\($0).cut" }
        for (image, state) in zip(images, states) {
            try await Tool.run("/usr/bin/cp", ["--sparse=always", image, state])
        }
        try await Btrfs.cancelReplace(folder)
        await moveEnds()
        try await unmount()
        for device in [old, new] { try await detach(device) }
        // The kernel forgets both, as with a start.
        try await Tool.run("/usr/bin/btrfs", ["device", "scan", "--forget"])
        for (image, state) in zip(images, states) { try Folder.rename(state, to: image) }
        try await attach()
    }

    func end() async {
        _ = try? await Tool.run("/usr/bin/umount", ["-l", folder])
        for device in [old, new] { _ = try? await detach(device) }
        for image in images + images.map({ "\($0).cut" }) { Folder.remove(image) }
        rmdir(folder)
    }

    /// Writes a file of noise and gives back its sum.
    @discardableResult
    func fill(_ name: String, mebibytes: Int) throws -> UInt64 {
        let descriptor = open("\(folder)/\(name)", O_WRONLY | O_CREAT, 0o600)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var sum: UInt64 = 0
        for _ in 0..<mebibytes {
            let words = (0..<(1 << 17)).map { _ in random.next() as UInt64 }
            for word in words { sum = sum &* 31 &+ word }
            let count = words.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            try #require(count == 1 << 20)
        }
        try #require(fsync(descriptor) == 0)
        sync()
        return sum
    }

    func sum(_ name: String) throws -> UInt64 {
        let descriptor = open("\(folder)/\(name)", O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var sum: UInt64 = 0
        var words = [UInt64](repeating: 0, count: 1 << 17)
        while words.withUnsafeMutableBytes({ read(descriptor, $0.baseAddress, $0.count) }) == 1 << 20 {
            for word in words { sum = sum &* 31 &+ word }
        }
        return sum
    }

    /// How fast the kernel may read the old device for the move; 0 = as it likes.
    func limit(mebibytesPerSecond: Int) throws {
        let id = try #require(superblock(old)?.fileSystem)
        let places = [8, 12, 16, 20]
        let uuid = id.enumerated().map { places.contains($0) ? "-\($1)" : "\($1)" }.joined()
        let path = "/sys/fs/btrfs/\(uuid)/devinfo/1/scrub_speed_max"
        try #require(Sysfs.write(path, "\(mebibytesPerSecond << 20)"))
    }

    func superblock(_ device: String) -> BtrfsSuperblock? {
        let bytes = try? RawDevice.read(device, at: Int64(BtrfsSuperblock.offset), count: BtrfsSuperblock.length)
        return bytes?.withBytes { try? BtrfsSuperblock(bytes: Array($0)) }
    }

    private func status() async throws -> BtrfsReplaceStatus {
        try BtrfsReplaceStatus(text: try await Btrfs.replaceStatus(folder))
    }

    func waitForMiddle() async throws {
        for _ in 0..<200 {
            if let status = try? await status(), status.state == .running, status.permille > 0 {
                sync()
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the middle was not seen")
    }

    /// The state of the copy, judged as the storage service does.
    func copy(isBegun: Bool, isAsked: Bool = false) async throws -> LockCopy {
        let status = try await status()
        let report: LockCopy.Report =
            switch status.state {
            case .running: .running(writeErrors: status.writeErrors)
            case .finished: .finished
            case .cancelled: .cancelled
            case .suspended: .suspended
            case .never: .never
            }
        let (before, after) = (superblock(old), superblock(new))
        return LockCopy.of(
            report, isBegun: isBegun, isAsked: isAsked,
            oldHolds: before != nil && !BtrfsSuperblock.hasMoved(from: before, to: after),
            newHolds: after?.isWhole == true)
    }
}
