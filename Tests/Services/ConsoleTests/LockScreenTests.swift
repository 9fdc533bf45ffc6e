import DatasafeCore
import DatasafeTexts
import Testing

@testable import Console

@Suite struct LockScreenTests {
    private static func sight(_ state: StorageState, _ step: String, isKeyIn: Bool = false) -> ConsoleSight {
        Sights.sight(state) { fact in
            fact.array = Sights.array("idle", ["insync", "rebuilding"], done: 0)
            fact.array?.progress = nil
            fact.reason = state == .openDegraded ? Refusal(LockRefusal.underWay) : nil
            fact.keyPluggedSince = isKeyIn ? Sights.now : nil
            var change = LockChangeFact(step: step, numbers: [3, 4], isWithoutOldKey: true)
            if step == "lock-move" {
                change.progress = DeedProgress(step: step, done: 457, of: 1000, secondsLeft: 5400)
            }
            fact.lockChange = change
        }
    }

    @Test(arguments: [
        (StorageState.open, "lock-pull", false), (.open, "lock-pull", true), (.openDegraded, "lock-free", false),
        (.openDegraded, "lock-move", false), (.openDegraded, "lock-move", true), (.openDegraded, "lock-leave", false),
    ])
    func `from the first step to the last it says not to switch off`(
        state: StorageState, step: String, isKeyIn: Bool
    ) {
        let rows = ConsolePicture(Self.sight(state, step, isKeyIn: isKeyIn)).rows.map(\.text)
        #expect(rows.count == 25 && rows.allSatisfy { $0.count <= 80 && !$0.contains("{") })
        #expect(rows.contains { $0.contains("NICHT AUSSCHALTEN") && $0.contains("DO NOT SWITCH OFF") })
        #expect(rows.contains { $0.contains("Beide neuen Sticks abziehen") } == (step == "lock-pull"))
        // There are two copies until the first disk is freed.
        #expect(rows.contains { $0.contains("nur eine Kopie") } == (step != "lock-pull"))
        #expect(rows.contains { $0.contains("Daten ziehen um: 45 %, noch 90 Min.") } == (step == "lock-move"))
    }

    @Test func `a volume that takes nothing more does not hide it, nor tell anybody to restart`() {
        for change in [Sights.readOnly, Sights.full] {
            var sight = Self.sight(.openDegraded, "lock-move")
            change(&sight)
            let rows = ConsolePicture(sight).rows.map(\.text)
            #expect(ConsoleState.of(sight).state == .shut)
            #expect(rows.contains { $0.contains("NICHT AUSSCHALTEN") } && !rows.contains { $0.contains("neu starten") })
        }
    }
}
