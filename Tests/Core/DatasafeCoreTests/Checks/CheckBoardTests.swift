import DatasafeCore
import Testing

@Suite struct CheckBoardTests {
    private let time = CheckTime(steady: 1_000_000, wall: Instant(seconds: 1_800_000_000))
    private let members = CheckID(.raidMembers)
    private let waiting = CheckID(.ioPressure)

    @Test func `a lost member hides slow disks, whatever their order`() {
        var board = CheckBoard()
        _ = board.take([members: bad(.crit), waiting: bad(.crit)], at: time)
        #expect(board.states[waiting]?.shown == .notApplicable)
        #expect(board.states[waiting]?.shownReason == CheckReason.hidden.code)
        _ = board.take([members: .ok(0), waiting: bad(.warn)], at: time.adding(seconds: 10))
        #expect(board.states[waiting]?.phase == .pending)
    }

    @Test func `a disk of the mirror that is sick is told at once, though only a warning; a full volume is not`() {
        for (check, isUrgent) in [
            (CheckID(.raidErrors, "d2"), true), (CheckID(.raidMembers), true), (CheckID(.volumeUsed, "data"), false),
        ] {
            var line = CheckTimeline(check)
            line.hold(bad(.warn), for: 300)
            #expect(line.kinds == [.raise], "\(check)")
            #expect(line.events.last?.severity == .warn && line.events.last?.isUrgent == isUrgent, "\(check)")
            let told = BeatEvent(
                number: 1, kind: .raise, id: check.text, state: 1, value: nil, reason: "", at: QuietBox.monday)
            #expect(told.isUrgent == isUrgent, "\(check)")
        }
    }

    @Test func `a check without a sample is absent, and forgotten after a day with a resolve`() {
        var board = CheckBoard()
        let smart = CheckID(.diskSmart, "d3")
        _ = board.take([smart: bad(.crit)], at: time)
        #expect(board.take([:], at: time.adding(seconds: 3600)).isEmpty)
        #expect(board.states[smart]?.shown == .notApplicable)
        let events = board.take([:], at: time.adding(seconds: 90_000))
        #expect(events.map(\.kind) == [.resolve])
        #expect(board.states.isEmpty)
    }

    @Test func `the fact shows the worst first`() {
        var board = CheckBoard()
        _ = board.take(
            [
                CheckID(.certificate, "web"): .ok(100), members: bad(.crit, value: 2), CheckID(.backupInit): bad(.warn),
                CheckID(.powerSupply): .notApplicable(.noneHere), CheckID(.load): .unknown,
            ], at: time)
        #expect(board.facts.map(\.id) == ["raid.members", "backup.init", "load15", "cert:web", "psu"])
        #expect(board.facts.map(\.state) == [2, 1, 3, 0, -1])
        #expect(board.facts[0].reason == "TEST-BAD" && board.facts[0].value == 2 && !board.facts[0].latched)
        #expect(board.facts[4].reason == CheckReason.noneHere.code)
    }

    @Test func `only a standing, latched alarm can be accepted, each refusal has its code`() throws {
        var board = CheckBoard()
        let data = CheckID(.raidErrors, "fs")
        _ = board.take([members: bad(.crit), data: bad(.crit, value: 3)], at: time)
        #expect(throws: Refusal(code: "MON-NOT-LATCHED", subject: "raid.members")) {
            try board.acknowledge(members, at: time)
        }
        #expect(throws: Refusal(code: "MON-NO-SUCH-ALARM", subject: "load15")) {
            try board.acknowledge(CheckID(.load), at: time)
        }
        #expect(try board.acknowledge(data, at: time).kind == .resolve)
        #expect(board.states[data]?.shown == .ok)
    }

    @Test func `a stored board goes on where it was: no second message for one raise`() {
        var board = CheckBoard()
        _ = board.take([members: bad(.crit)], at: time)
        var again = CheckBoard(states: board.states)
        #expect(again.take([members: bad(.crit)], at: time.adding(seconds: 60)).isEmpty)
    }

    @Test(arguments: [
        ("raid.members", true), ("fs.used:data", true), ("disk.smart:d1", true), ("backup.verify:12", true),
        ("cert:web", true), ("nothing", false), ("fs.used:", false), ("fs.used:Data", false), ("fs.used:a b", false),
        ("fs.used:aaaaaaaaaaaaaaaaa", false), ("", false), (":", false), ("fs.used:a:b", false),
    ])
    func `an id is read only as the catalogue writes it`(text: String, isID: Bool) {
        #expect(CheckID(text)?.text == (isID ? text : nil))
    }

    @Test func `all twenty rows of the product's table have a check`() {
        #expect(Set(CheckKind.allCases.compactMap(\.row)) == Set(1...20))
    }
}
