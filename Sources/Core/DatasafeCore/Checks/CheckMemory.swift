/// What the judges remember between rounds: baselines, counters, when something was first seen. Stored by the monitor.
public struct CheckMemory: Codable, Sendable, Equatable {
    /// Steady time at which a thing was first seen, by name.
    var firstSeen: [String: Int64] = [:]
    var counters: [String: GrowthCounter] = [:]
    var services: [ServiceName: ServiceMemory] = [:]
    var members: [String: MemberMemory] = [:]
    var scrub = ScrubMemory()
    /// By the disk's id.
    var disks: [String: DiskMemory] = [:]
    var processor = ProcessorMemory()
    var links: [String: LinkMemory] = [:]
    var clock = ClockMemory()

    /// Nothing was seen yet.
    public init() {}

    /// Seconds since `name` was first seen; 0 at first sight.
    mutating func age(of name: String, at time: CheckTime) -> Int64 {
        guard let first = firstSeen[name] else {
            firstSeen[name] = time.steady
            return 0
        }
        return time.seconds(since: first)
    }

    /// A person acknowledged `check`: the memory's share of the new baseline.
    public mutating func acknowledge(_ check: CheckID) {
        guard check.kind == .diskSmart, var disk = check.suffix.flatMap({ self.disk(at: $0) }) else { return }
        disk.acknowledge()
        keep(disk)
    }
}

/// A counter that somebody else keeps and may start at zero again: only growth over what was seen counts.
struct GrowthCounter: Codable, Sendable, Equatable {
    private var boot = ""
    private var last = 0
    /// All growth ever seen.
    private(set) var total = 0

    /// Takes the counter's value; says how much it grew. A counter of another boot, or one that fell, began at zero again:
    /// all of it is growth. Nothing was seen before the first sight, so a box that starts with errors shows them.
    mutating func take(_ value: Int, boot now: String) -> Int {
        let grown = now == boot && value >= last ? value - last : value
        boot = now
        last = value
        total += grown
        return grown
    }

    /// The same for a counter of all since boot, whose reader counts from the boot again when it restarts: only what goes
    /// beyond the highest value of this boot is growth.
    mutating func take(highest value: Int, boot now: String) -> Int {
        take(now == boot ? max(last, value) : value, boot: now)
    }
}
