import DatasafeCore
import Testing

struct GzipTests {
    @Test func `what is compressed comes back`() throws {
        var random = SystemRandomNumberGenerator()
        let texts: [[UInt8]] = [
            [], [7], Array("aaaa".utf8), [UInt8](repeating: 65, count: 60_000), try HeartbeatTests.sample().written(),
            (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) },
            (0..<60_000).map { _ in UInt8.random(in: 97...99, using: &random) },
            Array(0...255) + Array(0...255),
        ]
        for text in texts {
            #expect(try Gunzip.bytes(of: Deflate.gzip(text), limit: 65_536) == text)
        }
    }

    // `printf 'hello hello hello hello' | gzip -n -9` and the same text with stored and with dynamic blocks (zlib).
    @Test func `reads what others compressed`() throws {
        for (hex, text) in GzipSamples.all {
            #expect(try Gunzip.bytes(of: GzipSamples.bytes(hex), limit: 65_536) == Array(text.utf8))
        }
    }

    @Test func `a bomb stops at the limit`() throws {
        // 10 MiB of zeros in about 10 kB, by zlib.
        #expect(throws: Gunzip.Fault.tooLarge) {
            try Gunzip.bytes(of: GzipSamples.bytes(GzipSamples.bomb), limit: 65_536)
        }
        let edge = [UInt8](repeating: 1, count: 65_536)
        #expect(try Gunzip.bytes(of: Deflate.gzip(edge), limit: 65_536) == edge)
        #expect(throws: Gunzip.Fault.tooLarge) { try Gunzip.bytes(of: Deflate.gzip(edge + [1]), limit: 65_536) }
    }

    @Test func `each cut and each flipped bit is found, or changes nothing`() throws {
        let text = try HeartbeatTests.sample().written()
        let good = Deflate.gzip(text)
        for count in 0..<good.count {
            #expect(throws: Gunzip.Fault.self) { try Gunzip.bytes(of: Array(good[..<count]), limit: 65_536) }
        }
        #expect(throws: Gunzip.Fault.damaged) { try Gunzip.bytes(of: good + [0], limit: 65_536) }
        for index in good.indices {
            var bad = good
            bad[index] ^= 1 << UInt8(index % 8)
            let result = try? Gunzip.bytes(of: bad, limit: 65_536)
            #expect(result == nil || result == text, "\(index)")
        }
    }

    @Test func `random bytes never trap`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let count = Int.random(in: 8...200, using: &random)
            let tail = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try? Gunzip.bytes(of: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + tail, limit: 65_536)
        }
    }
}
