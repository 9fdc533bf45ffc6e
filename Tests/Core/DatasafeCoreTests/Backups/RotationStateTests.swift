import DatasafeCore
import Testing

@Suite struct RotationStateTests {
    private static let codes: [BackupCode] = [.pulled, .full]
    static let states: [RotationState] =
        [.attached, .running, .verifying, .done, .away]
        + codes.flatMap { [.disturbed($0, attached: true), .disturbed($0, attached: false)] }
    static let events: [RotationState.Event] = [
        .plugged, .pulled, .runBegan, .verifyBegan, .runSucceeded, .runFailed(.inputOutput),
    ]

    /// Every state x event pair, written out.
    private static let table: [RotationState: [RotationState.Event: RotationState]] = [
        .attached: [
            .plugged: .attached, .pulled: .away, .runBegan: .running, .verifyBegan: .attached,
            .runSucceeded: .attached, .runFailed(.inputOutput): .disturbed(.inputOutput, attached: true),
        ],
        .running: [
            .plugged: .running, .pulled: .disturbed(.pulled, attached: false), .runBegan: .running,
            .verifyBegan: .verifying, .runSucceeded: .running,
            .runFailed(.inputOutput): .disturbed(.inputOutput, attached: true),
        ],
        .verifying: [
            .plugged: .verifying, .pulled: .disturbed(.pulled, attached: false), .runBegan: .running,
            .verifyBegan: .verifying, .runSucceeded: .done,
            .runFailed(.inputOutput): .disturbed(.inputOutput, attached: true),
        ],
        .done: [
            .plugged: .done, .pulled: .away, .runBegan: .running, .verifyBegan: .done, .runSucceeded: .done,
            .runFailed(.inputOutput): .disturbed(.inputOutput, attached: true),
        ],
        .away: [
            .plugged: .attached, .pulled: .away, .runBegan: .away, .verifyBegan: .away, .runSucceeded: .away,
            .runFailed(.inputOutput): .away,
        ],
        .disturbed(.pulled, attached: true): disturbedHere(.pulled),
        .disturbed(.full, attached: true): disturbedHere(.full),
        .disturbed(.pulled, attached: false): disturbedGone(.pulled),
        .disturbed(.full, attached: false): disturbedGone(.full),
    ]

    private static func disturbedHere(_ code: BackupCode) -> [RotationState.Event: RotationState] {
        let same = RotationState.disturbed(code, attached: true)
        return [
            .plugged: .attached, .pulled: .disturbed(code, attached: false), .runBegan: .running, .verifyBegan: same,
            .runSucceeded: same, .runFailed(.inputOutput): .disturbed(.inputOutput, attached: true),
        ]
    }

    private static func disturbedGone(_ code: BackupCode) -> [RotationState.Event: RotationState] {
        let same = RotationState.disturbed(code, attached: false)
        return [
            .plugged: .attached, .pulled: same, .runBegan: same, .verifyBegan: same, .runSucceeded: same,
            .runFailed(.inputOutput): same,
        ]
    }

    @Test(arguments: states, events)
    func `every state and event`(state: RotationState, event: RotationState.Event) throws {
        let expected = try #require(Self.table[state]?[event])
        #expect(state.after(event) == expected)
    }

    @Test(arguments: states)
    func `a disk may be pulled exactly when no engine writes to it`(state: RotationState) {
        let writing: Set<RotationState> = [.running, .verifying]
        #expect(state.mayBePulled == (state.isAttached && !writing.contains(state)))
        #expect(state.mayRun == state.mayBePulled)
    }

    @Test(arguments: states)
    func `only a plugged disk comes back from a start as attached`(state: RotationState) {
        for isAttached in [true, false] {
            let again = RotationState.atStart(word: state.word, code: state.code, isAttached: isAttached)
            #expect(again.isAttached == isAttached)
            if ["running", "verifying"].contains(state.word) { #expect(again.code == .interrupted) }
            if case .disturbed(let code, _) = state { #expect(again.code == code) }
        }
    }

    @Test func `finished is said only after reading back`() {
        var state = RotationState.attached
        for event in [RotationState.Event.runBegan, .runSucceeded] { state = state.after(event) }
        #expect(state == .running)
        #expect(state.after(.verifyBegan).after(.runSucceeded) == .done)
    }
}
