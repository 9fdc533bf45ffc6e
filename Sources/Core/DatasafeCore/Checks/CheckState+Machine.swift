// The level-triggered state machine of one check (monitoring design, 3.6). Level-triggered: it looks at what is, never at
// what changed, so a box that starts degraded alarms.
extension CheckState {
    /// Takes one sample and says what others must hear of.
    public mutating func take(_ sample: Sample, of check: CheckID, at time: CheckTime) -> [CheckEvent] {
        var events = swapEvents(sample, of: check, at: time)
        if sample.reason != CheckReason.absent.code { seenAt = time.steady }
        switch sample.verdict {
        case .notApplicable: suspend(sample, at: time)
        case .unknown: events += takeUnknown(sample, of: check, at: time)
        case .judged(let rises, let holds):
            unread.reset()
            isStale = false
            let (rises, holds) = unaccepted(rises: rises, holds: holds, evidence: sample.evidence)
            tally(rises, rule: check.rule, at: time)
            if let value = sample.value { self.value = value }
            if frozen == nil {
                events += judge(sample, rises, holds, of: check, at: time)
            } else {
                events += judgeFrozen(sample, rises, holds, of: check, at: time)
            }
            show(severity.level, at: time)
        }
        return events
    }

    /// A person saw this latched alarm: its numbers are the new baseline, growth raises again. Nil if nothing is latched
    /// here.
    public mutating func acknowledge(_ check: CheckID, at time: CheckTime) -> CheckEvent? {
        guard check.rule.isLatched, severity > .ok else { return nil }
        for (key, number) in evidence { acknowledged[key] = max(number, acknowledged[key] ?? number) }
        frozen = nil
        changes = []
        let event = resolve(check, at: time)
        show(.ok, at: time)
        return event
    }

    /// The thing has been gone for too long: ends an alarm that stood. The caller drops the state afterwards.
    mutating func forget(_ check: CheckID, at time: CheckTime) -> [CheckEvent] {
        severity > .ok ? [resolve(check, at: time)] : []
    }

    /// Whether the thing has been gone for longer than its grace.
    func isForgotten(at time: CheckTime) -> Bool { time.seconds(since: seenAt) > CheckRule.absentGrace }

    // MARK: Parts of a step

    private mutating func swapEvents(_ sample: Sample, of check: CheckID, at time: CheckTime) -> [CheckEvent] {
        guard let now = sample.subject else { return [] }
        defer { subject = now }
        guard let before = subject, before != now else { return [] }
        var events = severity > .ok ? [resolve(check, at: time)] : []
        events.append(CheckEvent(.swap, check: check, severity: .ok, value: nil, reason: "", at: time.wall))
        let shownBefore = (shown, since)
        self = CheckState(at: time)
        (shown, since) = shownBefore
        return events
    }

    /// Not applicable hides an alarm without ending it: a latched one must outlive a night with the box locked.
    private mutating func suspend(_ sample: Sample, at time: CheckTime) {
        bad.reset()
        critical.reset()
        good.reset()
        unread.reset()
        phase = severity > .ok ? .raised : .ok
        isStale = severity > .ok
        if severity == .ok { value = nil }
        note = sample.reason
        show(.notApplicable, at: time)
    }

    private mutating func takeUnknown(_ sample: Sample, of check: CheckID, at time: CheckTime) -> [CheckEvent] {
        bad.reset()
        critical.reset()
        good.reset()
        if severity > .ok {
            // An alarm is never replaced by "we do not know".
            phase = .raised
            isStale = true
            show(severity.level, at: time)
            return []
        }
        unread.add(at: time.steady, period: check.rule.period)
        guard unread.has(reached: check.rule.unknownAfter, at: time.steady) else {
            phase = .ok
            note = sample.reason
            show(.unknown, at: time)
            return []
        }
        evidence = [:]
        let events = change(to: .warn, sample.reason, of: check, at: time)
        show(severity.level, at: time)
        return events
    }

    /// What a person accepted is silent until a number grows or a new one appears; a number that fell is accepted only as
    /// far as it fell.
    private mutating func unaccepted(
        rises: Severity, holds: Severity, evidence now: [String: Double]
    ) -> (rises: Severity, holds: Severity) {
        evidence = holds > .ok ? now : [:]
        guard !acknowledged.isEmpty else { return (rises, holds) }
        let grown = evidence.contains { key, number in number > acknowledged[key] ?? -.infinity }
        if grown {
            acknowledged = [:]
            return (rises, holds)
        }
        acknowledged = evidence
        return (.ok, .ok)
    }

    private mutating func tally(_ rises: Severity, rule: CheckRule, at time: CheckTime) {
        if rises >= .warn { bad.add(at: time.steady, period: rule.period) } else { bad.reset() }
        if rises == .crit { critical.add(at: time.steady, period: rule.period) } else { critical.reset() }
    }

    private mutating func judge(
        _ sample: Sample, _ rises: Severity, _ holds: Severity, of check: CheckID, at time: CheckTime
    ) -> [CheckEvent] {
        let rule = check.rule
        let due: Severity =
            critical.has(reached: rule.critAfter, at: time.steady)
            ? .crit : bad.has(reached: rule.warnAfter, at: time.steady) ? .warn : .ok
        if due > severity {
            good.reset()
            return change(to: due, sample.reason, of: check, at: time)
        }
        guard severity > .ok else {
            phase = rises > .ok ? .pending : .ok
            reason = ""
            return []
        }
        guard holds < severity, !rule.isLatched || sample.isReleased else {
            good.reset()
            phase = .raised
            if rises >= severity, !sample.reason.isEmpty { reason = sample.reason }
            return []
        }
        phase = .clearing
        good.add(at: time.steady, period: rule.period)
        guard good.has(reached: rule.clearAfter, at: time.steady) else { return [] }
        good.reset()
        return change(to: holds, sample.reason, of: check, at: time)
    }

    /// Held at its worst until nothing below has changed for half an hour.
    private mutating func judgeFrozen(
        _ sample: Sample, _ rises: Severity, _ holds: Severity, of check: CheckID, at time: CheckTime
    ) -> [CheckEvent] {
        guard var ice = frozen else { return [] }
        if rises != ice.below {
            ice = Frozen(quietSince: time.steady, below: rises)
            frozen = ice
        }
        if rises > severity {
            severity = rises
            return [event(.worse, of: check, at: time)]
        }
        guard time.seconds(since: ice.quietSince) >= CheckRule.flapQuiet else { return [] }
        frozen = nil
        changes = []
        let rule = check.rule
        if holds == .ok && (!rule.isLatched || sample.isReleased) { return [resolve(check, at: time)] }
        if !rule.isLatched { severity = holds }
        reason = sample.reason.isEmpty ? reason : sample.reason
        return []
    }

    /// Moves the alarm to another severity, or freezes it when it has moved too often.
    private mutating func change(
        to next: Severity, _ why: String, of check: CheckID, at time: CheckTime
    ) -> [CheckEvent] {
        changes.removeAll { time.seconds(since: $0.at) >= CheckRule.flapWindow }
        if changes.count >= CheckRule.flapChanges {
            let before = severity
            severity = max(next, before, changes.map(\.severity).max() ?? .ok)
            frozen = Frozen(quietSince: time.steady, below: next)
            phase = .raised
            reason = CheckReason.flapping.code
            if before == .ok { raisedAt = time.steady }
            return [event(before == .ok ? .raise : .worse, of: check, at: time)]
        }
        if next == .ok { return [resolve(check, at: time)] }
        changes.append(Change(at: time.steady, severity: next))
        let before = severity
        severity = next
        phase = .raised
        reason = why
        if before == .ok { raisedAt = time.steady }
        // A fall from CRIT to WARN is seen, not told.
        return next > before ? [event(before == .ok ? .raise : .worse, of: check, at: time)] : []
    }

    private mutating func resolve(_ check: CheckID, at time: CheckTime) -> CheckEvent {
        changes.append(Change(at: time.steady, severity: .ok))
        let was = reason
        severity = .ok
        phase = .ok
        isStale = false
        bad.reset()
        critical.reset()
        good.reset()
        evidence = [:]
        reason = ""
        return CheckEvent(
            .resolve, check: check, severity: .ok, value: value, reason: was, at: time.wall,
            lasted: time.seconds(since: raisedAt))
    }

    private func event(_ kind: CheckEvent.Kind, of check: CheckID, at time: CheckTime) -> CheckEvent {
        CheckEvent(kind, check: check, severity: severity, value: value, reason: reason, at: time.wall)
    }

    private mutating func show(_ level: Judgement, at time: CheckTime) {
        if shown != level { since = time.wall }
        shown = level
    }
}
