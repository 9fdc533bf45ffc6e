/// Judges the box as a whole: locked, key, tries, certificate, audit log, spool, the monitor itself.
enum BoxJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [
            CheckID(.certificate, "web"): certificate(inputs),
            CheckID(.auditChain): audit(inputs),
            CheckID(.spoolBacklog): spool(inputs),
        ]
        switch inputs.storageView {
        case .instead(let sample):
            for kind in [CheckKind.boxPhase, .keyLeftPlugged, .unlockFail] { samples[CheckID(kind)] = sample }
        case .says(let fact):
            samples[CheckID(.boxPhase)] = phase(fact, inputs, &memory)
            samples[CheckID(.keyLeftPlugged)] = key(fact, inputs, &memory)
            samples[CheckID(.unlockFail)] = .judged(Double(fact.badTries), by: CheckBands.tries, .unlockTries)
        }
        // Rows of the product's table that nothing on this box can have yet: said, not left out, never green.
        for kind in [CheckKind.powerSupply, .replication, .mailQueue, .firmware, .remoteAdmin, .virusScan] {
            samples[CheckID(kind)] = .notApplicable(.noneHere)
        }
        return samples
    }

    /// Value: minutes it has stood locked.
    private static func phase(_ fact: StorageFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard fact.state == .locked || fact.state == .unlocking else {
            memory.firstSeen["locked"] = nil
            return .ok(0)
        }
        let minutes = Double(memory.age(of: "locked", at: inputs.time) / 60)
        guard inputs.hours.contains(inputs.time.wall) else {
            // Closing time does not raise, and does not end what stands.
            return Sample(.judged(rises: .ok, holds: .crit), value: minutes, reason: CheckReason.boxLocked.code)
        }
        // One condition, two waits: WARN and CRIT differ only in how long (CheckRule).
        return .bad(.crit, .boxLocked, value: minutes)
    }

    /// Value: minutes since the unlock with the key still in.
    private static func key(_ fact: StorageFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard fact.keyPluggedSince != nil else {
            memory.firstSeen["key"] = nil
            return .ok(0)
        }
        return .bad(.crit, .keyLeftPlugged, value: Double(memory.age(of: "key", at: inputs.time) / 60))
    }

    /// Value: days left.
    static func certificate(_ inputs: CheckInputs) -> Sample {
        guard case .fresh(let web) = inputs.web else {
            return inputs.isStarting ? .notApplicable(.starting) : .unknown
        }
        guard let ends = web.fact.certificateEnds else { return .notApplicable(.noneHere) }
        let left = ends.seconds(since: inputs.time.wall)
        let isEarly = web.fact.certificateBegins.map { inputs.time.wall < $0 } ?? false
        if left <= 0 || isEarly { return .bad(.crit, .certificateInvalid, value: Double(max(0, left / 86_400))) }
        return .judged(Double(left / 86_400), by: CheckBands.certificate, .certificateEnding)
    }

    /// Value: hours since the hub acknowledged.
    private static func audit(_ inputs: CheckInputs) -> Sample {
        if case .instead(let sample) = inputs.volumeView { return sample }
        guard case .fresh(let practice) = inputs.practice else {
            return inputs.isStarting ? .notApplicable(.starting) : .unknown
        }
        guard practice.fact.auditWhole else { return .bad(.crit, .auditBroken) }
        guard case .fresh(let beat) = inputs.beat, beat.fact.enrolled, let last = beat.fact.lastAcknowledged else {
            return .ok()
        }
        let hours = Double(max(0, inputs.time.wall.seconds(since: last)) / 3600)
        return .judged(hours, by: CheckBands.anchor, .auditNotAnchored)
    }

    /// Value: seconds the oldest beat waits.
    private static func spool(_ inputs: CheckInputs) -> Sample {
        guard case .fresh(let beat) = inputs.beat else {
            return inputs.isStarting ? .notApplicable(.starting) : .unknown
        }
        guard beat.fact.enrolled else { return .notApplicable(.notEnrolled) }
        return .judged(Double(beat.fact.oldestSeconds), by: CheckBands.unsent, .hubUnsent)
    }
}
