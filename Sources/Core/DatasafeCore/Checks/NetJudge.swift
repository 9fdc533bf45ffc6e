/// Judges network ports and the time that comes over them.
enum NetJudge {
    static func judge(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> [CheckID: Sample] {
        var samples = [CheckID(.timeOffset): clock(inputs, &memory)]
        guard let links = inputs.machine.links else {
            samples[CheckID(.netLink)] = .unknown
            samples[CheckID(.netErrors)] = .unknown
            return samples
        }
        var worst: Double?
        var slow = false
        for link in links {
            let faults = memory.links[link.name, default: LinkMemory()].take(link, at: inputs.time)
            slow = slow || memory.links[link.name]?.isSlower(link) ?? false
            if let faults { worst = max(worst ?? 0, faults) }
        }
        let up = links.count(where: \.isUp)
        samples[CheckID(.netLink)] =
            up == 0
            ? .bad(.crit, .netDown, value: 0) : slow ? .bad(.warn, .netSlow, value: Double(up)) : .ok(Double(up))
        samples[CheckID(.netErrors)] = worst.map { .judged($0, by: CheckBands.netFaults, .netErrors) } ?? .ok(0)
        return samples
    }

    /// Value: seconds off, or 0 while only the age of the synchronisation is judged.
    private static func clock(_ inputs: CheckInputs, _ memory: inout CheckMemory) -> Sample {
        // The hub's certificate check or its reply found the clock wrong: the one thing nobody here can see alone.
        if case .fresh(let beat) = inputs.beat, beat.fact.trouble == "clock" { return .bad(.crit, .timeWrong) }
        guard let clock = inputs.machine.clock else { return .unknown }
        let age = memory.clock.take(clock, at: inputs.time)
        if age < CheckBands.unsynchronised, let offset = clock.offset {
            return .judged(abs(offset), by: CheckBands.offset, .timeWrong)
        }
        // A box that was off for days gets a few minutes to find its time server.
        return age >= CheckBands.unsynchronised && !inputs.isStarting
            ? .bad(.warn, .timeUnsynchronised, value: 0) : .ok(0)
    }
}

/// What is remembered of one network port.
struct LinkMemory: Codable, Sendable, Equatable {
    /// The fastest it ever was.
    private var bestSpeed = 0
    private var packets: Int64?
    private var faults: Int64 = 0
    private var baseAt: Int64 = 0
    private var percent: Double?

    private static let window: Int64 = 60

    /// Percent of faulty packets of the last whole minute that had enough packets; nil before the first.
    mutating func take(_ link: LinkReading, at time: CheckTime) -> Double? {
        if link.isUp, let speed = link.speed { bestSpeed = max(bestSpeed, speed) }
        guard let before = packets, link.packets >= before, link.faults >= faults else {
            rebase(link, at: time)
            percent = nil
            return nil
        }
        guard time.seconds(since: baseAt) >= Self.window else { return percent }
        let carried = link.packets - before
        percent = carried >= CheckBands.netPackets ? Double(link.faults - faults) * 100 / Double(carried) : 0
        rebase(link, at: time)
        return percent
    }

    /// Whether it runs slower than it once did.
    func isSlower(_ link: LinkReading) -> Bool { link.isUp && link.speed.map { $0 < bestSpeed } ?? false }

    private mutating func rebase(_ link: LinkReading, at time: CheckTime) {
        packets = link.packets
        faults = link.faults
        baseAt = time.steady
    }
}

/// What is remembered of the clock.
struct ClockMemory: Codable, Sendable, Equatable {
    private var synchronised: Instant?
    /// Steady time at which the last synchronisation was seen, or the first look.
    private var seenAt: Int64?

    /// Seconds since the clock was last set by a server, counted on the steady scale: the wall may have jumped with it.
    mutating func take(_ clock: ClockReading, at time: CheckTime) -> Int64 {
        if let now = clock.synchronised, now != synchronised {
            synchronised = now
            seenAt = time.steady
        }
        let seen = seenAt ?? time.steady
        seenAt = seen
        return time.seconds(since: seen)
    }
}
