import DatasafeCore
import Testing

private typealias Phase = CheckState.Phase

/// What can happen to a check in one step.
private enum Happening: String, CaseIterable {
    case good, warn, crit, between, unknown, notApplicable
    var sample: Sample {
        switch self {
        case .good: .ok(1)
        case .warn: bad(.warn)
        case .crit: bad(.crit)
        // Below where it rises, not yet below where it clears.
        case .between: bad(.ok, holds: .warn)
        case .unknown: .unknown
        case .notApplicable: .notApplicable(.locked)
        }
    }
}

private struct Row: Sendable, CustomTestStringConvertible {
    var from: CheckState.Phase
    var severity = Severity.ok
    var happening: Happening
    var phase: CheckState.Phase
    var shown: Judgement
    var events: [CheckEvent.Kind] = []
    var testDescription: String { "\(from) \(severity) + \(happening)" }
}

/// `load15`: WARN after 15 minutes, CRIT after 30, clear after 2. `due` steps come long after the state began.
private let early: [Row] = [
    Row(from: .ok, happening: .good, phase: .ok, shown: .ok),
    Row(from: .ok, happening: .warn, phase: .pending, shown: .ok),
    Row(from: .ok, happening: .crit, phase: .pending, shown: .ok),
    Row(from: .ok, happening: .between, phase: .ok, shown: .ok),
    Row(from: .ok, happening: .unknown, phase: .ok, shown: .unknown),
    Row(from: .ok, happening: .notApplicable, phase: .ok, shown: .notApplicable),
    Row(from: .pending, happening: .good, phase: .ok, shown: .ok),
    Row(from: .pending, happening: .warn, phase: .pending, shown: .ok),
    Row(from: .pending, happening: .crit, phase: .pending, shown: .ok),
    Row(from: .pending, happening: .between, phase: .ok, shown: .ok),
    Row(from: .pending, happening: .unknown, phase: .ok, shown: .unknown),
    Row(from: .pending, happening: .notApplicable, phase: .ok, shown: .notApplicable),
    Row(from: .raised, severity: .warn, happening: .good, phase: .clearing, shown: .warn),
    Row(from: .raised, severity: .warn, happening: .warn, phase: .raised, shown: .warn),
    Row(from: .raised, severity: .warn, happening: .crit, phase: .raised, shown: .warn),
    Row(from: .raised, severity: .warn, happening: .between, phase: .raised, shown: .warn),
    Row(from: .raised, severity: .warn, happening: .unknown, phase: .raised, shown: .warn),
    Row(from: .raised, severity: .warn, happening: .notApplicable, phase: .raised, shown: .notApplicable),
    Row(from: .raised, severity: .crit, happening: .good, phase: .clearing, shown: .crit),
    Row(from: .raised, severity: .crit, happening: .warn, phase: .clearing, shown: .crit),
    Row(from: .raised, severity: .crit, happening: .crit, phase: .raised, shown: .crit),
    Row(from: .raised, severity: .crit, happening: .between, phase: .clearing, shown: .crit),
    Row(from: .raised, severity: .crit, happening: .unknown, phase: .raised, shown: .crit),
    Row(from: .raised, severity: .crit, happening: .notApplicable, phase: .raised, shown: .notApplicable),
    Row(from: .clearing, severity: .warn, happening: .good, phase: .clearing, shown: .warn),
    Row(from: .clearing, severity: .warn, happening: .warn, phase: .raised, shown: .warn),
    Row(from: .clearing, severity: .warn, happening: .crit, phase: .raised, shown: .warn),
    Row(from: .clearing, severity: .warn, happening: .between, phase: .raised, shown: .warn),
    Row(from: .clearing, severity: .warn, happening: .unknown, phase: .raised, shown: .warn),
    Row(from: .clearing, severity: .warn, happening: .notApplicable, phase: .raised, shown: .notApplicable),
]

/// The same, the step long after: whatever waits for time is due.
private let late: [Row] = [
    Row(from: .pending, happening: .warn, phase: .raised, shown: .warn, events: [.raise]),
    Row(from: .pending, happening: .good, phase: .ok, shown: .ok),
    Row(from: .raised, severity: .warn, happening: .warn, phase: .raised, shown: .warn),
    Row(from: .clearing, severity: .warn, happening: .good, phase: .ok, shown: .ok, events: [.resolve]),
    Row(from: .clearing, severity: .crit, happening: .good, phase: .ok, shown: .ok, events: [.resolve]),
    Row(from: .clearing, severity: .warn, happening: .warn, phase: .raised, shown: .warn),
]

@Suite struct CheckStateTests {
    private func reached(_ phase: CheckState.Phase, _ severity: Severity) -> CheckTimeline {
        var line = CheckTimeline(CheckID(.load))
        switch phase {
        case .ok: line.take(.ok(1), then: 10)
        case .pending: line.take(bad(.warn), then: 10)
        case .raised: line.hold(bad(severity), for: severity == .crit ? 1800 : 900)
        case .clearing:
            line.hold(bad(severity), for: severity == .crit ? 1800 : 900)
            line.time = line.time.adding(seconds: 10)
            line.take(.ok(1))
        }
        line.time = line.time.adding(seconds: 10)
        #expect(line.state.phase == phase && line.state.severity == severity)
        line.events = []
        return line
    }

    @Test(arguments: early)
    private func `each state takes each event, before any wait is over`(row: Row) {
        var line = reached(row.from, row.severity)
        line.take(row.happening.sample)
        #expect(line.state.phase == row.phase)
        #expect(line.state.shown == row.shown)
        #expect(line.kinds == row.events)
    }

    @Test(arguments: late)
    private func `each state takes each event, after its wait`(row: Row) {
        var line = reached(row.from, row.severity)
        line.time = line.time.adding(seconds: 3600)
        line.take(row.happening.sample)
        #expect(line.state.phase == row.phase)
        #expect(line.state.shown == row.shown)
        #expect(line.kinds == row.events)
    }

    @Test func `the table has every pair of state and event`() {
        for phase in CheckState.Phase.allCases {
            for happening in Happening.allCases {
                #expect(early.contains { $0.from == phase && $0.happening == happening }, "\(phase) \(happening)")
            }
        }
    }

    @Test func `an event raises with the first sample, also when the box starts with it`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.take(bad(.crit, value: 2))
        #expect(line.kinds == [.raise])
        #expect(line.events.first?.severity == .crit && line.events.first?.value == 2)
        #expect(line.state.shown == .crit && line.state.shownReason == "TEST-BAD")
    }

    @Test func `a burst of samples is not two bad samples in a row`() {
        var line = CheckTimeline(CheckID(.volumeUsed, "data"))
        for _ in 0..<20 { line.take(bad(.warn), then: 1) }
        #expect(line.kinds.isEmpty)
        line.time = line.time.adding(seconds: 40)
        line.take(bad(.warn))
        #expect(line.kinds == [.raise])
    }

    @Test func `a warning gets worse after the time of CRIT, told at once and once`() {
        var line = CheckTimeline(CheckID(.boxPhase))
        line.hold(bad(.crit), for: 900)
        #expect(line.kinds == [.raise] && line.state.severity == .warn)
        line.hold(bad(.crit), for: 6300)
        #expect(line.kinds == [.raise, .worse] && line.state.severity == .crit)
        #expect(line.events.last?.isUrgent == true)
        line.hold(bad(.crit), for: 7200)
        #expect(line.kinds == [.raise, .worse])
    }

    @Test func `a resolve says how long it was`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.take(bad(.crit), then: 600)
        line.take(.ok(0))
        #expect(line.kinds == [.raise, .resolve])
        #expect(line.events.last?.lasted == 600 && line.events.last?.reason == "TEST-BAD")
        #expect(line.state.shownReason == "")
    }

    @Test func `CRIT falls to WARN without a message and rises again with one`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.take(bad(.crit), then: 10)
        line.take(bad(.warn), then: 10)
        #expect(line.state.severity == .warn && line.kinds == [.raise])
        line.take(bad(.crit))
        #expect(line.kinds == [.raise, .worse])
    }

    @Test func `three unread periods are a warning, and the next good reading ends it`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.hold(.unknown, for: 20)
        #expect(line.state.shown == .unknown && line.state.shownReason == CheckReason.unreadable.code)
        line.hold(.unknown, for: 20)
        #expect(line.kinds == [.raise] && line.state.shown == .warn)
        #expect(line.state.shownReason == CheckReason.unreadable.code)
        line.take(.ok(0))
        #expect(line.kinds == [.raise, .resolve])
    }

    @Test func `unknown never replaces an alarm, it makes it old`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.take(bad(.crit), then: 10)
        line.hold(.unknown, for: 3600)
        #expect(line.state.shown == .crit && line.state.isStale && line.kinds == [.raise])
        line.take(bad(.crit))
        #expect(!line.state.isStale && line.kinds == [.raise])
    }

    @Test func `a locked night hides an alarm and does not end it`() {
        var line = CheckTimeline(CheckID(.raidErrors, "fs"))
        line.take(bad(.crit, value: 4), then: 10)
        line.hold(.notApplicable(.locked), for: 36_000)
        #expect(line.state.shown == .notApplicable && line.state.shownReason == CheckReason.locked.code)
        line.take(bad(.crit, value: 4))
        #expect(line.state.shown == .crit && line.state.shownReason == "TEST-BAD")
        #expect(line.kinds == [.raise])
    }

    @Test func `a latched alarm stays until a person accepts it; growth raises it again`() {
        var line = CheckTimeline(CheckID(.raidErrors, "fs"))
        line.take(bad(.crit, value: 4), then: 10)
        line.hold(.ok(0), for: 7200)
        #expect(line.state.shown == .crit && line.kinds == [.raise])
        line.take(bad(.crit, value: 4))
        let event = line.state.acknowledge(line.check, at: line.time)
        #expect(event?.kind == .resolve && line.state.shown == .ok)
        line.hold(bad(.crit, value: 4), for: 7200)
        #expect(line.state.shown == .ok && line.kinds == [.raise])
        line.take(bad(.crit, value: 5))
        #expect(line.state.shown == .crit && line.kinds == [.raise, .raise])
    }

    @Test func `an accepted number that falls is accepted only as far as it fell`() {
        var line = CheckTimeline(CheckID(.raidErrors, "fs"))
        line.take(bad(.crit, value: 9))
        _ = line.state.acknowledge(line.check, at: line.time)
        line.take(bad(.crit, value: 2))
        #expect(line.state.shown == .ok)
        line.take(bad(.crit, value: 3))
        #expect(line.state.shown == .crit)
    }

    @Test func `a good run releases a latched alarm`() {
        var line = CheckTimeline(CheckID(.backupVerify, "1"))
        line.take(bad(.crit), then: 60)
        var good = Sample.ok(0)
        line.take(good, then: 60)
        #expect(line.state.shown == .crit)
        good.isReleased = true
        line.take(good)
        #expect(line.kinds == [.raise, .resolve])
    }

    @Test func `only a latched alarm can be accepted`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.take(bad(.crit))
        #expect(line.state.acknowledge(line.check, at: line.time) == nil)
        var quiet = CheckTimeline(CheckID(.diskSmart, "d1"))
        quiet.take(.ok(0))
        #expect(quiet.state.acknowledge(quiet.check, at: quiet.time) == nil)
    }

    @Test func `another disk in the bay starts the check anew`() {
        var line = CheckTimeline(CheckID(.diskSmart, "d1"))
        line.take(bad(.warn, subject: "old"), then: 600)
        line.take(bad(.ok, subject: "new"))
        #expect(line.kinds == [.raise, .resolve, .swap])
        #expect(line.state.shown == .ok)
        line.take(bad(.warn, subject: "new"))
        #expect(line.kinds == [.raise, .resolve, .swap, .raise])
    }

    @Test func `six changes in an hour freeze it at its worst, with one message, until half an hour is quiet`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        line.take(bad(.crit), then: 60)
        line.take(bad(.ok), then: 60)
        for _ in 0..<20 {
            line.take(bad(.warn), then: 60)
            line.take(bad(.ok), then: 60)
        }
        // raise, resolve, raise, resolve, raise; the sixth change freezes: worse.
        #expect(line.kinds == [.raise, .resolve, .raise, .resolve, .raise, .worse])
        #expect(line.state.shown == .crit && line.state.shownReason == CheckReason.flapping.code)
        line.hold(bad(.ok), for: 1700)
        #expect(line.state.shown == .crit)
        line.hold(bad(.ok), for: 120)
        #expect(line.state.shown == .ok && line.kinds.last == .resolve && line.events.count == 7)
    }

    @Test func `a frozen check that thaws while bad stays raised without a message`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        for _ in 0..<4 {
            line.take(bad(.warn), then: 60)
            line.take(bad(.ok), then: 60)
        }
        #expect(line.state.frozen != nil)
        line.hold(bad(.warn), for: 2000)
        #expect(line.state.frozen == nil && line.state.shown == .warn)
        #expect(line.kinds.count == 6)
    }

    @Test func `a frozen check still tells when it becomes critical`() {
        var line = CheckTimeline(CheckID(.raidMembers))
        for _ in 0..<4 {
            line.take(bad(.warn), then: 60)
            line.take(bad(.ok), then: 60)
        }
        line.take(bad(.crit))
        #expect(line.events.last?.kind == .worse && line.state.shown == .crit)
    }

    @Test func `a clock that jumps by years ends no wait`() {
        var line = CheckTimeline(CheckID(.load))
        line.take(bad(.warn), then: 10)
        line.time.wall = Instant("2036-01-01T00:00:00Z") ?? line.time.wall
        line.take(bad(.warn))
        #expect(line.state.phase == .pending)
    }
}
