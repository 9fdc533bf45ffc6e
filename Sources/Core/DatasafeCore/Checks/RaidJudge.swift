/// Judges the mirror: members, redundancy left, healed errors, checks (monitoring design 3.3).
enum RaidJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        let array: ArrayFact
        switch inputs.storageView {
        case .instead(let sample):
            for kind in single { samples[CheckID(kind)] = sample }
            samples[CheckID(.raidErrors, "fs")] = sample
            return samples
        case .says(let fact):
            samples[CheckID(.raidMembers)] = members(fact)
            samples[CheckID(.raidRedundancy)] = redundancy(fact)
            samples[CheckID(.raidErrors, "fs")] = fileSystemErrors(inputs)
            guard let present = fact.array else {
                samples[CheckID(.raidScrub)] = .notApplicable(.absent)
                samples[CheckID(.raidRecalculation)] = .notApplicable(.absent)
                return samples
            }
            array = present
        }
        samples[CheckID(.raidRecalculation)] = recalculation(array, inputs, &memory)
        let known = memory.age(of: "array", at: inputs.time)
        samples[CheckID(.raidScrub)] = memory.scrub.take(array, inputs, since: known)
        for member in array.members {
            guard let bay = member.bay else { continue }
            let disk = inputs.storage.fact?.disks.first { $0.bay == bay }?.id ?? ""
            var before = memory.members[bay] ?? MemberMemory(disk: disk)
            if before.disk != disk { before = MemberMemory(disk: disk) }
            var sample = before.take(member, array, inputs)
            memory.members[bay] = before
            sample?.subject = disk
            samples[CheckID(.raidErrors, bay)] = sample
        }
        return samples
    }

    private static let single: [CheckKind] = [.raidMembers, .raidRedundancy, .raidScrub, .raidRecalculation]

    /// Value: number of the first member concerned; 0 = none.
    static func members(_ fact: StorageFact) -> Sample {
        guard let array = fact.array else {
            guard let reason = fact.reason, reason.code.hasPrefix("MEM-") else { return .ok(0) }
            return .bad(.crit, code: reason.code)
        }
        let lonely = array.redundancyLeft <= 0
        if let member = array.members.first(where: { $0.state == "split" || $0.state == "stale" }) {
            let code: MemberCode = member.state == "split" ? .split : .stale
            return .bad(.crit, code: code.code, value: Double(member.number))
        }
        if let member = array.members.first(where: { $0.state == "lost" || $0.state == "unknown" }) {
            let code: MemberCode = member.state == "lost" ? .missing : .unknown
            return .bad(lonely ? .crit : .warn, code: code.code, value: Double(member.number))
        }
        if array.members.count < array.memberCount {
            return .bad(lonely ? .crit : .warn, code: MemberCode.missing.code, value: Double(array.members.count + 1))
        }
        if fact.disks.contains(where: { $0.content == "other-box" }) {
            return .bad(.warn, code: MemberCode.otherBox.code)
        }
        if fact.disks.contains(where: { $0.content != "member" && $0.content != "system" }) {
            return .bad(.warn, .raidExtraDisk)
        }
        return .ok(0)
    }

    /// Redundancy left decides, never the words "degraded yes or no". Value: percent of a running copy.
    static func redundancy(_ fact: StorageFact) -> Sample {
        guard let array = fact.array else { return .bad(.crit, .raidNotRunning) }
        let copying = array.action == "recover" || array.action == "resync" || array.action == "reshape"
        let percent = array.progress.flatMap { $0.of > 0 ? Double($0.done * 100 / $0.of) : nil }
        if array.redundancyLeft <= 0 {
            // The first copying of a new box: both members are written alike from the first byte on, what is not copied
            // yet holds no data. The only case in which nothing left is not CRIT (storage design 3.3).
            if array.action == "resync", array.lastCheck == nil, array.members.count == array.memberCount,
                array.members.allSatisfy({ $0.state == "insync" })
            {
                return .bad(.warn, .raidSyncing, value: percent)
            }
            if let lock = fact.lockChange?.progress, lock.of > 0, !copying {
                return .bad(.crit, .raidLockMoves, value: Double(lock.done * 100 / lock.of))
            }
            return .bad(.crit, copying ? .raidRebuilding : .raidNoCopy, value: percent)
        }
        let rebuilding = array.members.contains { $0.state == "rebuilding" }
        if rebuilding || array.action == "recover" { return .bad(.warn, .raidReplacing, value: percent) }
        if array.action == "resync" { return .bad(.warn, .raidSyncing, value: percent) }
        return .ok()
    }

    /// btrfs saw data that is wrong on both copies: CRIT until a person has dealt with it.
    private static func fileSystemErrors(_ inputs: CheckInputs) -> Sample {
        switch inputs.volumeView {
        case .instead(let sample): return sample
        case .open(let fact):
            guard let volume = fact.volume else { return .unknown }
            guard volume.corruptions > 0 else { return .ok(0) }
            return .bad(.crit, .raidWrongData, value: Double(volume.corruptions))
        }
    }

    /// Value: hours since it was first seen.
    private static func recalculation(
        _ array: ArrayFact, _ inputs: CheckInputs, _ memory: inout CheckMemory
    ) -> Sample {
        guard array.members.contains(where: \.recalculating) else {
            memory.firstSeen["recalculation"] = nil
            return .ok(0)
        }
        let hours = Double(memory.age(of: "recalculation", at: inputs.time) / 3600)
        return .bad(.warn, .raidRecalculating, value: hours)
    }
}

/// What is remembered of the healed errors of the member in one bay.
struct MemberMemory: Codable, Sendable, Equatable {
    /// `DiskFact.id`
    let disk: String
    private var counter = GrowthCounter()
    /// nil = none yet, also in a memory of before it was counted.
    private var refusals: GrowthCounter?
    /// Errors not yet followed by a clean check.
    private var outstanding = 0
    /// All growth up to the last moment without a running check.
    private var beforeCheck = 0
    private var lastCheck: Instant?
    private var hasSeenCheck = false
    /// Steady times at which errors began.
    private var episodes: [Int64] = []

    init(disk: String) { self.disk = disk }

    /// Healed errors are a WARN until a whole check has found no more; a second time inside 30 days says "replace". Nil for
    /// a lost member: `raid.members` tells of it, and what a disk says that has gone is not about its sectors.
    mutating func take(_ member: MemberFact, _ array: ArrayFact, _ inputs: CheckInputs) -> Sample? {
        let boot = inputs.storage.envelope?.boot ?? ""
        // dm-integrity and md count the same rot, each in its own unit: the higher one counts.
        let corrected = counter.take(max(member.correctedErrors, member.integrityErrors), boot: boot)
        // A read that people wait for is counted by md as well; one that a check meets is healed without a word.
        var reads = refusals ?? GrowthCounter()
        let refused = reads.take(highest: member.refusedReads, boot: boot)
        refusals = reads
        let grown = member.state == "lost" ? 0 : max(corrected, refused)
        if grown > 0 {
            if outstanding == 0 { episodes.append(inputs.time.steady) }
            outstanding += grown
        }
        let isClean = array.lastCheck != lastCheck && counter.total + reads.total == beforeCheck
        if hasSeenCheck, isClean, member.state != "lost" { outstanding = 0 }
        lastCheck = array.lastCheck
        hasSeenCheck = true
        if array.action != "check" { beforeCheck = counter.total + reads.total }
        episodes.removeAll { inputs.time.seconds(since: $0) > 30 * 86_400 }
        guard member.state != "lost" else { return nil }
        // A block that could not be written anew lies on this disk in one copy less.
        if member.badBlocks > 0 { return .bad(.crit, .raidBadBlocks, value: Double(member.badBlocks)) }
        guard outstanding > 0 else { return .ok(0) }
        let again = episodes.count > 1
        return .bad(.warn, again ? .raidHealedAgain : .raidHealed, value: Double(outstanding))
    }
}

/// What is remembered of the mirror's checks.
struct ScrubMemory: Codable, Sendable, Equatable {
    private var lastCheck: Instant?
    /// Complete checks in a row that counted mismatches.
    private var mismatched = 0

    /// Value: days since the last complete check. One count of mismatches may be an artefact, a second is not.
    mutating func take(_ array: ArrayFact, _ inputs: CheckInputs, since seen: Int64) -> Sample {
        if array.lastCheck != lastCheck {
            lastCheck = array.lastCheck
            mismatched = array.mismatches > 0 ? mismatched + 1 : 0
        }
        // Both of its parts count: md's, and while the data are open the file system's own.
        let volume: VolumeFact? = if case .open(let fact) = inputs.volumeView { fact.volume } else { nil }
        if let volume, volume.uncorrectable > 0 {
            return .bad(.crit, .raidWrongData, value: Double(volume.uncorrectable))
        }
        let parts = [array.lastCheck] + (volume.map { [$0.lastScrub] } ?? [])
        let seconds = parts.map { $0.map { max(0, inputs.time.wall.seconds(since: $0)) } ?? seen }.max() ?? seen
        let days = Double(seconds / 86_400)
        if mismatched >= 2 { return .bad(.warn, .raidMismatch, value: Double(array.mismatches)) }
        if array.action == "check" || array.progress?.step == "scrub" { return .ok(days) }
        return .judged(days, by: CheckBands.scrubAge, .raidCheckOverdue)
    }
}
