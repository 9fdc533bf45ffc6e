import FoundationEssentials
import Glibc
import Guest
import SystemPackage

/// What lies on the disk of the machine that built it: image, update, programs, lines.
struct BenchSizes {
    /// Top of the repository.
    let root: FilePath
    /// Folder of the image and the update's files.
    let images: FilePath
    /// Folder of the programs.
    let programs: FilePath

    /// Bytes of a file: as long as it is, and as much of it as was ever written. Throws `.missing`.
    static func bytes(of file: FilePath) throws -> (long: Int, written: Int) {
        var facts = stat()
        guard stat(file.string, &facts) == 0 else { throw StoryError(.missing, "\(file) is not there") }
        return (Int(facts.st_size), Int(facts.st_blocks) * 512)
    }

    /// The three files of the update to `version`, bytes together. Throws `.missing` naming the first that is not there
    /// exactly once.
    func update(_ version: String) throws -> Int {
        let names = Files.names(in: images)
        var sum = try Self.bytes(of: images.appending("datasafe_\(version).efi")).long
        for ending in [".root.raw", ".root-verity.raw"] {
            let found = names.filter { $0.hasPrefix("datasafe_\(version)_") && $0.hasSuffix(ending) }
            guard found.count == 1 else {
                throw StoryError(.missing, "\(found.count) files datasafe_\(version)_…\(ending) in \(images)")
            }
            sum += try Self.bytes(of: images.appending(found[0])).long
        }
        return sum
    }

    /// How the root is pressed, out of its superblock: "zstd" as shipped, "lz4" for tests; nil if it is no erofs.
    /// Source: Linux fs/erofs/erofs_fs.h, `available_compr_algs`.
    func compression(_ version: String) -> String? {
        let name = Files.names(in: images).first {
            $0.hasPrefix("datasafe_\(version)_") && $0.hasSuffix(".root.raw")
        }
        guard let name, let file = try? FileDescriptor.open(images.appending(name), .readOnly) else { return nil }
        var head = [UInt8](repeating: 0, count: 1024 + 128)
        let count = try? file.closeAfter { try head.withUnsafeMutableBytes { try file.read(into: $0) } }
        return count == head.count ? Self.compression(superblock: Array(head[1024...])) : nil
    }

    static func compression(superblock: [UInt8]) -> String? {
        guard superblock.count >= 86, superblock.starts(with: [0xe2, 0xe1, 0xf5, 0xe0]) else { return nil }
        return switch superblock[84] {
        case 1: "lz4"
        case 2: "lzma"
        case 4: "deflate"
        case 8: "zstd"
        case let kinds: "kinds \(kinds)"
        }
    }

    /// Lines of all Swift files below a folder of the repository. Throws `.missing` if there is none.
    func lines(below folder: String) throws -> Int {
        let top = root.appending(folder)
        let files = ((try? FileManager.default.subpathsOfDirectory(atPath: top.string)) ?? [])
            .filter { $0.hasSuffix(".swift") }
        guard !files.isEmpty else { throw StoryError(.missing, "no Swift below \(top)") }
        return try files.reduce(0) { sum, file in
            sum + (try Files.read(top.appending(file)).count { $0 == 10 })
        }
    }
}
