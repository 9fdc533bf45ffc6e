import Cryptsetup
import Damage
import DatasafeCore
import DatasafeFormats
import Glibc
import Testing

/// Ten thousand damaged headers, the same in each run, made from one that our own code formatted.
@Suite(.timeLimit(.minutes(5))) struct DamagedHeaderTests {
    /// More than this is a hang.
    static let limit: Duration = .seconds(10)

    /// What is opened and with which effort: everything but salts and digest, which only decide whether a key fits.
    private static func effort(_ header: LUKS2Header) -> Set<String> {
        let slots = header.keyslots.map { number, slot in "\(number) \(slot)".replacing(slot.salt, with: "") }
        let digests = header.digests.map { number, digest in
            "\(number) \(digest.type) \(digest.hash) \(digest.iterations) \(digest.keyslots.sorted())"
                + " \(digest.segments.sorted())"
        }
        return Set(slots + digests + header.segments.map { "\($0) \($1)" })
    }

    @Test func `10,000 damaged headers: each ends in a code, none forged is opened`() throws {
        let file = try ContainerFile()
        let good = try #require(LUKS2Reading(bytes: file.header).header)
        let damage = try HeaderDamage(good: file.header, seed: 1)
        var tally = Tally("damaged headers, our reading")
        var wrong: [String] = []
        for number in 0..<10_000 {
            let damaged = damage.header(number)
            let (code, accepted) = DamagedHeader.outcome(
                of: LUKS2Reading(bytes: damaged.bytes), boxID: ContainerFile.box, array: ContainerFile.array)
            tally.take(code)
            guard code == "opens" || VolumeCode(rawValue: code) != nil else {
                wrong.append("\(number) \(damaged.kind): no code")
                continue
            }
            guard let accepted else { continue }
            if damaged.isForged { wrong.append("\(number) \(damaged.kind): forged, and opened") }
            // What opens opens the same data with the same effort, whatever its tokens say.
            if Self.effort(accepted) != Self.effort(good) {
                wrong.append("\(number) \(damaged.kind): another container, and opened")
            }
        }
        print(tally.line)
        #expect(wrong == [])
        #expect(tally.total == 10_000 && tally.slowest < Self.limit)
        #expect(tally.counts.count >= 9)
    }

    /// What our reading accepts goes through the real library, and ends in a name too. `DATASAFE_HEADERS` = how many of
    /// the ten thousand.
    @Test func `accepted headers open, or libcryptsetup's refusal has a code`() throws {
        let count = getenv("DATASAFE_HEADERS").flatMap { Int(String(cString: $0)) } ?? 600
        let file = try ContainerFile()
        let damage = try HeaderDamage(good: file.header, seed: 1)
        var tally = Tally("damaged headers, libcryptsetup")
        var wrong: [String] = []
        for number in 0..<count {
            let damaged = damage.header(number)
            let reading = LUKS2Reading(bytes: damaged.bytes)
            let (code, accepted) = DamagedHeader.outcome(
                of: reading, boxID: ContainerFile.box, array: ContainerFile.array)
            guard let accepted else { continue }
            try file.write(damaged.bytes)
            if damaged.bytes.count < LUKS2Reading.length { file.cut(to: damaged.bytes.count) }
            let slot = Int(accepted.enrolled.first?.keyslots.first ?? 0)
            let refusal = try file.opening(accepted, slot: slot, key: file.keys[slot])
            tally.take(refusal ?? "opens \(code)")
            let isOpen = refusal == nil
            let mayRefuse: Set<DamagedHeader.Kind> = [.truncated, .signature, .jsonText]
            if !isOpen, !mayRefuse.contains(damaged.kind) {
                wrong.append("\(number) \(damaged.kind): \(refusal ?? "")")
            }
            // What was broken is healed, by the library and from the copy that was judged.
            if isOpen, reading.findings.contains(.headerHealed) {
                let healed = LUKS2Reading(bytes: try file.current())
                if healed.validCopies != [true, true] || healed.header != accepted {
                    wrong.append("\(number) \(damaged.kind): not healed")
                }
            }
            try file.mend()
        }
        print(tally.line)
        #expect(wrong == [])
        #expect(tally.total >= count / 5 && tally.slowest < Self.limit)
    }
}
