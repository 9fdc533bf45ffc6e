import Testing

@testable import FaultDisk

@Suite("What a cut leaves of a write") struct CutRuleTests {
    func write(_ offset: Int, _ count: Int, isForced: Bool = false) -> UnflushedWrite {
        UnflushedWrite(offset: offset, bytes: Array(repeating: 1, count: count), isForced: isForced)
    }

    @Test("Each sector by itself, with the chance that was drawn", arguments: CutRule.chances)
    func statistics(chance: Double) {
        var random = SeededRandom(seed: 7)
        let sectors = 40_000
        let kept = CutRule.kept(of: write(0, sectors * 512), chance: chance, random: &random)
        let share = Double(kept.reduce(0) { $0 + $1.count }) / Double(sectors * 512)
        #expect(abs(share - chance) < 0.01)
        #expect(kept.allSatisfy { $0.lowerBound % 512 == 0 && $0.upperBound % 512 == 0 })
        // Independent sectors make many runs; one fate for the whole write makes one or none.
        if chance == 0.5 { #expect(abs(kept.count - sectors / 4) < sectors / 40) }
        if chance == 0 || chance == 1 { #expect(kept.count == Int(chance)) }
    }

    @Test("A forced write is kept whole, whatever the chance", arguments: CutRule.chances)
    func forced(chance: Double) {
        var random = SeededRandom(seed: 1)
        #expect(CutRule.kept(of: write(700, 5000, isForced: true), chance: chance, random: &random) == [0..<5000])
    }

    @Test("A write tears where the disk's sectors end, not where its own do") func tears() {
        var borders: Set<Int> = []
        for seed in 0..<200 {
            var random = SeededRandom(seed: UInt64(seed))
            for run in CutRule.kept(of: write(512 * 9 + 100, 2000), chance: 0.5, random: &random) {
                borders.formUnion([run.lowerBound, run.upperBound])
            }
        }
        #expect(borders == [0, 412, 924, 1436, 1948, 2000])
    }

    @Test("The same seed cuts the same way, another one another") func repeats() {
        func kept(_ seed: UInt64, _ branch: String) -> [Range<Int>] {
            var random = SeededRandom(seed: seed).branch(branch)
            return CutRule.kept(of: write(0, 512 * 64), chance: 0.5, random: &random)
        }
        #expect(kept(3, "data1") == kept(3, "data1"))
        #expect(kept(3, "data1") != kept(4, "data1"))
        #expect(kept(3, "data1") != kept(3, "data2"))
    }

    @Test("The cache gives its oldest writes away when it is full, in order") func finite() {
        var cache = WriteCache()
        for index in 0..<10 { cache.add(write(index, 100)) }
        #expect(cache.takeOldest(beyond: 1000).isEmpty)
        cache.add(write(10, 1))
        #expect(cache.takeOldest(beyond: 1000).map(\.offset) == [0, 1, 2, 3, 4, 5])
        #expect(cache.bytes == 401)
        #expect(cache.takeAll().map(\.offset) == [6, 7, 8, 9, 10])
        #expect(cache.bytes == 0)
    }
}
