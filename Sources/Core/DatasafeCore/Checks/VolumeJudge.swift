/// Judges the space and health of file systems: the data volume as storage tells it, /var as the kernel tells it.
enum VolumeJudge {
    static func judge(_ inputs: CheckInputs) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        let (used, readOnly) = (CheckID(.volumeUsed, "data"), CheckID(.volumeReadOnly, "data"))
        let unallocated = CheckID(.volumeUnallocated)
        switch inputs.volumeView {
        case .instead(let sample):
            for id in [used, readOnly, unallocated] { samples[id] = sample }
        case .open(let fact):
            let volume = fact.volume
            samples[used] = volume.map(dataSpace) ?? .unknown
            samples[readOnly] = volume.map { readOnlySample($0.readOnly) } ?? .unknown
            samples[unallocated] = volume.map(unallocatedSample) ?? .unknown
        }
        guard let volumes = inputs.machine.volumes else {
            for kind in [CheckKind.volumeUsed, .volumeInodes, .volumeReadOnly] {
                samples[CheckID(kind, "var")] = .unknown
            }
            return samples
        }
        for volume in volumes {
            samples[CheckID(.volumeUsed, volume.name)] = space(volume.bytes, free: volume.free)
            samples[CheckID(.volumeReadOnly, volume.name)] = readOnlySample(volume.isReadOnly)
            samples[CheckID(.volumeInodes, volume.name)] = inodes(volume)
        }
        return samples
    }

    /// Percent used, or too few bytes left. The worse of both counts.
    static func space(_ bytes: Int64, free: Int64) -> Sample {
        guard bytes > 0, free >= 0, free <= bytes else { return .unknown }
        let percent = Double(bytes - free) * 100 / Double(bytes)
        let (one, other) = (CheckBands.used.judge(percent), CheckBands.free(of: bytes).judge(Double(free)))
        let (rises, holds) = (max(one.rises, other.rises), max(one.holds, other.holds))
        let reason: CheckReason? = holds == .ok ? nil : rises == .crit ? .volumeFull : .volumeFilling
        return Sample(.judged(rises: rises, holds: holds), value: percent.rounded(), reason: reason?.code ?? "")
    }

    /// As `space`; and an alarm as soon as documents are refused, which on a small volume is at fewer percent.
    private static func dataSpace(_ volume: VolumeFact) -> Sample {
        let sample = space(volume.bytes, free: volume.bytes - volume.used)
        let free = volume.free ?? volume.bytes - volume.used
        guard volume.bytes > 0, !SpaceRule.mayStore(0, free: free, total: volume.bytes) else { return sample }
        return Sample(.judged(rises: .crit, holds: .crit), value: sample.value, reason: CheckReason.volumeFull.code)
    }

    private static func inodes(_ volume: VolumeReading) -> Sample {
        guard volume.inodes > 0 else { return .notApplicable(.noneHere) }
        let percent = Double(volume.inodes - volume.freeInodes) * 100 / Double(volume.inodes)
        return .judged(percent.rounded(), by: CheckBands.used, .volumeInodes)
    }

    private static func readOnlySample(_ isReadOnly: Bool) -> Sample {
        isReadOnly ? .bad(.crit, .volumeReadOnly) : .ok()
    }

    /// btrfs runs full here first: no unallocated space and metadata nearly full. Value: percent of metadata.
    static func unallocatedSample(_ volume: VolumeFact) -> Sample {
        let percent = Double(volume.metadataPercent)
        guard volume.unallocated < CheckBands.unallocated(of: volume.bytes) else { return .ok(percent) }
        return .judged(percent, by: CheckBands.metadata, .volumeUnallocated)
    }
}
