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
            (SetupStep.code, StorageState.unsetUp, nil, BoxSight.Phase.unsetUp),
            (.practice, .unsetUp, nil, .settingUp),
            (.keys, .unsetUp, "keys-writing", .settingUp),
            // While both keys are proved the container is closed and opened.
            (.forming, .locked, "proving", .settingUp),
            (.forming, .unlocking, nil, .settingUp),
            (.paper, .open, nil, .settingUp),
            (.done, .open, "done", .open),
            // The note of the finished set-up was lost: a box with data is not new.
            (.code, .locked, nil, .locked),
            (.code, .open, "done", .open),
            (.practice, .failed, nil, .failed),
        ] as [(SetupStep, StorageState, String?, BoxSight.Phase)])
    func `the first day counts until it is done, but storage has the last word`(
        step: SetupStep, state: StorageState, stage: String?, phase: BoxSight.Phase
    ) {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { fact in
            fact.state = state
            fact.setup = stage.map { SetupProgress(stage: $0) }
        }
        var setup = SetupFact()
        setup.step = step
        box.facts.set(setup)
        #expect(sight(box).phase == phase)
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
}
