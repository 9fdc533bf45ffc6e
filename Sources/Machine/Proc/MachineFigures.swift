public import DatasafeCore
import Glibc

/// Reads the kernel's own figures. Needs no privilege and no network; a part that cannot be read is nil.
public struct MachineFigures: Sendable {
    /// A file system the monitor asks itself.
    public struct Volume: Sendable {
        public var name: String
        public var path: String
        public init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    private let root: String
    private let volumes: [Volume]

    /// - Parameters:
    ///   - root: stands before /proc, /sys and /run; tests give a folder with recorded files.
    ///   - volumes: names and paths inside the file systems to ask.
    public init(root: String = "", volumes: [Volume]) {
        self.root = root
        self.volumes = volumes
    }

    /// Everything at once. Blocks for a few file reads.
    public func read() -> MachineReading {
        var reading = MachineReading()
        if let (cores, time) = text("/proc/stat").flatMap(ProcText.processor) {
            reading.cores = cores
            reading.processor = time
        }
        reading.memory = text("/proc/meminfo").flatMap(ProcText.memory)
        reading.load15 = text("/proc/loadavg").flatMap(ProcText.load15)
        reading.pressure = PressureReading(
            processorSome: text("/proc/pressure/cpu").flatMap { ProcText.pressure($0, "some", "avg300") },
            memoryFull: text("/proc/pressure/memory").flatMap { ProcText.pressure($0, "full", "avg60") },
            ioFull: text("/proc/pressure/io").flatMap { ProcText.pressure($0, "full", "avg300") })
        reading.links = links()
        reading.volumes = readVolumes()
        reading.clock = clock()
        reading.services = services()
        return reading
    }

    /// How much of the last ten seconds somebody in one of these services waited for a disk, percent: the most of them;
    /// nil when the kernel says it of none. The kernel's own work, a check of the mirror among it, is in no service.
    /// Source: Linux, Documentation/admin-guide/cgroup-v2.rst, "io.pressure".
    public func waiting(of services: [String]) -> Double? {
        services.compactMap { name in
            text("/sys/fs/cgroup/system.slice/\(name).service/io.pressure").flatMap {
                ProcText.pressure($0, "some", "avg10")
            }
        }.max()
    }

    /// Seconds since the box started; 0 when the kernel does not say.
    public func uptime() -> Int { text("/proc/uptime").flatMap(ProcText.uptime) ?? 0 }

    // MARK: Parts

    /// Ports that are hardware: those with a device behind them; bridges, loopback and tunnels have none.
    private func links() -> [LinkReading]? {
        let folder = "\(root)/sys/class/net"
        guard let names = entries(folder) else { return nil }
        return names.sorted().compactMap { name in
            guard access("\(folder)/\(name)/device", F_OK) == 0 else { return nil }
            let sum = { (counters: [String]) in
                counters.reduce(Int64(0)) { $0 &+ (number("/sys/class/net/\(name)/statistics/\($1)") ?? 0) }
            }
            // `carrier` cannot be read while the port is switched off.
            let isUp = number("/sys/class/net/\(name)/carrier") == 1
            let speed = number("/sys/class/net/\(name)/speed").flatMap { $0 > 0 ? Int($0) : nil }
            return LinkReading(
                name: name, isUp: isUp, speed: isUp ? speed : nil, packets: sum(["rx_packets", "tx_packets"]),
                faults: sum(["rx_errors", "tx_errors", "rx_dropped", "tx_dropped"]))
        }
    }

    /// Nil when one of them could not be asked: a missing file system is not an empty one.
    private func readVolumes() -> [VolumeReading]? {
        var readings: [VolumeReading] = []
        for volume in volumes {
            var system = statvfs()
            guard statvfs(volume.path, &system) == 0 else { return nil }
            let block = Int64(system.f_frsize)
            // As df(1): what is kept for root counts neither as used nor as free.
            let used = Int64(system.f_blocks) - Int64(system.f_bfree)
            let free = Int64(system.f_bavail)
            readings.append(
                VolumeReading(
                    name: volume.name, bytes: (used + free) * block, free: free * block,
                    inodes: Int64(system.f_files), freeInodes: Int64(system.f_favail),
                    isReadOnly: system.f_flag & UInt(ST_RDONLY) != 0))
        }
        return readings
    }

    /// systemd-timesyncd touches a file each time a server set the clock. The kernel's own estimate (adjtimex) is not
    /// asked: `ProtectClock=` of the sandbox refuses it.
    private func clock() -> ClockReading? {
        var synchronised: Instant?
        var status = stat()
        if stat("\(root)/run/systemd/timesync/synchronized", &status) == 0 {
            synchronised = Instant(
                milliseconds: Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
        }
        return ClockReading(synchronised: synchronised)
    }

    /// The control groups of our units; a page of the program file that several share is counted once, by the kernel.
    private func services() -> Int64? {
        let slice = "/sys/fs/cgroup/system.slice"
        guard let units = entries(root + slice)?.filter({ $0.hasPrefix("datasafe-") && $0.hasSuffix(".service") }),
            !units.isEmpty
        else { return nil }
        return units.reduce(0) { sum, unit in
            sum + (text("\(slice)/\(unit)/memory.stat").flatMap(ProcText.heldMemory) ?? 0)
        }
    }

    // MARK: Files

    private func number(_ path: String) -> Int64? { text(path).flatMap(ProcText.number) }

    /// At most 64 KiB of a small file; files of /proc have no size to ask for.
    private func text(_ path: String) -> String? {
        let descriptor = open(root + path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 8 << 10)
        while bytes.count < 64 << 10 {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func entries(_ folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
