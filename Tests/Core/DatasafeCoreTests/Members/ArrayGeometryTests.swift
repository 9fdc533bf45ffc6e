import DatasafeCore
import Testing

private let mib: Int64 = 1 << 20
private let gib: Int64 = 1 << 30

@Suite struct ArrayGeometryTests {
    @Test(arguments: [
        // As large as the model, a little smaller inside the slack, and a little too small.
        (1000, true), (990, true), (984, false), (4000, true), (0, false),
    ])
    func `a new disk is measured before it is written`(gibibytes: Int64, fits: Bool) {
        let model: Int64 = 1000 << 30
        let taken: Int64 = 2 << 30
        let needed = model - taken - (12 << 30)
        #expect(
            ArrayGeometry.fits(
                diskBytes: gibibytes << 30, modelDisk: model, modelMapping: model - taken, needed: needed) == fits)
    }

    @Test(
        arguments: [
            ([4 * gib, 4 * gib], ArrayLevel.mirror, 2, 4 * gib - 64 * mib, 1),
            ([gib, gib], .mirror, 2, gib - 64 * mib, 1),
            ([256 * mib, 300 * mib], .mirror, 2, 192 * mib, 1),
            ([64 * gib, 65 * gib, 66 * gib], .mirror, 3, 63 * gib, 1),
            ([2000 * gib, 4000 * gib], .mirror, 2, 1999 * gib, 1),
            ([8 * gib, 8 * gib, 8 * gib, 8 * gib], .mirroredPairs, 4, 8 * gib - 128 * mib, 2),
            ([gib + 12_345, gib + mib - 1], .mirror, 2, gib - 64 * mib, 1),
        ] as [([Int64], ArrayLevel, Int, Int64, Int64)])
    func `level and size`(sizes: [Int64], level: ArrayLevel, count: Int, member: Int64, factor: Int64) throws {
        let geometry = try #require(ArrayGeometry(mappingBytes: sizes))
        #expect(geometry.level == level && geometry.memberCount == count && geometry.memberBytes == member)
        #expect(geometry.arrayBytes == factor * member && geometry.memberKibibytes == member / 1024)
        #expect(geometry.memberBytes % mib == 0)
    }

    @Test(
        arguments: [
            [], [gib], [gib, gib, gib, gib, gib], [gib, 200 * mib], [gib, 0], [gib, -gib],
        ] as [[Int64]])
    func `no array of that`(sizes: [Int64]) {
        #expect(ArrayGeometry(mappingBytes: sizes) == nil)
    }

    @Test(
        arguments: [
            (0, 64 * mib), (4 * gib, 64 * mib), (8 * gib, 128 * mib), (64 * gib, gib), (1000 * gib, gib),
        ] as [(Int64, Int64)])
    func `slack`(bytes: Int64, slack: Int64) {
        #expect(ArrayGeometry.slack(for: bytes) == slack)
    }

    /// A new disk of the same nominal size may be a little smaller; the slack must take it, with md's own 128 MiB at most.
    @Test(arguments: [64 * gib, 500 * gib, 4000 * gib] as [Int64])
    func `a disk of the same nominal size fits`(bytes: Int64) throws {
        let geometry = try #require(ArrayGeometry(mappingBytes: [bytes, bytes]))
        #expect(geometry.memberBytes + 128 * mib <= bytes - 800 * mib)
    }
}

@Suite struct RedundancyLeftTests {
    @Test(
        arguments: [
            (ArrayLevel.mirror, 2, [0, 1], 1, Judgement.ok), (.mirror, 2, [0], 0, .crit), (.mirror, 2, [], nil, .crit),
            (.mirror, 3, [0, 1, 2], 2, .ok), (.mirror, 3, [0, 2], 1, .warn), (.mirror, 3, [2], 0, .crit),
            (.mirrored4, 4, [0, 1, 2, 3], 1, .ok), (.mirrored4, 4, [0, 2, 3], 0, .crit),
            (.mirrored4, 4, [0, 2], 0, .crit),
            (.mirrored4, 4, [1, 2], 0, .crit), (.mirrored4, 4, [0, 1], nil, .crit),
            (.mirrored4, 4, [2, 3], nil, .crit),
            (.mirrored4, 4, [3], nil, .crit), (.mirrored4, 4, [], nil, .crit), (.mirror, 2, [0, 5], 0, .crit),
            (.mirror, 2, [7], nil, .crit),
        ] as [(ArrayLevel, Int, Set<Int>, Int?, Judgement)])
    func `how many more may fail`(level: ArrayLevel, count: Int, inSync: Set<Int>, left: Int?, judgement: Judgement) {
        #expect(RedundancyLeft.count(level: level, memberCount: count, inSync: inSync) == left)
        #expect(RedundancyLeft.judge(level: level, memberCount: count, inSync: inSync) == judgement)
    }

    /// The arithmetic against trying it out: take away any `left` disks and the data is there, some `left + 1` and it is not.
    @Test(arguments: [(ArrayLevel.mirror, 2), (.mirror, 3), (.mirrored4, 4)])
    func `the number is what taking disks away shows`(level: ArrayLevel, count: Int) {
        for bits in 0..<(1 << count) {
            let present = Set((0..<count).filter { bits >> $0 & 1 == 1 })
            let survives = { (gone: Int) in
                (0..<(1 << count)).allSatisfy { mask in
                    let away = Set((0..<count).filter { mask >> $0 & 1 == 1 })
                    guard away.count == gone, away.isSubset(of: present) else { return true }
                    return RedundancyLeft.count(level: level, memberCount: count, inSync: present.subtracting(away))
                        != nil
                }
            }
            guard let left = RedundancyLeft.count(level: level, memberCount: count, inSync: present) else { continue }
            #expect(survives(left) && (left == present.count || !survives(left + 1)), "\(present)")
        }
    }
}

extension ArrayLevel {
    fileprivate static var mirrored4: ArrayLevel { .mirroredPairs }
}
