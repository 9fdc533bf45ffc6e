import Crypto
import FaultDisk
import Guest
import Story
import SystemPackage

/// A backup disk on a workbench: what a technician with any Linux PC and the backup key gets from it, by the script that
/// lies on the disk itself.
///
/// Needs no rights: partitions are cut out of the image, nothing is mounted.
struct BackupDiskImage: Sendable {
    /// A night as the disk lists it.
    struct Night: Sendable, Equatable {
        /// restic's short id.
        var id: String
        /// When it was, by the box's clock.
        var at: Int64
        /// The disk itself says that damage has cost it files.
        var isPartial = false
    }

    /// A night that was brought back.
    struct BroughtBack: Sendable {
        /// The script said that nothing is missing.
        var isComplete: Bool
        /// SHA-256 by path below "Dokumente".
        var documents: [String: String]
        /// What the script said, its end.
        var words: String
    }

    private let folder: FilePath
    /// First bytes of both partitions.
    private let start: (info: UInt64, repository: UInt64)
    private let key: FilePath
    private let debugfs: HostTool
    private let shell: HostTool

    private var script: FilePath { folder.appending("restore.sh") }
    private var partition: FilePath { folder.appending("p2") }
    private var repository: FilePath { folder.appending("repo") }

    /// Takes the disk of the raw image `image` apart in `folder`, which is emptied; `stick` is the image of the backup key.
    /// Throws `.malformed`, `.refused`, `.missing`.
    init(_ image: FilePath, stick: FilePath, in folder: FilePath) async throws {
        self.folder = folder
        try Files.remove(folder)
        try Files.makeFolder(folder, isPrivate: true)
        debugfs = try HostTool("debugfs", package: "e2fsprogs")
        shell = try HostTool("sh", package: "dash")
        key = folder.appending("key")
        let stickBytes = try Files.read(stick)
        guard let part = try GPTDisk(reading: stickBytes).partitions.first(where: { $0.label == "datasafe-key" }) else {
            throw GuestError(.malformed, "\(stick)", "holds no key")
        }
        try Files.write(stickBytes[Int(part.first * 512)..<Int((part.last + 1) * 512)], to: key)

        let parts = try GPTDisk(reading: try Self.head(of: image)).partitions
        guard parts.count == 2 else { throw GuestError(.malformed, "\(image)", "has \(parts.count) partitions") }
        start = (parts[0].first * 512, parts[1].first * 512)
        try await HostTool("dd", package: "coreutils").expecting([
            "if=\(image)", "of=\(partition)", "bs=1M", "iflag=skip_bytes,count_bytes", "conv=sparse", "status=none",
            "skip=\(start.repository)", "count=\((parts[1].last + 1) * 512 - start.repository)",
        ])
        // As the box does it when the disk comes in.
        try await HostTool("e2fsck", package: "e2fsprogs").expecting(["-fp", partition.string], good: [0, 1])
        try await debugfs.expecting(["-R", "rdump /repo \(folder)", partition.string])
        let info = ["restore.sh", "restic", "disk.json", "repo-config"].map { "::/\($0)" }
        try await HostTool("mcopy", package: "mtools").expecting(
            ["-n", "-Q", "-i", "\(image)@@\(start.info)"] + info + [folder.string])
    }

    /// Where the partition table is.
    private static func head(of image: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(image, .readOnly, options: [.closeOnExec])
        return try file.closeAfter {
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
            return Array(bytes[..<count])
        }
    }

    // MARK: Nights

    /// The nights on it, in its own order.
    func nights() async throws -> [Night] {
        let ended = try await script(["--list"])
        guard ended.code == 0 else {
            throw GuestError(.refused, "restore.sh --list", "\(ended.complaints.suffix(300))")
        }
        return Self.nights(in: ended.output)
    }

    /// Lines "1a2b3c4d  2026-11-23 20:00:05  ..." of restic's list, and "1a2b3c4d  unvollstaendig: ..." of the script's own.
    static func nights(in list: String) -> [Night] {
        var nights: [Night] = []
        for line in list.split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count >= 3, words[0].count == 8, words[0].allSatisfy(\.isHexDigit) else { continue }
            if let at = EveningClock.time("\(words[1]) \(words[2])") {
                nights.append(Night(id: String(words[0]), at: at))
            } else if words[1] == "unvollstaendig:", let index = nights.firstIndex(where: { $0.id == words[0] }) {
                nights[index].isPartial = true
            }
        }
        return nights
    }

    /// Brings a night back and reads every document of it.
    func bringBack(_ night: Night) async throws -> BroughtBack {
        let target = folder.appending("back")
        try Files.remove(target)
        let ended = try await script(["--night", night.id, target.string])
        let documents = target.appending("Dokumente")
        let found = Files.exists(documents) ? try Self.digests(below: documents) : [:]
        try Files.remove(target)
        return BroughtBack(
            isComplete: ended.code == 0, documents: found, words: String(ended.complaints.suffix(400)))
    }

    private func script(_ arguments: [String]) async throws -> HostTool.Ended {
        try await shell.run([script.string, "--stick", key.string, "--repo", repository.string] + arguments)
    }

    private static func digests(below folder: FilePath, _ path: String = "") throws -> [String: String] {
        var found: [String: String] = [:]
        for name in Files.names(in: folder) {
            let (file, inner) = (folder.appending(name), path.isEmpty ? name : "\(path)/\(name)")
            if let bytes = try? Files.read(file) {
                found[inner] = hex(Array(SHA256.hash(data: bytes)))
            } else {
                found.merge(try digests(below: file, inner)) { first, _ in first }
            }
        }
        return found
    }

    // MARK: Damage

    /// Where the packs of the repository lie on the disk, largest first, at most `count`: bytes of the whole image.
    func packs(_ count: Int) async throws -> [[Range<Int>]] {
        let data = repository.appending("data")
        let packs = try Files.names(in: data).flatMap { shelf in
            try Files.names(in: data.appending(shelf)).map { name in
                (path: "\(shelf)/\(name)", bytes: try Files.read(data.appending(shelf).appending(name)).count)
            }
        }.sorted { ($0.bytes, $0.path) > ($1.bytes, $1.path) }
        let block = try await blockSize()
        var found: [[Range<Int>]] = []
        for pack in packs.prefix(count) {
            let words = try await debugfs.expecting(["-R", "blocks /repo/data/\(pack.path)", partition.string])
            let blocks = words.split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
            // Behind the end of the file nothing is wrong whatever stands there.
            let whole = blocks.prefix(pack.bytes / block)
            found.append(whole.map { Int(start.repository) + $0 * block..<Int(start.repository) + ($0 + 1) * block })
        }
        return found.filter { !$0.isEmpty }
    }

    private func blockSize() async throws -> Int {
        let words = try await debugfs.expecting(["-R", "stats -h", partition.string])
        let line = words.split(separator: "\n").first { $0.hasPrefix("Block size:") }
        guard let size = line?.split(separator: ":").last.flatMap({ Int($0.filter(\.isNumber)) }), size > 0 else {
            throw GuestError(.malformed, "debugfs", "says no block size")
        }
        return size
    }

    // MARK: Room

    /// Fills the disk of `image` until about `left` bytes are free; nothing of it is a backup.
    func fill(_ image: FilePath, butFor left: Int) async throws {
        let words = try await debugfs.expecting(["-R", "stats -h", partition.string])
        let line = words.split(separator: "\n").first { $0.hasPrefix("Free blocks:") }
        let free = line?.split(separator: ":").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        let filler = folder.appending("filler")
        let bytes = free * (try await blockSize()) - left
        guard bytes > 0 else { return }
        try await HostTool("dd", package: "coreutils").expecting([
            "if=/dev/urandom", "of=\(filler)", "bs=1M", "iflag=count_bytes", "count=\(bytes)", "status=none",
        ])
        try await debugfs.expecting(["-w", "-R", "write \(filler) /filler", partition.string])
        try Files.remove(filler)
        try await putBack(into: image)
    }

    /// Takes out what `fill` put in.
    func empty(_ image: FilePath) async throws {
        try await debugfs.expecting(["-w", "-R", "rm /filler", partition.string])
        try await putBack(into: image)
    }

    private func putBack(into image: FilePath) async throws {
        try await HostTool("e2fsck", package: "e2fsprogs").expecting(["-fp", partition.string], good: [0, 1])
        try await HostTool("dd", package: "coreutils").expecting([
            "if=\(partition)", "of=\(image)", "bs=1M", "oflag=seek_bytes", "conv=notrunc", "status=none",
            "seek=\(start.repository)",
        ])
    }
}
