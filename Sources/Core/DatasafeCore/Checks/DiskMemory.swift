/// What is remembered of one disk, wherever it is plugged.
struct DiskMemory: Codable, Sendable, Equatable {
    /// `DiskFact.id` or `BackupDiskFact.id`
    let disk: String
    /// Where it was seen last: `d1`, `b2`.
    private(set) var place: String?
    private(set) var verdict: SmartVerdict?
    /// What happened and is no state, newest last: counters that fell.
    private(set) var events: [SmartEvent]?
    private var watch = SmartWatch()
    private var celsius: Int?
    /// When the newest reading was made.
    private(set) var readAt: Instant?
    /// Steady time at which the last new reading came.
    private var freshAt: Int64 = 0
    private var ioErrors = GrowthCounter()
    private var ioGrewAt: Int64?

    /// SMART is read every ten minutes; after four times that the values are old.
    private static let staleAfter: Int64 = 2400
    /// For so long I/O errors explain growing cable errors.
    private static let ioMemory: Int64 = 86_400
    /// Events kept.
    private static let eventsKept = 10

    init(disk: String) { self.disk = disk }

    /// Order of the last readings.
    var age: Int64 { readAt?.milliseconds ?? .min }

    /// A person accepted the values; the disk's own word that it fails comes back with the next reading.
    mutating func acknowledge() {
        watch.acknowledge()
        verdict = SmartVerdict(reasons: [])
    }

    /// The disk left its place to another.
    mutating func leave() { place = nil }

    /// The samples of `disk.smart` and `disk.temp`.
    mutating func take(_ fact: SmartFact?, at place: String, _ inputs: CheckInputs) -> (smart: Sample, heat: Sample) {
        self.place = place
        let boot = inputs.storage.envelope?.boot ?? ""
        if ioErrors.take(highest: inputs.storage.fact?.kernel["io"] ?? 0, boot: boot) > 0 {
            ioGrewAt = inputs.time.steady
        }
        guard let smart = fact else {
            return (.notApplicable(.noneHere), .notApplicable(.noneHere))
        }
        if smart.at != readAt { judge(smart, inputs) }
        guard let verdict else { return (.unknown, .unknown) }
        if verdict.level == .notApplicable { return (.notApplicable(.noneHere), .notApplicable(.noneHere)) }
        if inputs.time.seconds(since: freshAt) > Self.staleAfter { return (.unknown, .unknown) }
        return (health(verdict), heat(verdict))
    }

    private mutating func judge(_ smart: SmartFact, _ inputs: CheckInputs) {
        let sawErrors = ioGrewAt.map { inputs.time.seconds(since: $0) < Self.ioMemory } ?? false
        let judged = watch.judge(smart.judged, at: smart.at, sawIOErrors: sawErrors)
        if !judged.events.isEmpty {
            let happened = judged.events.map { SmartEvent(at: smart.at, reason: $0) }
            events = ((events ?? []) + happened).suffix(Self.eventsKept)
        }
        verdict = judged
        celsius = smart.celsius
        readAt = smart.at
        freshAt = inputs.time.steady
    }

    private func health(_ verdict: SmartVerdict) -> Sample {
        guard let worst = verdict.reasons.first(where: { $0.code != .temperature }) else { return released(.ok(0)) }
        switch worst.code {
        // There is no health to read: no alarm that nobody can end, and not good either.
        case .bridge, .asleep: return Sample(.notApplicable, reason: worst.code.code, evidence: [:])
        default: break
        }
        if worst.level == .unknown { return Sample(.unknown, reason: worst.code.code, evidence: [:]) }
        return released(sample(worst))
    }

    private func heat(_ verdict: SmartVerdict) -> Sample {
        if let hot = verdict.reasons.first(where: { $0.code == .temperature }) { return sample(hot) }
        guard let celsius else { return .notApplicable(.noneHere) }
        return .ok(Double(celsius))
    }

    /// The watch latches and accepts by itself, counter by counter; the state machine only follows it.
    private func released(_ sample: Sample) -> Sample {
        var sample = sample
        sample.subject = disk
        sample.evidence = [:]
        sample.isReleased = true
        return sample
    }

    private func sample(_ reason: SmartReason) -> Sample {
        .bad(reason.level == .crit ? .crit : .warn, code: reason.code.code, value: Double(reason.value))
    }
}

/// Something that happened to a disk and is no state.
public struct SmartEvent: Codable, Sendable, Equatable {
    /// When it was read.
    public let at: Instant
    /// What: a counter that fell.
    public let reason: SmartReason

    public init(at: Instant, reason: SmartReason) {
        self.at = at
        self.reason = reason
    }
}

extension CheckMemory {
    /// Disks remembered: those of the box, its backup disks, and some that were swapped out.
    private static let disksKept = 32

    /// What is remembered of a disk. Earlier versions kept it under the bay.
    func disk(_ id: String) -> DiskMemory? { disks[id] ?? disks.values.first { $0.disk == id } }

    /// The disk that was seen last at a place.
    func disk(at place: String) -> DiskMemory? {
        disks.values.filter { $0.place == place }.max { $0.age < $1.age }
    }

    mutating func keep(_ disk: DiskMemory) {
        for (key, other) in disks where key != disk.disk {
            if other.disk == disk.disk {
                disks[key] = nil
            } else if other.place == disk.place {
                disks[key]?.leave()
            }
        }
        disks[disk.disk] = disk
        guard disks.count > Self.disksKept else { return }
        let oldest = disks.filter { $0.value.place == nil }.min { $0.value.age < $1.value.age }
        if let oldest { disks[oldest.key] = nil }
    }
}
