/// Judges the backup: that it ran, that it can be read, that a copy is away (monitoring design, row 10 and 19; backup
/// design 3.6).
enum BackupJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        let fact: BackupFact
        switch view(inputs) {
        case .success(let present): fact = present
        case .failure(let instead):
            for kind in [
                CheckKind.backupRun, .backupInit, .backupOffsiteAge, .backupSameDisk, .backupKey, .backupDrill,
                .backupOnline, .backupShare,
            ] {
                samples[CheckID(kind)] = instead.sample
            }
            for disk in inputs.backup.fact?.disks ?? [] {
                samples[CheckID(.backupVerify, "\(disk.number)")] = instead.sample
                samples[CheckID(.backupDiskAge, "\(disk.number)")] = instead.sample
                samples[CheckID(.backupFree, "\(disk.number)")] = instead.sample
            }
            return samples
        }
        samples[CheckID(.backupInit)] = initialised(fact.disks.count)
        samples[CheckID(.backupRun)] = run(fact, inputs, &memory)
        samples[CheckID(.backupOffsiteAge)] = offsite(fact, inputs, &memory)
        samples[CheckID(.backupSameDisk)] = sameDisk(fact)
        samples[CheckID(.backupKey)] = key(fact, inputs)
        samples[CheckID(.backupDrill)] = drill(fact, inputs, &memory)
        samples[CheckID(.backupOnline)] = online(fact, inputs, &memory)
        samples[CheckID(.backupShare)] = share(fact, inputs, &memory)
        for disk in fact.disks {
            samples[CheckID(.backupVerify, "\(disk.number)")] = verify(disk, fact, inputs, &memory)
            samples[CheckID(.backupDiskAge, "\(disk.number)")] = diskAge(disk, fact, inputs)
            samples[CheckID(.backupFree, "\(disk.number)")] = free(disk)
        }
        return samples
    }

    private struct Instead: Error { var sample: Sample }

    private static func view(_ inputs: CheckInputs) -> Result<BackupFact, Instead> {
        if case .instead(let sample) = inputs.volumeView { return .failure(Instead(sample: sample)) }
        switch inputs.backup {
        case .fresh(let envelope): return .success(envelope.fact)
        // svc.backup says that it is down; here nothing is known.
        case .missing where inputs.isStarting: return .failure(Instead(sample: .notApplicable(.starting)))
        case .stale, .missing, .unreadable: return .failure(Instead(sample: .unknown))
        }
    }

    /// Value: numbered disks.
    static func initialised(_ disks: Int) -> Sample {
        switch disks {
        case 0: .bad(.crit, .backupNoDisk, value: 0)
        case 1: .bad(.warn, .backupOneDisk, value: 1)
        default: .ok(Double(disks))
        }
    }

    /// Value: hours since the last good backup.
    private static func run(_ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard !fact.disks.isEmpty else { return .notApplicable(.backupNoDisk) }
        let since = memory.age(of: "backup", at: inputs.time)
        // A success of the future is one of a clock that was wrong: it must not silence a year.
        let now = inputs.time.wall
        let good = fact.disks.compactMap(\.lastSuccess).filter { $0 <= now.adding(seconds: 3600) }.max()
        let seconds = good.map { max(0, now.seconds(since: $0)) } ?? since
        let hours = Double(seconds / 3600)
        let ended = fact.runs.filter { $0.target.number != nil && ($0.step == "done" || $0.step == "failed") }
        if ended.count >= 2, ended.prefix(2).allSatisfy({ $0.step == "failed" }) {
            return .bad(.crit, .backupFailedTwice, value: hours)
        }
        guard missed(good ?? now.adding(seconds: -since), by: fact.plan, now: now) else { return .ok(hours) }
        let attached = inputs.storage.fact?.backupDisks ?? []
        if fact.catchUp, !attached.isEmpty, attached.allSatisfy({ $0.kind != "known" }) {
            return .bad(.crit, .backupUnknownDisk, value: hours)
        }
        return .judged(hours, by: CheckBands.backupAge, .backupLate, crit: .backupOverdue)
    }

    /// Whether a weekday's run has passed, with its grace, since the last good one.
    static func missed(_ good: Instant, by plan: BackupPlan, now: Instant) -> Bool {
        var due = plan.schedule.last(atOrBefore: now.adding(seconds: -CheckBands.backupGrace))
        for _ in 0..<7 {
            if OpeningHours.usual.weekdays.contains(BerlinTime.civil(due).weekday) { return good < due }
            due = plan.schedule.last(atOrBefore: due.adding(seconds: -1))
        }
        return false
    }

    /// Value: days since the disk was read in full. Latched: only a good read ends a failed one.
    private static func verify(
        _ disk: BackupTargetFact, _ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory
    ) -> Sample {
        let since = memory.age(of: "disk \(disk.number)", at: inputs.time)
        let read = disk.lastFullRead.map { max(0, inputs.time.wall.seconds(since: $0)) } ?? since
        let days = Double(read / 86_400)
        let newest = fact.runs.first { $0.target == .disk(disk.number) && $0.ended != nil }
        if isDamaged(disk.code) || isDamaged(newest?.code) {
            return latching(.bad(.crit, .backupVerifyFailed, value: days))
        }
        // Healed, but not for the first time: it stays so until the disk is taken out of the rotation.
        if disk.damages >= CheckBands.backupDamages { return latching(.bad(.warn, .backupWorn, value: days)) }
        // A disk that is away raises nothing, and taking a damaged one away ends nothing.
        guard disk.state != "away" else { return .ok(days) }
        var sample = Sample.judged(days, by: CheckBands.verifyAge, .backupVerifyOld)
        sample.isReleased = true
        return latching(sample)
    }

    /// Accepted once means accepted until it is gone: another day older is no growth.
    private static func latching(_ sample: Sample) -> Sample {
        var sample = sample
        if !sample.reason.isEmpty { sample.evidence = [sample.reason: 1] }
        return sample
    }

    /// Whether a BAK- code speaks of wrong or missing bytes and not of a pulled or full disk.
    static func isDamaged(_ code: String?) -> Bool {
        guard let code else { return false }
        return ["DAMAGE", "VERIFY", "DRILL"].contains { part in
            code.split(separator: "-").contains { $0.hasPrefix(part) }
        }
    }

    /// Value: percent free when the disk was last written to.
    private static func free(_ disk: BackupTargetFact) -> Sample {
        guard let free = disk.freePercent else { return .notApplicable(.noneHere) }
        return .judged(Double(free), by: CheckBands.backupFree, .backupFilling)
    }

    /// Value: days since the backup key opened a disk.
    private static func key(_ fact: BackupFact, _ inputs: CheckInputs) -> Sample {
        guard let proven = fact.keyProven else { return .notApplicable(.backupNoDisk) }
        let days = Double(max(0, inputs.time.wall.seconds(since: proven)) / 86_400)
        return .judged(days, by: CheckBands.backupKey, .backupKeyOld)
    }

    /// Value: days since all of a night was brought back for trial and was right.
    private static func drill(_ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard !fact.disks.isEmpty else { return .notApplicable(.backupNoDisk) }
        let since = memory.age(of: "drill", at: inputs.time)
        let seconds = fact.lastFullDrill.map { max(0, inputs.time.wall.seconds(since: $0.ended)) } ?? since
        let days = Double(seconds / 86_400)
        // Found wrong, until one is right again. No room for a drill says nothing about the backup.
        let newest = fact.certificates.first { $0.kind == .full && ($0.isGood || isDamaged($0.code)) }
        if let newest, !newest.isGood { return .bad(.crit, .backupDrillFailed, value: days) }
        return .judged(days, by: CheckBands.backupDrill, .backupDrillOld)
    }

    /// Value: days since the disk was last seen.
    private static func diskAge(_ disk: BackupTargetFact, _ fact: BackupFact, _ inputs: CheckInputs) -> Sample {
        guard disk.state == "away" else { return .ok(0) }
        guard let seen = disk.lastSeen else { return .unknown }
        let days = Double(max(0, inputs.time.wall.seconds(since: seen)) / 86_400)
        return .judged(days, by: CheckBands.diskAge(disks: fact.disks.count), .backupDiskAway)
    }

    /// Value: hours since the newest verified night that is not at the box.
    private static func offsite(_ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard !fact.disks.isEmpty || !fact.remotes.isEmpty else { return .notApplicable(.backupNoDisk) }
        let hours = fact.offsiteHours ?? Int(memory.age(of: "backup", at: inputs.time) / 3600)
        return .judged(Double(hours), by: CheckBands.offsite, .backupOffsiteOld)
    }

    /// A target that is no disk, and the hours since its last good night, or since it was set up.
    private static func standing(
        _ id: TargetID, _ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory
    ) -> (remote: RemoteFact, hours: Double, hadNight: Bool)? {
        guard let remote = fact.remotes.first(where: { $0.id == id }) else { return nil }
        let since = memory.age(of: id.text, at: inputs.time)
        let now = inputs.time.wall
        // A night of the future is one of a clock that was wrong.
        let good = remote.lastSuccess.flatMap { $0 <= now.adding(seconds: 3600) ? $0 : nil }
        return (remote, Double((good.map { max(0, now.seconds(since: $0)) } ?? since) / 3600), good != nil)
    }

    /// Value: hours since the last good night at the online service, or since it was set up.
    private static func online(_ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard let (remote, hours, hadNight) = standing(.online, fact, inputs, &memory) else {
            return .notApplicable(.noneHere)
        }
        if isDamaged(remote.code) { return .bad(.crit, .backupOnlineDamaged, value: hours) }
        if remote.code == BackupCode.quota.code { return .bad(.crit, .backupOnlineFull, value: hours) }
        guard hadNight else { return .judged(hours, by: CheckBands.backupOnlineFirst, .backupOnlineFirst) }
        return .judged(hours, by: CheckBands.backupOnline, .backupOnlineLate)
    }

    /// Value: hours since the last good night on the network share, or since it was set up.
    private static func share(_ fact: BackupFact, _ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard let (share, hours, _) = standing(.share, fact, inputs, &memory) else { return .notApplicable(.noneHere) }
        switch share.code.flatMap(BackupCode.init(rawValue:)) {
        case .shareDamaged?, .shareOther?: return .bad(.crit, .backupShareDamaged, value: hours)
        case .shareFull?: return .bad(.crit, .backupShareFull, value: hours)
        // It will not get better by waiting.
        case .shareLogin?, .shareKey?, .shareReadOnly?: return .bad(.warn, .backupShareLogin, value: hours)
        default: break
        }
        let late = Sample.judged(hours, by: CheckBands.backupShare, .backupShareLate)
        guard late.reason.isEmpty, let server = share.server, SharePolicy.isDue(server, now: inputs.time.wall) else {
            return late
        }
        return .bad(.warn, .backupShareAsk, value: hours)
    }

    /// Value: nights in a row on the same disk.
    static func sameDisk(_ fact: BackupFact) -> Sample {
        guard fact.disks.count > 1 else { return .notApplicable(.noneHere) }
        var nights = 0
        var disk: Int?
        var night: String?
        for run in fact.runs where run.step == "done" && run.target.number != nil {
            guard disk == nil || run.target.number == disk else { break }
            // A run after midnight still belongs to the evening before.
            let date = BerlinTime.civil(run.started.adding(seconds: -12 * 3600)).date
            if date != night { nights += 1 }
            (disk, night) = (run.target.number, date)
        }
        guard let disk, fact.disks.first(where: { $0.number == disk })?.state != "away" else { return .ok(0) }
        return .judged(Double(nights), by: CheckBands.sameDisk, .backupSameDisk)
    }
}
