public import DatasafeCore

/// Texts of /proc and /sys as values. Reads nothing; what does not look as the kernel writes it is nil.
public enum ProcText {
    /// Processors and the time they spent since boot, from /proc/stat. Source: proc_stat(5).
    public static func processor(_ stat: String) -> (cores: Int, time: ProcessorReading)? {
        let lines = stat.split(separator: "\n")
        guard let first = lines.first, first.hasPrefix("cpu ") else { return nil }
        let ticks = first.split(separator: " ").dropFirst().prefix(8).map { Int64($0) }
        guard ticks.count >= 4, !ticks.contains(nil) else { return nil }
        let numbers = ticks.compactMap(\.self)
        let total = numbers.reduce(0, &+)
        // Fields 4 and 5 are idle and waiting for a disk.
        let idle = numbers[3] + (numbers.count > 4 ? numbers[4] : 0)
        let cores = lines.count { $0.hasPrefix("cpu") } - 1
        guard cores > 0, total >= idle, idle >= 0 else { return nil }
        return (cores, ProcessorReading(busy: total - idle, total: total))
    }

    /// Memory from /proc/meminfo. Source: proc_meminfo(5), values in KiB.
    public static func memory(_ meminfo: String) -> MemoryReading? {
        var kilobytes: [Substring: Int64] = [:]
        for line in meminfo.split(separator: "\n") {
            let parts = line.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count >= 2, parts[0].hasSuffix(":"), let value = Int64(parts[1]), value >= 0 else { continue }
            kilobytes[parts[0].dropLast()] = value
        }
        guard let total = kilobytes["MemTotal"], let available = kilobytes["MemAvailable"], total > 0,
            total < Int64.max / 1024, available <= total
        else { return nil }
        return MemoryReading(total: total * 1024, available: available * 1024)
    }

    /// Bytes a control group holds (anonymous, shared, mapped files) from its memory.stat. Source: the kernel's
    /// Documentation/admin-guide/cgroup-v2.rst.
    public static func heldMemory(_ stat: String) -> Int64? {
        var held: Int64?
        for line in stat.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, ["anon", "shmem", "file_mapped"].contains(words[0]) else { continue }
            guard let bytes = Int64(words[1]), bytes >= 0 else { return nil }
            held = (held ?? 0) &+ bytes
        }
        return held
    }

    /// Load of 15 minutes from /proc/loadavg. Source: proc_loadavg(5).
    public static func load15(_ loadavg: String) -> Double? {
        let parts = loadavg.split(separator: " ")
        guard parts.count == 5, parts[3].contains("/") else { return nil }
        return percent(parts[2], upTo: 1_000_000)
    }

    /// One average from /proc/pressure/*: `pressure(text, "full", "avg300")`. Source: Documentation/accounting/psi.rst.
    public static func pressure(_ text: String, _ line: String, _ average: String) -> Double? {
        guard let found = text.split(separator: "\n").first(where: { $0.hasPrefix("\(line) ") }),
            let field = found.split(separator: " ").first(where: { $0.hasPrefix("\(average)=") })
        else { return nil }
        return percent(field.dropFirst(average.count + 1), upTo: 100)
    }

    /// Whole seconds since boot from /proc/uptime.
    public static func uptime(_ text: String) -> Int? {
        text.split(separator: " ").first.flatMap { percent($0, upTo: 1e10) }.map { Int($0) }
    }

    /// A single whole number, as most files of /sys hold.
    public static func number(_ text: String) -> Int64? {
        text.split(whereSeparator: \.isWhitespace).first.flatMap { Int64($0) }
    }

    /// A number that is finite and between 0 and `limit`: a kernel never says "nan", a broken reader may.
    private static func percent(_ text: Substring, upTo limit: Double) -> Double? {
        guard let value = Double(text), value.isFinite, value >= 0, value <= limit else { return nil }
        return value
    }
}
