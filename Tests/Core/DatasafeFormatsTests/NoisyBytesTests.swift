import Damage
import DatasafeCore
import DatasafeFormats
import Testing

/// Every parser takes anything without crashing. The same inputs in each run; the long search is the fuzzer's.
@Suite struct NoisyBytesTests {
    static let rounds = 600

    /// Copies of a good input with bytes flipped, cut, doubled, replaced by extremes.
    static func noisy(_ good: [UInt8], seed: UInt64) -> [[UInt8]] {
        var random = SplitMix(state: seed)
        return (0..<rounds).map { _ in
            var bytes = good
            for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 2: bytes.removeLast(Int.random(in: 0...bytes.count / 2, using: &random))
                case 3: bytes.insert(contentsOf: bytes[place...].prefix(16), at: place)
                case 4: for index in place..<min(place + 8, bytes.count) { bytes[index] = 0xff }
                default: for index in place..<min(place + 4, bytes.count) { bytes[index] = 0 }
                }
            }
            return bytes
        }
    }

    @Test func `key records`() throws {
        let good = try KeyFixtures.block()
        for bytes in Self.noisy(good, seed: 1) {
            let candidate = KeyFixtures.candidate(bytes, good)
            #expect(candidate.records.count == 1)
        }
    }

    @Test func `LUKS2 headers`() throws {
        let good = Array(LUKS2Fixtures.json.utf8)
        let array = ArrayUUID(raw: Bytes16(high: 1, low: 1))
        for bytes in Self.noisy(good, seed: 2).prefix(150) where bytes.count < 12_000 && !bytes.contains(0) {
            let json = String(decoding: bytes, as: UTF8.self)
            guard json.utf8.count < 12_288 else { continue }
            let copy = LUKS2Fixtures.copy(json: json, offset: 0)
            let reading = LUKS2Reading(bytes: copy)
            if let header = reading.header { #expect(!header.findings(boxID: nil, array: array).isEmpty) }
        }
        for bytes in Self.noisy(LUKS2Fixtures.header(), seed: 3).prefix(40) {
            let reading = LUKS2Reading(bytes: bytes)
            #expect(
                (reading.header == nil)
                    == (reading.findings.contains(.headerDead) || reading.findings.contains(.notLUKS)))
        }
    }

    @Test func `superblocks`() {
        for bytes in Self.noisy(MDFixtures.bytes(MDFixtures.togetherA), seed: 4) {
            Self.read { _ = try MDSuperblock(bytes: bytes) }
        }
        for bytes in Self.noisy(IntegritySuperblockTests.fresh, seed: 5) {
            Self.read { _ = try IntegritySuperblock(bytes: bytes).hasOurParameters }
        }
        for head in Self.noisy(Array(MDFixtures.bytes(MDFixtures.togetherA)[..<512]), seed: 6) {
            let fixed = MDSuperblockTests.changed { bytes in
                for index in 0..<min(head.count, 512) where !(216..<224).contains(index) { bytes[index] = head[index] }
            }
            Self.read { _ = try MDSuperblock(bytes: fixed).seen(deviceBytes: 1 << 40) }
        }
    }

    @Test func `reports`() {
        for json in [
            SmartReportTests.nvme, SmartReportTests.ata(SmartReportTests.attribute(5, "Reallocated", raw: "3")),
        ] {
            for bytes in Self.noisy(Array(json.utf8), seed: 7) {
                var watch = SmartWatch()
                _ = watch.judge(SmartReport(json: bytes, exitStatus: 0).values, at: Instant(seconds: 5))
            }
        }
    }

    @Test func `numbers at the edge do not overflow`() {
        let edges = ["9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e308", "-1", "0"]
        for edge in edges {
            let json = SmartReportTests.nvme.replacing("100,", with: "\(edge),").replacing(":40", with: ":\(edge)")
                .replacing(#""percentage_used":3"#, with: "\"percentage_used\":\(edge)")
            var watch = SmartWatch()
            for hour in 0..<3 {
                _ = watch.judge(
                    SmartReport(json: Array(json.utf8), exitStatus: 0).values,
                    at: Instant(seconds: Int64(hour) * 86_400 * 20))
            }
        }
    }

    @Test func `kernel messages and texts of the system`() {
        let texts = [
            "3,739,32413319,-;md/raid1:md127: read error corrected (8 sectors at 81264 on dm-1)\n SUBSYSTEM=block\n",
            "3,739,32413319,-;device-mapper: integrity: dm-1: Checksum failed at sector 0x13070",
            "4,1,2,-;BTRFS warning (device dm-4): csum failed root 5 ino 257 off 0",
        ]
        for text in texts {
            for bytes in Self.noisy(Array(text.utf8), seed: 8) {
                Self.read { _ = KernelEvent(try KernelMessage(record: bytes)) }
            }
        }
        for bytes in Self.noisy(Array(BtrfsTests.usage.utf8), seed: 9) {
            Self.read { _ = try BtrfsUsage(text: String(decoding: bytes, as: UTF8.self)).metadataPercent }
        }
        for bytes in Self.noisy(Array("i-vdb: 0 365504 integrity 3 365504 365504".utf8), seed: 10) {
            Self.read { _ = try IntegrityStatus(line: String(decoding: bytes, as: UTF8.self)) }
        }
    }

    /// Any error is fine as long as it is one of ours.
    private static func read(_ body: () throws -> Void) {
        do { try body() } catch { #expect(error is FormatError) }
    }
}
