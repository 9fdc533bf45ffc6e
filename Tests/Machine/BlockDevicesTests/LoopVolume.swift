import DatasafeCore
import DatasafeFormats
import Glibc
import Spawn
import Testing

@testable import BlockDevices

/// A btrfs volume on one loop device, and a second one of the same size beside it.
final class LoopVolume: @unchecked Sendable {
    let folder: String
    private(set) var old = ""
    private(set) var new = ""
    private var images: [String] = []
    private var random = SystemRandomNumberGenerator()

    /// Whether this machine lets us.
    static var isPossible: Bool {
        geteuid() == 0 && access("/usr/sbin/mkfs.btrfs", X_OK) == 0 && access("/dev/loop-control", W_OK) == 0
    }

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
