/// Judges the machine: processor, memory, load, disk waiting, kernel events.
enum MachineJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        let machine = inputs.machine
        var samples: [CheckID: Sample] = [
            CheckID(.memoryAvailable): available(machine.memory),
            CheckID(.memoryPressure): pressure(machine, \.memoryFull, CheckBands.memoryPressure, .memoryOut),
            CheckID(.ioPressure): pressure(machine, \.ioFull, CheckBands.io, .ioSlow),
            CheckID(.cpuPressure): pressure(machine, \.processorSome, CheckBands.starved, .cpuStarved),
            CheckID(.cpuBusy): busy(inputs, &memory),
            CheckID(.load): load(machine),
        ]
        // Backup, scrub and rebuilding load the box as planned.
        let planned: [CheckKind] = inputs.isNightWork ? [.ioPressure, .cpuPressure, .cpuBusy, .load] : []
        for kind in planned + (inputs.isRebuilding ? [.ioPressure] : []) {
            guard let sample = samples[CheckID(kind)], case .judged = sample.verdict else { continue }
            samples[CheckID(kind)] = .ok(sample.value)
        }
        let kernel = kernel(inputs, &memory)
        samples[CheckID(.kernelOutOfMemory)] = kernel.outOfMemory
        samples[CheckID(.kernelMachineCheck)] = kernel.machineCheck
        return samples
    }

    private static func available(_ memory: MemoryReading?) -> Sample {
        guard let memory, memory.total > 0 else { return .unknown }
        let percent = Double(memory.available) * 100 / Double(memory.total)
        return .judged(percent.rounded(), by: CheckBands.memory, .memoryLow, crit: .memoryOut)
    }

    private static func pressure(
        _ machine: MachineReading, _ figure: KeyPath<PressureReading, Double?>, _ band: Band, _ reason: CheckReason
    ) -> Sample {
        guard let pressure = machine.pressure else { return .unknown }
        guard let percent = pressure[keyPath: figure] else { return .notApplicable(.noneHere) }
        return .judged(percent, by: band, reason)
    }

    /// Busy processors alone are good use; busy and waited for is too much.
    private static func busy(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        guard let reading = inputs.machine.processor else { return .unknown }
        guard let percent = memory.processor.take(reading, at: inputs.time) else { return .ok() }
        let waited = inputs.machine.pressure?.processorSome ?? 0
        let (rises, holds) = CheckBands.busy.judge(percent)
        let counts = waited >= CheckBands.busyPressure
        return Sample(
            .judged(rises: counts ? rises : .ok, holds: holds), value: percent.rounded(),
            reason: holds == .ok ? "" : CheckReason.cpuBusy.code)
    }

    private static func load(_ machine: MachineReading) -> Sample {
        guard let load = machine.load15, let cores = machine.cores, cores > 0 else { return .unknown }
        var sample = Sample.judged(load / Double(cores), by: CheckBands.load, .loadHigh)
        sample.value = load
        return sample
    }

    /// What the kernel killed or the hardware corrected, from storage's counters of kernel messages.
    private static func kernel(
        _ inputs: CheckInputs, _ memory: inout CheckMemory
    ) -> (outOfMemory: Sample, machineCheck: Sample) {
        guard case .fresh(let envelope) = inputs.storage else {
            let sample: Sample = inputs.isStarting ? .notApplicable(.starting) : .unknown
            return (sample, sample)
        }
        // Nothing new leaves the last value standing: the alarm is shown for a day with what it was about.
        var outOfMemory = Sample.ok()
        var machineCheck = Sample.ok()
        let counts = envelope.fact.kernel
        let killed = memory.counters["oom", default: GrowthCounter()].take(counts["oom"] ?? 0, boot: envelope.boot)
        if killed > 0 {
            // Which program was killed is not told; a core service that started again or is missing says it was one.
            let core: [ServiceName] = [.storage, .practice, .backup]
            let hit = core.contains { memory.services[$0]?.hasRestarted(within: 600, at: inputs.time) ?? false }
            outOfMemory = .bad(
                hit ? .crit : .warn, hit ? .kernelOutOfMemoryCore : .kernelOutOfMemory, value: Double(killed))
        }
        let faults = memory.counters["mce", default: GrowthCounter()].take(counts["mce"] ?? 0, boot: envelope.boot)
        if faults > 0 { machineCheck = .bad(.warn, .kernelMachineCheck, value: Double(faults)) }
        return (outOfMemory, machineCheck)
    }
}

/// The share of busy processor time over about a minute.
struct ProcessorMemory: Codable, Sendable, Equatable {
    private var base: ProcessorReading?
    private var baseAt: Int64 = 0
    private var percent: Double?

    private static let window: Int64 = 60

    /// Percent of the last whole window; nil before the first.
    mutating func take(_ reading: ProcessorReading, at time: CheckTime) -> Double? {
        guard let before = base, reading.total >= before.total, reading.busy >= before.busy else {
            base = reading
            baseAt = time.steady
            percent = nil
            return nil
        }
        guard time.seconds(since: baseAt) >= Self.window, reading.total > before.total else { return percent }
        percent = Double(reading.busy - before.busy) * 100 / Double(reading.total - before.total)
        base = reading
        baseAt = time.steady
        return percent
    }
}
