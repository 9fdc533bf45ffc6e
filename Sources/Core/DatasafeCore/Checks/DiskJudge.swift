/// Judges each disk by SmartWatch (storage design 3.13): the internal ones by their bay, the numbered backup disks that
/// are plugged in by their number.
enum DiskJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples: [CheckID: Sample] = [:]
        let fact: StorageFact?
        var instead: Sample?
        switch inputs.storage {
        // Disks are judged before the set-up too: a dying one should not be chosen.
        case .fresh(let envelope): fact = envelope.fact
        case .stale, .missing, .unreadable:
            fact = inputs.storage.fact
            instead = inputs.isStarting ? .notApplicable(.starting) : .unknown
        }
        for disk in places(fact) {
            let (smart, heat) = (CheckID(.diskSmart, disk.place), CheckID(.diskTemperature, disk.place))
            if let instead {
                samples[smart] = instead
                samples[heat] = instead
                continue
            }
            var watch = memory.disk(disk.id) ?? DiskMemory(disk: disk.id)
            (samples[smart], samples[heat]) = watch.take(disk.smart, at: disk.place, inputs)
            memory.keep(watch)
        }
        return samples
    }

    private static func places(_ fact: StorageFact?) -> [(place: String, id: String, smart: SmartFact?)] {
        let inside = (fact?.disks ?? []).filter { !$0.bay.isEmpty }.map { ($0.bay, $0.id, $0.smart) }
        let outside = (fact?.backupDisks ?? []).compactMap { disk in
            // One that has no number yet is judged when it has got one.
            disk.number.flatMap { (1...99).contains($0) ? ("b\($0)", disk.id, disk.smart) : nil }
        }
        return inside + outside
    }
}
