import BlockDevices
import Damage
import DatasafeCore
import DatasafeFormats
import Glibc
import Testing

/// A whole key stick on a plain file, read as the service reads one: two aligned blocks past the page cache.
final class StickFile {
    static let start = Int64(KeyRecord.partitionOffset)
    let path: String
    private let descriptor: Int32

    init() throws {
        var template = Array("/tmp/datasafe-stick-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Puts the blocks of a damaged stick at their places, cuts it to its length, and reads it.
    func read(_ stick: DamagedStick) throws -> KeyCandidate {
        for copy in KeyCopy.allCases {
            guard let block = stick.blocks[copy] else { continue }
            let offset = Self.start + (copy == .a ? 0 : Int64(KeyRecord.copyBOffset))
            let written = block.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
            try #require(written == block.count)
        }
        try #require(ftruncate(descriptor, off_t(Self.start) + off_t(stick.length)) == 0)
        return candidate(path, Self.start, stick.place)
    }
}

/// Both copies at one place through the real reading code.
func candidate(_ node: String, _ offset: Int64, _ place: KeyReading.Place) -> KeyCandidate {
    let copies = [offset, offset + Int64(KeyRecord.copyBOffset)].map { at -> Secret? in
        do {
            return try RawDevice.read(node, at: at, count: RawDevice.block)
        } catch {
            return nil
        }
    }
    return withExtendedLifetime(copies) {
        KeyReading(
            copyA: copies[0]?.withBytes { UnsafeRawBufferPointer($0) },
            copyB: copies[1]?.withBytes { UnsafeRawBufferPointer($0) }, place: place
        ).candidate
    }
}

/// A stick whose blocks the medium refuses, without a device: memory of this process, read through /proc/self/mem. Pages
/// of a file behind its end are EIO there, from the kernel, as a bad block is.
final class MemoryStick {
    static let node = "/proc/self/mem"
    private static let length = KeyRecord.copyBOffset + KeyRecord.blockSize
    private let base: UnsafeMutableRawPointer
    private let empty: Int32

    init() throws {
        var template = Array("/tmp/datasafe-empty-XXXXXX".utf8CString)
        empty = mkstemp(&template)
        try #require(empty >= 0)
        unlink(template)
        let memory = mmap(nil, Self.length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        base = try #require(memory != MAP_FAILED ? memory : nil)
    }

    deinit {
        munmap(base, Self.length)
        close(empty)
    }

    /// Where copy A stands.
    var offset: Int64 { Int64(Int(bitPattern: base)) }

    func read(_ stick: DamagedStick) throws -> KeyCandidate {
        for copy in KeyCopy.allCases {
            let page = base + (copy == .a ? 0 : KeyRecord.copyBOffset)
            let block = stick.blocks[copy]
            let flags = MAP_FIXED | MAP_PRIVATE | (block == nil ? 0 : MAP_ANONYMOUS)
            let place = mmap(
                page, KeyRecord.blockSize, PROT_READ | PROT_WRITE, flags, block == nil ? empty : -1, 0)
            try #require(place == page)
            if let block { page.copyMemory(from: block, byteCount: block.count) }
        }
        return candidate(Self.node, offset, stick.place)
    }
}
