import Guest
import SystemPackage

/// What a night used of this machine.
public struct NightUse: Sendable, Equatable {
    /// Processor time of the service itself, and of all restics it started.
    public var own: Duration
    public var engine: Duration
    /// Of both in the step `backup`, without reading back, thinning out and drill.
    public var backupStep: Duration
    /// The largest that service and restic were, together, bytes (VmHWM).
    public var peakBytes: Int
}

/// Looks at the backup service and its children from outside while a night goes on.
struct NightUseWatch {
    let pid: Int32
    private var first: ProcessUse?
    private var last: ProcessUse?
    private var backupBegan: ProcessUse?
    private var backupEnded: ProcessUse?
    private var peak = 0

    init(pid: Int32) { self.pid = pid }

    /// Takes a look; `step`: of the run in progress. Throws `.ended`.
    mutating func see(_ step: String?) throws {
        let now = try ProcessUse(of: pid)
        first = first ?? now
        last = now
        if step == "backup" {
            backupBegan = backupBegan ?? now
        } else if backupBegan != nil, backupEnded == nil, step != nil {
            // Its restic has ended and is counted.
            backupEnded = now
        }
        let engines = Self.children(of: pid).reduce(0) { $0 + (Self.peak($1) ?? 0) }
        peak = max(peak, (Self.peak(pid) ?? 0) + engines)
    }

    /// Throws `.ended` when no night was seen.
    func use() throws -> NightUse {
        guard let first, let backupBegan, let backupEnded else { throw GuestError(.ended, "night", "not seen") }
        let last = try ProcessUse(of: pid)
        return NightUse(
            own: last.processor - first.processor, engine: last.endedChildren - first.endedChildren,
            backupStep: backupEnded.processor + backupEnded.endedChildren - backupBegan.processor
                - backupBegan.endedChildren, peakBytes: peak)
    }

    /// Processes whose parent is `pid`. Source: proc_pid_stat(5), field 4.
    private static func children(of pid: Int32) -> [Int32] {
        Files.names(in: "/proc").compactMap { Int32($0) }.filter { child in
            guard let bytes = try? Files.read(FilePath("/proc/\(child)/stat")) else { return false }
            let stat = String(decoding: bytes, as: UTF8.self)
            let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
            return fields.count > 2 && Int32(fields[2]) == pid
        }
    }

    private static func peak(_ pid: Int32) -> Int? {
        guard let bytes = try? Files.read(FilePath("/proc/\(pid)/status")) else { return nil }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { $0.isWhitespace }).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
}
