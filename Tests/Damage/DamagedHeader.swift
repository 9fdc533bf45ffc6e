public import DatasafeCore
public import DatasafeFormats

/// One damaged header of a container, the same for the same seed and number.
public struct DamagedHeader: Sendable {
    /// What was done to it.
    public enum Kind: String, CaseIterable, Sendable {
        // Accidents: checksums are wrong unless the damage missed.
        case scattered, flipped, burst, zeroed, randomised, truncated, shifted, swapped, signature
        // On purpose: checksums are right.
        case sequence, jsonText, jsonTree, jsonSizes, binary, requirement, reencrypt, backup, cipher, costs, tokens
    }

    public let number: Int
    public let kind: Kind
    /// 32 KiB; less if the device is shorter.
    public let bytes: [UInt8]
    /// Something in it must never be opened, whichever copy it stands in and whatever the other copy says.
    public let isForged: Bool
}

/// Damages one good header in many ways.
public struct HeaderDamage: Sendable {
    let good: HeaderImage
    let root: JSONValue
    let seed: UInt64

    /// - Parameter good: 32 KiB of a header with two silver keys and tokens, as a box makes it.
    public init(good: [UInt8], seed: UInt64) throws {
        self.good = HeaderImage(good)
        self.seed = seed
        root = try JSONValue(json: self.good.json(0))
    }

    /// The header with this number; kinds come in turn.
    public func header(_ number: Int) -> DamagedHeader {
        let kinds = DamagedHeader.Kind.allCases
        let kind = kinds[number % kinds.count]
        var random = SplitMix(seed: seed, number: number)
        let bytes: [UInt8]
        switch kind {
        case .scattered, .flipped, .burst, .zeroed, .randomised, .truncated, .shifted, .swapped, .signature:
            bytes = accident(kind, &random)
        default:
            bytes = forged(kind, &random)
        }
        let alwaysForged: Set<DamagedHeader.Kind> = [.requirement, .reencrypt, .backup, .cipher, .costs, .jsonSizes]
        return DamagedHeader(number: number, kind: kind, bytes: bytes, isForged: alwaysForged.contains(kind))
    }

    private func accident(_ kind: DamagedHeader.Kind, _ random: inout SplitMix) -> [UInt8] {
        var bytes = good.bytes
        let length = HeaderImage.copyLength
        switch kind {
        case .scattered:
            for _ in 0..<random.within(1, 64) { bytes[random.below(bytes.count)] = random.byte() }
        case .flipped:
            for _ in 0..<random.within(1, 3) { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
        case .burst:
            let start = random.below(bytes.count)
            let end = min(bytes.count, start + random.within(1, 4096))
            let fill = random.pick([[UInt8](repeating: 0, count: 4096), [UInt8](repeating: 0xff, count: 4096), []])
            bytes.replaceSubrange(
                start..<end, with: fill.isEmpty ? random.bytes(end - start) : Array(fill.prefix(end - start)))
        case .zeroed, .randomised:
            let range = random.pick([0..<length, length..<2 * length, 0..<2 * length, 0..<4096, length..<length + 512])
            let zeros = [UInt8](repeating: 0, count: range.count)
            bytes.replaceSubrange(range, with: kind == .zeroed ? zeros : random.bytes(range.count))
        case .truncated:
            bytes.removeLast(random.within(1, bytes.count))
        case .shifted:
            let distance = random.pick([1, 2, 16, 512, 1024, 4096, length, random.within(1, 4096)])
            let rest = [UInt8](repeating: 0, count: distance)
            bytes = random.below(2) == 0 ? rest + bytes.dropLast(distance) : bytes.dropFirst(distance) + rest
        case .swapped:
            let from = random.below(2) * length
            let copy = Array(bytes[from..<from + length])
            bytes = random.below(2) == 0 ? copy + copy : Array(bytes[length...] + bytes[..<length])
        default:
            for _ in 0..<random.within(1, 2) { Self.sign(&bytes, with: random.pick(Self.signatures)) }
        }
        return bytes
    }

    /// What others write over the start of a disk: place and bytes.
    static let signatures: [[(Int, [UInt8])]] = [
        [(510, [0x55, 0xaa])], [(510, [0x55, 0xaa]), (446, [0x80, 0, 2, 0, 7])], [(512, Array("EFI PART".utf8))],
        [(0, [0xeb, 0x58, 0x90] + Array("mkfs.fat".utf8)), (82, Array("FAT32   ".utf8)), (510, [0x55, 0xaa])],
        [(3, Array("NTFS    ".utf8)), (510, [0x55, 0xaa])], [(3, Array("EXFAT   ".utf8)), (510, [0x55, 0xaa])],
        [(1080, [0x53, 0xef])], [(4086, Array("SWAPSPACE2".utf8))], [(512, Array("LABELONE".utf8))],
        [(0, Array("XFSB".utf8))], [(0, Array("hsqs".utf8))], [(4096, [0xfc, 0x4e, 0x2b, 0xa9, 1, 0, 0, 0])],
    ]

    private static func sign(_ bytes: inout [UInt8], with signature: [(Int, [UInt8])]) {
        for (offset, field) in signature { bytes.replaceSubrange(offset..<offset + field.count, with: field) }
    }
}

extension DamagedHeader {
    /// What the service's own reading makes of it: the code that refuses it, or, if it may be opened, the first warning or
    /// `opens`, and the header.
    public static func outcome(
        of reading: LUKS2Reading, boxID: BoxID?, array: ArrayUUID
    ) -> (code: String, accepted: LUKS2Header?) {
        guard let header = reading.header else { return (reading.findings.first?.code ?? "no code", nil) }
        let findings = reading.findings + header.findings(boxID: boxID, array: array)
        if let stop = findings.first(where: { !$0.mayOpen }) { return (stop.code, nil) }
        return (findings.first?.code ?? "opens", header)
    }
}
