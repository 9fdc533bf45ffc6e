import FaultDisk
import Testing

@testable import Nights

@Suite("What is drawn for a run of nights") struct EveningTests {
    private func evenings(_ count: Int, seed: UInt64 = 1) -> [Evening] {
        var random = SeededRandom(seed: seed)
        return EveningDeck.evenings(count, disks: 3, random: &random)
    }

    @Test("Thirty evenings have every fault, the same ones for a seed, and begin like any other") func deck() {
        for seed: UInt64 in 1...20 {
            let drawn = evenings(30, seed: seed)
            #expect(drawn.count == 30 && drawn == evenings(30, seed: seed))
            #expect(drawn[0].fault == nil && drawn[0].daysOff == 0 && drawn[0].disks == [1])
            #expect(Set(drawn.compactMap(\.fault)) == Set(Evening.Fault.allCases))
            #expect(drawn.contains { $0.daysOff < 0 } && drawn.contains { $0.daysOff >= 365 })
            #expect(drawn.contains { $0.disks.count == 2 })
        }
        #expect(evenings(30, seed: 1) != evenings(30, seed: 2))
    }

    @Test("No two evenings have the same day by the box's clock") func days() {
        for seed: UInt64 in 1...200 {
            let drawn = evenings(35, seed: seed)
            #expect(Set(drawn.map(\.day)).count == drawn.count)
        }
    }

    @Test("A pull or a cut has its moment, nothing else has; a disk that is no backup disk brings no night")
    func faults() {
        for evening in evenings(35, seed: 7) {
            let isSudden = evening.fault == .pulled || evening.fault == .cut
            #expect((evening.step != nil) == isSudden)
            #expect(
                evening.disks.allSatisfy { (1...3).contains($0) } && Set(evening.disks).count == evening.disks.count)
            if [.missing, .blank, .foreign].contains(evening.fault) { #expect(evening.disks.isEmpty) }
            if [.missing, .blank, .foreign, .clone].contains(evening.fault) { #expect(!evening.hasDisk) }
        }
    }

    @Test("Every evening is in one winter, also the one a year ahead") func winter() {
        // 1 January 2026 and every ninth day of two years after it.
        for start in stride(from: Int64(1_767_225_600), to: 1_767_225_600 + 730 * 86_400, by: 9 * 86_400) {
            let clock = EveningClock(after: start)
            #expect(clock.first > start && clock.first % 86_400 == 20 * 3600)
            for evening in evenings(EveningClock.most) {
                let day = EveningClock.words(clock.due(evening)).dropFirst(5).prefix(5)
                #expect(day >= "10-31" || day <= "03-25", "\(day)")
            }
        }
    }

    @Test("Times as the box and as restic write them") func times() {
        #expect(EveningClock.words(1_795_464_005) == "2026-11-23T20:00:05")
        #expect(EveningClock.time("2026-11-23T20:00:05Z") == 1_795_464_005)
        #expect(EveningClock.time("2026-11-23 20:00:05") == 1_795_464_005)
        #expect(EveningClock.time("yesterday") == nil)
        let list = """
            ID        Time                 Host        Tags        Size
            ------------------------------------------------------------
            1a2b3c4d  2026-11-23 20:00:05  5f00        1           1 MiB
            ------------------------------------------------------------
            1 snapshots
            """
        var night = BackupDiskImage.Night(id: "1a2b3c4d", at: 1_795_464_005)
        #expect(BackupDiskImage.nights(in: list) == [night])
        night.isPartial = true
        let more = list + "\n1a2b3c4d  unvollstaendig: ein Schaden hat Dateien gekostet / incomplete\n"
        #expect(BackupDiskImage.nights(in: more) == [night])
    }
}
