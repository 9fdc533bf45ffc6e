/// The kernel's own figures at one moment, as the room Proc read them. A part is nil when its reading failed: UNKNOWN. A
/// figure inside a part is nil when this kernel does not have it: not applicable.
public struct MachineReading: Codable, Sendable, Equatable {
    /// Processors the kernel uses, at least 1.
    public var cores: Int?
    /// Mean number of runnable or waiting tasks of the last 15 minutes.
    public var load15: Double?
    public var processor: ProcessorReading?
    public var memory: MemoryReading?
    public var pressure: PressureReading?
    /// Network ports that are hardware, by name.
    public var links: [LinkReading]?
    /// Mounted file systems the monitor can ask itself; the data volume is storage's.
    public var volumes: [VolumeReading]?
    public var clock: ClockReading?
    /// Memory that all services of the box hold together, bytes: anonymous, shared, and mapped pages of files.
    public var services: Int64?

    /// Nothing was read.
    public init() {}
}

/// Time the processors spent since boot, in kernel ticks.
public struct ProcessorReading: Codable, Sendable, Equatable {
    public var busy: Int64
    public var total: Int64
    public init(busy: Int64, total: Int64) {
        self.busy = busy
        self.total = total
    }
}

/// Memory in bytes.
public struct MemoryReading: Codable, Sendable, Equatable {
    public var total: Int64
    /// What programs may still have without swapping.
    public var available: Int64
    public init(total: Int64, available: Int64) {
        self.total = total
        self.available = available
    }
}

/// Share of time in percent in which tasks waited for something. Source: Documentation/accounting/psi.rst.
public struct PressureReading: Codable, Sendable, Equatable {
    /// Some task waited for a processor, mean of 300 s.
    public var processorSome: Double?
    /// All tasks waited for memory, mean of 60 s.
    public var memoryFull: Double?
    /// All tasks waited for a disk, mean of 300 s.
    public var ioFull: Double?
    public init(processorSome: Double? = nil, memoryFull: Double? = nil, ioFull: Double? = nil) {
        self.processorSome = processorSome
        self.memoryFull = memoryFull
        self.ioFull = ioFull
    }
}

/// One network port.
public struct LinkReading: Codable, Sendable, Equatable {
    /// `enp1s0`
    public var name: String
    public var isUp: Bool
    /// Mbit/s; nil where the port does not say.
    public var speed: Int?
    /// Packets and faults since boot, both directions.
    public var packets: Int64
    public var faults: Int64
    public init(name: String, isUp: Bool, speed: Int?, packets: Int64, faults: Int64) {
        self.name = name
        self.isUp = isUp
        self.speed = speed
        self.packets = packets
        self.faults = faults
    }
}

/// One file system.
public struct VolumeReading: Codable, Sendable, Equatable {
    /// Suffix of its checks: `var`.
    public var name: String
    public var bytes: Int64
    public var free: Int64
    /// 0 where the file system does not count them.
    public var inodes: Int64
    public var freeInodes: Int64
    public var isReadOnly: Bool
    public init(name: String, bytes: Int64, free: Int64, inodes: Int64, freeInodes: Int64, isReadOnly: Bool) {
        self.name = name
        self.bytes = bytes
        self.free = free
        self.inodes = inodes
        self.freeInodes = freeInodes
        self.isReadOnly = isReadOnly
    }
}

/// How far the clock can be trusted.
public struct ClockReading: Codable, Sendable, Equatable {
    /// When the time service last set the clock by a server; nil = not in this boot.
    public var synchronised: Instant?
    /// Estimated error in seconds, where the kernel may be asked.
    public var offset: Double?
    public init(synchronised: Instant?, offset: Double? = nil) {
        self.synchronised = synchronised
        self.offset = offset
    }
}
