import DatasafeCore
import PageFrame
import PagesDoubles
import Testing

@Suite struct BoxSightTests {
    private func sight(_ box: ScriptedBox) -> BoxSight {
        Frame(facts: box.facts, deeds: box.deeds, now: { ScriptedBox.now }, version: "0.0.0").sight()
    }

    @Test(arguments: [
        (StorageState.starting, BoxSight.Phase.starting), (.unsetUp, .unsetUp), (.locked, .locked),
        (.unlocking, .unlocking), (.open, .open), (.openDegraded, .openDegraded), (.failed, .failed),
    ])
    func `without a first day the phase is storage's state`(state: StorageState, phase: BoxSight.Phase) {
        let box = ScriptedBox()
        box.state(state)
        #expect(sight(box).phase == phase)
    }

    @Test(
        arguments: [
            (0, DeedProgress(step: "retire-keys"), Level.busy), (1, DeedProgress(step: "erase", done: 1, of: 2), .busy),
            (1, nil, .crit), (2, nil, .ok),
        ] as [(Int, DeedProgress?, Level)])
    func `a box that leaves is no fault, unless a disk is left over`(erased: Int, step: DeedProgress?, level: Level) {
        let box = ScriptedBox()
        box.retired(erased: erased, progress: step)
        #expect(sight(box).phase == .retired && sight(box).level == level)
    }

    @Test(
        arguments: [
            (SetupStep.code, StorageState.unsetUp, BoxSight.Phase.unsetUp), (.practice, .unsetUp, .settingUp),
            (.keys, .unsetUp, .settingUp),
            // After a cut it looks at its disks and waits for a key.
            (.forming, .starting, .starting), (.forming, .locked, .locked), (.forming, .unlocking, .unlocking),
            (.forming, .failed, .settingUp),
            // The array is open, but nobody can log in yet.
            (.practice, .open, .settingUp), (.paper, .open, .settingUp), (.done, .open, .open),
            (.done, .locked, .locked), (.code, .failed, .failed), (.disks, .failed, .failed),
        ] as [(SetupStep, StorageState, BoxSight.Phase)])
    func `the first day counts until it is done`(step: SetupStep, state: StorageState, phase: BoxSight.Phase) {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.state = state }
        var setup = SetupFact()
        setup.step = step
        box.facts.set(setup)
        #expect(sight(box).phase == phase)
        // The wizard is there whatever storage is at, but for a fault before anything was chosen.
        #expect(sight(box).isSetUpDay == (step != .done && phase != .failed))
    }

    @Test func `nobody knows when storage never spoke`() {
        let box = ScriptedBox()
        box.facts.remove(.storage)
        #expect(sight(box).phase == .unknown)
        #expect(sight(box).level == .unknown)
        #expect(!sight(box).isOpen)
    }

    @Test func `old facts are shown and called old`() {
        let box = ScriptedBox()
        #expect(!sight(box).isStale)
        box.facts.set(ScriptedBox.storage(), age: 31)
        #expect(sight(box).isStale)
        #expect(sight(box).phase == .open)
        #expect(sight(box).level == .unknown)
        box.facts.set(ScriptedBox.storage())
        box.facts.set(ScriptedBox.monitor(), age: 31)
        #expect(sight(box).isStale)
    }

    @Test(arguments: [
        ([], Level.ok), ([1], .warn), ([3], .warn), ([2], .crit), ([1, 2], .crit), ([-1, 0], .ok),
    ])
    func `the sign at the top is the worst check`(states: [Int], level: Level) {
        let box = ScriptedBox()
        box.facts.set(
            ScriptedBox.monitor(
                raised: states.enumerated().map { index, state in
                    CheckFact(id: "test.\(index)", state: state, value: nil, since: ScriptedBox.now, reason: "")
                }))
        #expect(sight(box).level == level)
    }

    @Test func `while the lock is changed nothing is called in order`() {
        let box = ScriptedBox()
        #expect(sight(box).level == .ok)
        box.facts.change(StorageFact()) {
            $0.lockChange = LockChangeFact(step: "lock-pull", numbers: [3, 4], isWithoutOldKey: true)
        }
        #expect(sight(box).level == .warn)
    }
}
