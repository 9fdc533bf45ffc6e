public import DatasafeCore
public import DatasafeFormats

/// One damaged key stick, the same for the same seed and number.
public struct DamagedStick: Sendable {
    /// What was done to it.
    public enum Kind: String, CaseIterable, Sendable {
        case whole, flippedOne, flippedBoth, noise, torn, zeroed, foreign, shifted, unreadable, short
        // Under right checksums.
        case length, version, fields, sealedNoise, strangers, twoRecords, role, weak
    }

    public let number: Int
    public let kind: Kind
    /// The block at the place of each copy; nil where the medium gives an error.
    public var blocks: [KeyCopy: [UInt8]]
    /// Bytes of the device behind the start of the partition; less than a whole stick has where it was cut.
    public var length = KeyRecord.partitionLength
    /// How the stick is found.
    public var place = KeyReading.Place.labelled
    /// Every outcome that is right for this kind: codes, or `opens` and the warnings behind it.
    public var expected: Set<String>

    /// The outcome in words: `opens`, `opens KEY-ONE-COPY`, `KEY-DAMAGED`.
    public static func outcome(_ plan: KeyPlan) -> String {
        switch plan {
        case .use(_, _, let warnings): (["opens"] + warnings.map(\.code)).joined(separator: " ")
        case .refuse(let code, _): code.code
        }
    }
}

/// Damages a good stick in many ways.
public struct StickDamage: Sendable {
    private let seed: UInt64
    private let good = StickImage.block()

    public init(seed: UInt64) { self.seed = seed }

    /// The stick with this number; kinds come in turn.
    public func stick(_ number: Int) -> DamagedStick {
        let kinds = DamagedStick.Kind.allCases
        var random = SplitMix(seed: seed, number: number)
        var stick = DamagedStick(
            number: number, kind: kinds[number % kinds.count], blocks: [.a: good, .b: good], expected: ["opens"])
        switch stick.kind {
        case .whole: break
        case .flippedOne, .flippedBoth, .noise, .torn, .zeroed, .foreign, .shifted: bytes(&stick, &random)
        case .unreadable, .short: medium(&stick, &random)
        case .length, .version, .fields, .sealedNoise: sealed(&stick, &random)
        case .strangers, .twoRecords, .role, .weak: others(&stick, &random)
        }
        if random.below(8) == 0 { withoutTable(&stick) }
        return stick
    }

    /// The table is gone: the absolute bytes are read, and what opens opens with a warning.
    private func withoutTable(_ stick: inout DamagedStick) {
        stick.place = .withoutTable
        stick.expected = Set(
            stick.expected.map { outcome in
                if outcome.hasPrefix("opens") { return outcome + " KEY-TABLE-LOST" }
                return outcome == "KEY-BLANK" ? "KEY-NOT-A-KEY" : outcome
            })
        // Without the label nothing says that foreign bytes were a key.
        if stick.expected.contains("KEY-DAMAGED") { stick.expected.insert("KEY-NOT-A-KEY") }
    }

    /// One copy or both, and what follows from it when the copies chosen are no longer valid.
    private func targets(_ stick: inout DamagedStick, _ random: inout SplitMix, both: Set<String>) -> [KeyCopy] {
        let copies = random.pick([[KeyCopy.a], [.b], [.a, .b]])
        stick.expected = copies.count == 1 ? ["opens KEY-ONE-COPY"] : both
        return copies
    }

    private func bytes(_ stick: inout DamagedStick, _ random: inout SplitMix) {
        switch stick.kind {
        case .flippedOne:
            let bit = random.below(KeyRecord.length * 8)
            stick.expected = ["opens KEY-ONE-COPY"]
            stick.blocks[random.pick([.a, .b])]?[bit / 8] ^= 1 << UInt8(bit % 8)
        case .flippedBoth:
            let bits = (random.below(KeyRecord.length * 8), random.below(KeyRecord.length * 8))
            let second = random.below(2) == 0 ? bits.0 : bits.1
            stick.expected = ["KEY-DAMAGED"]
            stick.blocks[.a]?[bits.0 / 8] ^= 1 << UInt8(bits.0 % 8)
            stick.blocks[.b]?[second / 8] ^= 1 << UInt8(second % 8)
        case .noise:
            for copy in targets(&stick, &random, both: ["KEY-DAMAGED"]) {
                // Another value each: damage that is none would be expected to be found.
                for _ in 0..<random.within(1, 64) {
                    stick.blocks[copy]?[random.below(KeyRecord.length)] &+= UInt8(random.within(1, 255))
                }
            }
            // Two changes of one byte may be none.
            stick.expected.formUnion(["opens", "opens KEY-ONE-COPY"])
        case .torn:
            let other = StickImage.block(number: 2, keyID: 2, key: 99)
            let start = random.pick([64, 128, 256, 479, 480])
            for copy in targets(&stick, &random, both: ["KEY-DAMAGED"]) {
                stick.blocks[copy]?.replaceSubrange(start..<512, with: other[start..<512])
            }
        case .zeroed:
            for copy in targets(&stick, &random, both: ["KEY-BLANK"]) {
                stick.blocks[copy] = [UInt8](repeating: 0, count: KeyRecord.blockSize)
            }
        case .shifted:
            let distance = random.within(1, 511)
            for copy in targets(&stick, &random, both: ["KEY-DAMAGED"]) {
                let block = stick.blocks[copy] ?? []
                stick.blocks[copy] = [UInt8](repeating: 0, count: distance) + block.dropLast(distance)
            }
        default:
            for copy in targets(&stick, &random, both: ["KEY-DAMAGED"]) {
                var block = random.pick([
                    random.bytes(KeyRecord.blockSize), [UInt8](repeating: 0xff, count: KeyRecord.blockSize),
                    [0xeb, 0x58, 0x90] + Array("mkfs.fat".utf8) + [UInt8](repeating: 0xf6, count: 4085),
                ])
                block[0] = block[0] == UInt8(ascii: "D") ? 0 : block[0]
                stick.blocks[copy] = block
            }
        }
    }

    private func medium(_ stick: inout DamagedStick, _ random: inout SplitMix) {
        if stick.kind == .unreadable {
            for copy in targets(&stick, &random, both: ["KEY-READ-ERROR"]) { stick.blocks[copy] = nil }
        } else {
            stick.length = random.pick([0, 512, 4095, 4096, 8192, 524_288, 524_800, 528_383, 528_384])
            if stick.length < 4096 { stick.expected = ["KEY-READ-ERROR"] }
            if (4096..<528_384).contains(stick.length) { stick.expected = ["opens KEY-ONE-COPY"] }
        }
    }
}
