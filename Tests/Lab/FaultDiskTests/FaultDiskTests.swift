import FoundationEssentials
import SystemPackage
import Testing

@testable import FaultDisk

@Suite("A disk with faults made on purpose") final class FaultDiskTests {
    let folder: FilePath

    init() throws {
        folder = FilePath("/tmp/faultdisk-\(UInt32.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    }

    deinit {
        // A test folder that stays is only untidy.
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    func disk(_ name: String = "d", kilobytes: Int = 1024, cacheBytes: Int = 1 << 30) throws -> FaultDisk {
        try FaultDisk(name, bytes: kilobytes << 10, in: folder, cacheBytes: cacheBytes)
    }

    func block(_ value: Int, _ count: Int = 4096) -> [UInt8] { Array(repeating: UInt8(value & 255), count: count) }

    @Test("What was flushed or forced is there after any cut; the rest is old or new, sector by sector") func cuts()
        throws
    {
        var random = SeededRandom(seed: 11)
        var chances: Set<Double> = []
        for round in 0..<40 {
            let disk = try disk("d\(round)")
            defer { disk.close() }
            for index in 0..<64 { try disk.write(block(1), at: index * 4096) }
            try disk.flush()
            for index in 0..<32 { try disk.write(block(2), at: index * 4096) }
            // Forced above unflushed, and unflushed above forced.
            try disk.write(block(3), at: 0, isForced: true)
            try disk.write(block(4, 512), at: 512)
            let cut = try disk.cut(&random)
            chances.insert(cut.chance)
            #expect(cut.kept + cut.lost == 32 * 8 + 8 + 1)
            let after = try disk.read(at: 0, count: 64 * 4096)
            #expect(after[..<512].allSatisfy { $0 == 3 })
            #expect(after[512] == 3 || after[512] == 4)
            #expect(after[1024..<4096].allSatisfy { $0 == 3 })
            for sector in stride(from: 4096, to: 32 * 4096, by: 512) {
                #expect(Set(after[sector..<(sector + 512)]).count == 1)
                #expect(after[sector] == 1 || after[sector] == 2)
            }
            #expect(after[(32 * 4096)...].allSatisfy { $0 == 1 })
            if cut.chance == 0 { #expect(after[4096..<(32 * 4096)].allSatisfy { $0 == 1 }) }
            if cut.chance == 1 { #expect(after[4096..<(32 * 4096)].allSatisfy { $0 == 2 }) }
        }
        #expect(chances == Set(CutRule.chances))
    }

    @Test("A lying disk loses what it said it had: the test that must be able to fail") func lies() throws {
        for isLying in [false, true] {
            let disk = try disk("lie-\(isLying)")
            defer { disk.close() }
            disk.isLying = isLying
            try disk.write(block(5), at: 8192)
            try disk.flush()
            try disk.write(block(6), at: 16_384, isForced: true)
            var random = SeededRandom(seed: 2)
            _ = try disk.cut(&random, chance: 0)
            #expect(try disk.read(at: 8192, count: 1) == [isLying ? 0 : 5])
            #expect(try disk.read(at: 16_384, count: 1) == [isLying ? 0 : 6])
            #expect(disk.counters.flushes == 1 && disk.counters.forced == 1)
        }
    }

    @Test("An unreadable sector answers again when it was written whole") func unreadable() throws {
        let disk = try disk()
        defer { disk.close() }
        disk.makeUnreadable(4600..<5200)
        #expect(disk.unreadableBytes == 1536)
        #expect(throws: DiskFault.unreadable) { try disk.read(at: 0, count: 8192) }
        #expect(try disk.read(at: 0, count: 4096).count == 4096)
        try disk.write(block(1, 600), at: 4608)
        #expect(disk.unreadableBytes == 1024)
        #expect(throws: DiskFault.unreadable) { try disk.read(at: 5120, count: 512) }
        try disk.write(block(1, 2048), at: 4096)
        #expect(disk.unreadableBytes == 0)
        #expect(try disk.read(at: 4096, count: 2048) == block(1, 2048))
        #expect(disk.counters.unreadable == 2)
    }

    @Test("Flips are silent, apart, logged, and healed by writing") func flips() throws {
        let disk = try disk()
        defer { disk.close() }
        try disk.write(block(0xaa, 65_536), at: 0)
        var random = SeededRandom(seed: 5)
        let made = try disk.rot(100, in: [1000..<3000, 10_000..<12_000], &random)
        #expect(made.count == 100 && disk.flips == made)
        let after = try disk.read(at: 0, count: 65_536)
        for offset in 0..<65_536 {
            let flip = made.first { $0.offset == offset }
            #expect(after[offset] == 0xaa ^ (flip.map { 1 << UInt8($0.bit) } ?? 0))
        }
        #expect(made.allSatisfy { (1000..<3000).contains($0.offset) || (10_000..<12_000).contains($0.offset) })
        // On the platter too: a cut does not mend it.
        _ = try disk.cut(&random)
        #expect(try disk.read(at: 0, count: 65_536) == after)
        try disk.write(block(1, 2000), at: 1000)
        #expect(disk.flips == made.filter { $0.offset >= 10_000 })
        #expect(disk.metFlips == made)
    }

    @Test("Who writes over a flip before reading it has met nothing") func unmet() throws {
        let disk = try disk()
        defer { disk.close() }
        try disk.write(block(0xaa, 8192), at: 0)
        var random = SeededRandom(seed: 6)
        let made = try disk.rot(40, in: [0..<8192], &random)
        try disk.write(block(1, 4096), at: 0)
        #expect(disk.metFlips.isEmpty)
        _ = try disk.read(at: 0, count: 8192)
        #expect(disk.metFlips == made.filter { $0.offset >= 4096 } && !disk.metFlips.isEmpty)
    }

    @Test("A full disk refuses writes, what lies outside is refused always") func refusals() throws {
        let disk = try disk()
        defer { disk.close() }
        disk.isFull = true
        #expect(throws: DiskFault.full) { try disk.write([1], at: 0) }
        disk.isFull = false
        try disk.write([1], at: 0)
        for (offset, count) in [(disk.bytes, 1), (disk.bytes - 1, 2), (-1, 1), (.max, 1), (0, disk.bytes + 1)] {
            #expect(throws: DiskFault.outside) { try disk.read(at: offset, count: count) }
        }
        #expect(try disk.read(at: disk.bytes, count: 0) == [])
        #expect(disk.counters.full == 1 && disk.counters.writes == 2 && disk.counters.bytesWritten == 1)
    }

    @Test("Back to the mark, as often as wanted, whatever happened since") func mark() throws {
        let disk = try disk(kilobytes: 700)
        defer { disk.close() }
        var random = SeededRandom(seed: 9)
        for index in 0..<170 { try disk.write(block(index), at: index * 4096) }
        try disk.mark()
        let before = try disk.read(at: 0, count: disk.bytes)
        for _ in 0..<3 {
            for _ in 0..<50 {
                try disk.write(block(200, 1000), at: Int.random(in: 0..<(disk.bytes - 1000), using: &random))
            }
            try disk.flush()
            try disk.rot(10, in: [0..<disk.bytes], &random)
            disk.makeUnreadable(0..<512)
            disk.isLying = true
            try disk.write(block(7), at: disk.bytes - 4096)
            _ = try disk.cut(&random)
            try disk.write(block(8), at: disk.bytes - 8192)
            try disk.rewind()
            #expect(try disk.read(at: 0, count: disk.bytes) == before)
            _ = try disk.cut(&random)
            #expect(try disk.read(at: 0, count: disk.bytes) == before)
            #expect(disk.flips.isEmpty && !disk.isLying)
        }
    }

    @Test("A cache that is full writes back by itself, and never forgets the order") func writesBack() throws {
        let disk = try disk(cacheBytes: 64 << 10)
        defer { disk.close() }
        disk.isLying = true
        for index in 0..<100 { try disk.write(block(index), at: (index % 3) * 4096) }
        var random = SeededRandom(seed: 1)
        _ = try disk.cut(&random, chance: 1)
        for index in 0..<3 { #expect(try disk.read(at: index * 4096, count: 1) == [UInt8([99, 97, 98][index])]) }
    }

    @Test("An image is copied with its holes, and stays as it is") func copies() throws {
        let image = folder.appending("image")
        let file = try DiskFile(making: image, bytes: (64 << 20) + 100)
        try file.write(block(9), at: 40 << 20)
        let disk = try FaultDisk("copy", copying: image, in: folder)
        defer { disk.close() }
        #expect(disk.bytes == (64 << 20) + 512)
        for copy in [disk.seen, disk.platter] {
            #expect(copy.isHole(0..<(40 << 20)) && copy.isHole((41 << 20)..<disk.bytes))
            #expect(!copy.isHole(0..<(40 << 20) + 1))
        }
        #expect(try disk.read(at: 40 << 20, count: 4096) == block(9))
        try disk.write(block(1), at: 40 << 20)
        try disk.flush()
        #expect(try file.read(at: 40 << 20, count: 4096) == block(9))
        let saved = folder.appending("saved")
        try disk.write(block(2), at: 0)
        try disk.save(to: saved)
        let second = try FaultDisk("second", copying: saved, in: folder)
        defer { second.close() }
        // What was not flushed is not on the platter.
        #expect(try second.read(at: 0, count: 1) == [0] && second.read(at: 40 << 20, count: 1) == [1])
        let whole = try DiskFile(reading: folder.appending("copy.seen"))
        defer { whole.close() }
        #expect(try whole.length() == disk.bytes)
        file.close()
        #expect(throws: FaultDiskError(.file, folder.appending("none").string)) {
            try FaultDisk("none", copying: folder.appending("none"), in: folder)
        }
    }
}
