/// All checks of the box with their states: takes one round of samples, says what changed.
public struct CheckBoard: Sendable {
    public private(set) var states: [CheckID: CheckState]

    /// A board with the states of before, as the monitor kept them.
    public init(states: [CheckID: CheckState] = [:]) { self.states = states }

    /// Takes one round. A check that was known and has no sample now is absent: not applicable, and forgotten after a day.
    /// The events are in the order of the ids.
    public mutating func take(_ round: [CheckID: Sample], at time: CheckTime) -> [CheckEvent] {
        var events: [CheckEvent] = []
        let members = CheckID(.raidMembers)
        if let sample = round[members] { events += take(sample, of: members, at: time) }
        for id in Set(round.keys).union(states.keys).sorted() where id != members || round[members] == nil {
            guard let sample = round[id] else {
                events += takeAbsent(id, at: time)
                continue
            }
            events += take(isHidden(id) ? .notApplicable(.hidden) : sample, of: id, at: time)
        }
        return events
    }

    /// A person acknowledges a latched alarm.
    public mutating func acknowledge(_ id: CheckID, at time: CheckTime) throws(Refusal) -> CheckEvent {
        guard var state = states[id], state.severity > .ok else {
            throw Refusal(code: MonitorRefusal.noSuchAlarm.code, subject: id.text)
        }
        guard let event = state.acknowledge(id, at: time) else {
            throw Refusal(code: MonitorRefusal.notLatched.code, subject: id.text)
        }
        states[id] = state
        return event
    }

    /// What the fact says: the worst first, then by id.
    public var facts: [CheckFact] {
        states.sorted { left, right in
            let (one, other) = (Self.weight(left.value.shown), Self.weight(right.value.shown))
            return one == other ? left.key < right.key : one > other
        }.map { id, state in
            var fact = CheckFact(
                id: id.text, state: state.shown.rawValue, value: state.value, since: state.since,
                reason: state.shownReason)
            fact.latched = state.severity > .ok && id.rule.isLatched
            fact.stale = state.isStale
            return fact
        }
    }

    /// A lost member explains slow disks: one alarm, not two.
    private func isHidden(_ id: CheckID) -> Bool {
        id.kind == .ioPressure && states[CheckID(.raidMembers)]?.shown == .crit
    }

    private mutating func take(_ sample: Sample, of id: CheckID, at time: CheckTime) -> [CheckEvent] {
        states[id, default: CheckState(at: time)].take(sample, of: id, at: time)
    }

    private mutating func takeAbsent(_ id: CheckID, at time: CheckTime) -> [CheckEvent] {
        guard var state = states[id] else { return [] }
        var events = state.take(.notApplicable(.absent), of: id, at: time)
        if state.isForgotten(at: time) {
            events += state.forget(id, at: time)
            states[id] = nil
        } else {
            states[id] = state
        }
        return events
    }

    private static func weight(_ level: Judgement) -> Int {
        switch level {
        case .crit: 4
        case .warn: 3
        case .unknown: 2
        case .ok: 1
        case .notApplicable: 0
        }
    }
}
