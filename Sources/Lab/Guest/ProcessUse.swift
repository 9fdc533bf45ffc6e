import SystemPackage

/// What a process has used so far, as the kernel counts it.
///
/// Source: proc_pid_stat(5), proc_pid_status(5); clock ticks of 1/100 s on Linux.
public struct ProcessUse: Sendable, Equatable {
    /// Processor time, user and system, all threads.
    public var processor: Duration
    /// The same of the programs it started, once they have ended, and of those they started.
    public var endedChildren: Duration
    /// Memory that is really there (VmRSS), bytes.
    public var residentBytes: Int

    /// Use of process `pid` now. Throws `.ended` if there is none.
    public init(of pid: Int32) throws {
        let folder = FilePath("/proc/\(pid)")
        guard let stat = try? Files.read(folder.appending("stat")),
            let status = try? Files.read(folder.appending("status"))
        else { throw GuestError(.ended, "process \(pid)") }
        try self.init(stat: String(decoding: stat, as: UTF8.self), status: String(decoding: status, as: UTF8.self))
    }

    /// Reads the text of the two files. Throws `.malformed`.
    init(stat: String, status: String) throws {
        // The name stands in brackets and may hold blanks and brackets itself: count after the last one.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        let ticks = fields.count > 15 ? fields[12...15].compactMap { Int($0) } : []
        guard ticks.count == 4 else { throw GuestError(.malformed, "stat", stat) }
        processor = .milliseconds(10 * (ticks[0] + ticks[1]))
        endedChildren = .milliseconds(10 * (ticks[2] + ticks[3]))
        let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = resident?.split(whereSeparator: { $0.isWhitespace }).dropFirst().first.flatMap { Int($0) }
        residentBytes = (kilobytes ?? 0) * 1024
    }

    /// True if process `pid` is there and its command line contains `name`.
    static func isRunning(_ pid: Int32, named name: String) -> Bool {
        guard let words = try? Files.read(FilePath("/proc/\(pid)/cmdline")) else { return false }
        return String(decoding: words, as: UTF8.self).contains(name)
    }

    /// True if there is a process `pid` that is more than a grave.
    static func isAlive(_ pid: Int32) -> Bool {
        guard let words = try? Files.read(FilePath("/proc/\(pid)/cmdline")) else { return false }
        return !words.isEmpty
    }
}
