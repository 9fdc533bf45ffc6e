/// Judges each internal disk by SmartWatch (storage design 3.13).
enum DiskJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        let disks: [DiskFact]
        var instead: Sample?
        switch inputs.storage {
        // Disks are judged before the set-up too: a dying one should not be chosen.
        case .fresh(let envelope): disks = envelope.fact.disks
        case .stale, .missing, .unreadable:
            disks = inputs.storage.fact?.disks ?? []
            instead = inputs.isStarting ? .notApplicable(.starting) : .unknown
        }
        for disk in disks where !disk.bay.isEmpty {
            let (smart, heat) = (CheckID(.diskSmart, disk.bay), CheckID(.diskTemperature, disk.bay))
            if let instead {
                samples[smart] = instead
                samples[heat] = instead
                continue
            }
            var watch = memory.disks[disk.bay] ?? DiskMemory(disk: disk.id)
            if watch.disk != disk.id { watch = DiskMemory(disk: disk.id) }
            (samples[smart], samples[heat]) = watch.take(disk, inputs)
            memory.disks[disk.bay] = watch
        }
        return samples
    }
}

/// What is remembered of the disk in one bay.
struct DiskMemory: Codable, Sendable, Equatable {
    /// `DiskFact.id`
    let disk: String
    private var watch = SmartWatch()
    private var verdict: SmartVerdict?
    private var celsius: Int?
    private var readAt: Instant?
    /// Steady time at which the last new reading came.
    private var freshAt: Int64 = 0
    private var ioErrors = GrowthCounter()
    private var ioGrewAt: Int64?

    /// SMART is read every ten minutes; after four times that the values are old.
    private static let staleAfter: Int64 = 2400
    /// For so long I/O errors explain growing cable errors.
    private static let ioMemory: Int64 = 86_400

    init(disk: String) { self.disk = disk }

    /// A person accepted the values; the disk's own word that it fails comes back with the next reading.
    mutating func acknowledge() {
        watch.acknowledge()
        verdict = SmartVerdict(reasons: [])
    }

    /// The samples of `disk.smart` and `disk.temp`.
    mutating func take(_ fact: DiskFact, _ inputs: CheckInputs) -> (smart: Sample, heat: Sample) {
        let boot = inputs.storage.envelope?.boot ?? ""
        if ioErrors.take(inputs.storage.fact?.kernel["io"] ?? 0, boot: boot) > 0 { ioGrewAt = inputs.time.steady }
        guard let smart = fact.smart else {
            return (.notApplicable(.noneHere), .notApplicable(.noneHere))
        }
        if smart.at != readAt {
            let sawErrors = ioGrewAt.map { inputs.time.seconds(since: $0) < Self.ioMemory } ?? false
            verdict = watch.judge(smart.judged, at: smart.at, sawIOErrors: sawErrors)
            celsius = smart.celsius
            readAt = smart.at
            freshAt = inputs.time.steady
        }
        guard let verdict else { return (.unknown, .unknown) }
        if verdict.level == .notApplicable { return (.notApplicable(.noneHere), .notApplicable(.noneHere)) }
        if inputs.time.seconds(since: freshAt) > Self.staleAfter { return (.unknown, .unknown) }
        return (health(verdict), heat(verdict))
    }

    private func health(_ verdict: SmartVerdict) -> Sample {
        guard let worst = verdict.reasons.first(where: { $0.code != .temperature }) else { return released(.ok(0)) }
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
