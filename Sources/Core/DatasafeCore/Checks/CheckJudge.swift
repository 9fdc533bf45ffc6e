/// One round over the whole catalogue: facts and readings in, one sample per check out.
///
/// Pure but for the memory it is handed; the same inputs in the same order give the same samples.
public enum CheckJudge {
    /// Judges everything this box can see. Each id of the catalogue that applies to a box has a sample, also while it does
    /// not apply.
    public static func judge(_ inputs: CheckInputs, memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        // Services first: a kernel kill is judged by who restarted.
        for part in [
            ServiceJudge.judge(inputs, &memory), RaidJudge.judge(inputs, &memory), DiskJudge.judge(inputs, &memory),
            VolumeJudge.judge(inputs), MachineJudge.judge(inputs, &memory), NetJudge.judge(inputs, &memory),
            BackupJudge.judge(inputs, &memory), BoxJudge.judge(inputs, &memory),
        ] {
            samples.merge(part) { _, new in new }
        }
        hideLostDisks(inputs, &samples)
        samples[CheckID(.monitorSelf)] = monitor(inputs, samples)
        return samples
    }

    /// The alarm of a lost member says it all; that its SMART cannot be read any more is no second one.
    private static func hideLostDisks(_ inputs: CheckInputs, _ samples: inout [CheckID: Sample]) {
        for member in inputs.storage.fact?.array?.members ?? [] where member.state == "lost" {
            guard let bay = member.bay else { continue }
            for kind in [CheckKind.diskSmart, .diskTemperature] where samples[CheckID(kind, bay)] != nil {
                samples[CheckID(kind, bay)] = .notApplicable(.hidden)
            }
        }
    }

    /// Value: checks that got no answer. More than half is CRIT; crashes of the monitor itself are WARN.
    private static func monitor(_ inputs: CheckInputs, _ samples: [CheckID: Sample]) -> Sample {
        let asked = samples.values.filter { $0.verdict != .notApplicable }
        let silent = asked.count { $0.verdict == .unknown }
        if silent * 2 > asked.count { return .bad(.crit, .monitorGaps, value: Double(silent)) }
        if inputs.isForgetful { return .bad(.warn, .monitorForgetful, value: Double(silent)) }
        if inputs.crashes >= 3 { return .bad(.warn, .monitorRestarts, value: Double(inputs.crashes)) }
        return .ok(Double(silent))
    }
}
