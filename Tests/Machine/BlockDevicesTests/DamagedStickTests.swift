import BlockDevices
import Damage
import DatasafeCore
import DatasafeFormats
import Testing

/// Ten thousand damaged key sticks, the same in each run, through the real reading code.
@Suite(.timeLimit(.minutes(5))) struct DamagedStickTests {
    @Test func `10,000 damaged sticks: each ends in the code of its damage`() throws {
        let file = try StickFile()
        let memory = try MemoryStick()
        let damage = StickDamage(seed: 1)
        var tally = Tally("damaged sticks")
        var wrong: [String] = []
        for number in 0..<10_000 {
            let stick = damage.stick(number)
            let candidate = try stick.kind == .unreadable ? memory.read(stick) : file.read(stick)
            let outcome = DamagedStick.outcome(StickImage.plan(candidate))
            tally.take(outcome)
            if !stick.expected.contains(outcome) {
                wrong.append("\(number) \(stick.kind): \(outcome), not \(stick.expected.sorted())")
            }
        }
        print(tally.line)
        #expect(wrong == [])
        #expect(tally.total == 10_000 && tally.slowest < .seconds(10))
        let codes: Set = [
            "opens", "opens KEY-ONE-COPY", "opens KEY-COPIES-DIFFER", "opens KEY-TABLE-LOST", "KEY-DAMAGED",
            "KEY-READ-ERROR", "KEY-BLANK", "KEY-NOT-A-KEY", "KEY-VERSION", "KEY-ROLE", "KEY-OTHER-BOX", "KEY-REVOKED",
            "KEY-UNKNOWN", "KEY-WEAK",
        ]
        #expect(codes.isSubset(of: tally.counts.keys))
    }

    /// Bytes 512 to 4,095 of the block say nothing: nothing there makes a key bad.
    @Test func `all 32,768 one-bit flips of a block: the record is damaged, what is behind it is nothing`() throws {
        let good = StickImage.block()
        var tally = Tally("one-bit flips")
        for bit in 0..<good.count * 8 {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            let isRecord = bit < KeyRecord.length * 8
            // Behind the record no bit is even read: every sixteenth is enough.
            guard isRecord || bit % 16 == 5 else { continue }
            for (a, b) in [(bad, good), (good, bad), (bad, bad)] {
                let reading = a.withUnsafeBytes { a in
                    b.withUnsafeBytes { b in KeyReading(copyA: a, copyB: b, place: .labelled).candidate }
                }
                let outcome = DamagedStick.outcome(StickImage.plan(reading))
                tally.take(outcome)
                let expected = !isRecord ? "opens" : a == b ? "KEY-DAMAGED" : "opens KEY-ONE-COPY"
                if outcome != expected { Issue.record("bit \(bit): \(outcome)") }
            }
        }
        print(tally.line)
        #expect(tally.counts["KEY-DAMAGED"] == 4096 && tally.counts["opens KEY-ONE-COPY"] == 8192)
    }

    @Test func `a medium that refuses a block is EIO, not an end of file`() throws {
        let memory = try MemoryStick()
        var stick = StickDamage(seed: 1).stick(0)
        stick.blocks = [:]
        #expect(try memory.read(stick).findings == [.readError])
        #expect(throws: BlockDevicesError(code: .read, what: MemoryStick.node, cause: "errno 5")) {
            try RawDevice.read(MemoryStick.node, at: memory.offset, count: RawDevice.block)
        }
    }
}
