public import DatasafeCore
public import FactFiles
public import Logging
import Proc
public import Varlink

/// Everything outside the monitor that a test replaces.
public struct MonitorOutsides: Sendable {
    /// What the other services know, and when it changes.
    public var facts: any FactSource
    public var changes: @Sendable () -> AsyncStream<ServiceName>
    /// Where the monitor's own fact goes.
    public var writer: FactWriter<MonitorFact>
    /// The kernel's figures and the seconds since boot; may block.
    public var figures: @Sendable () -> (reading: MachineReading, uptime: Int)
    /// Other services, for `BeatNow`.
    public var deeds: any DeedAsking
    public var server: VarlinkServer
    /// SQLite file of states, baselines and events.
    public var database: String
    /// First 8 hex digits of the boot id.
    public var boot: String
    public var now: @Sendable () -> Instant
    public var clock: any Clock<Duration>
    public var logger: Logger

    public init(
        facts: any FactSource, changes: @escaping @Sendable () -> AsyncStream<ServiceName>,
        writer: FactWriter<MonitorFact>, figures: @escaping @Sendable () -> (reading: MachineReading, uptime: Int),
        deeds: any DeedAsking, server: VarlinkServer, database: String, boot: String,
        now: @escaping @Sendable () -> Instant, clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.facts = facts
        self.changes = changes
        self.writer = writer
        self.figures = figures
        self.deeds = deeds
        self.server = server
        self.database = database
        self.boot = boot
        self.now = now
        self.clock = clock
        self.logger = logger
    }

    /// The outsides of a real box.
    public static func box(version: String, now: @escaping @Sendable () -> Instant, logger: Logger) -> MonitorOutsides {
        let folder = FactFolder(now: now)
        let figures = MachineFigures(volumes: [MachineFigures.Volume(name: "var", path: stateFolder)])
        return MonitorOutsides(
            facts: folder, changes: { folder.changes() }, writer: FactWriter(version: version, now: now),
            figures: { (figures.read(), figures.uptime()) }, deeds: DeedClient(),
            server: VarlinkServer(service: .monitor, version: version, logger: logger),
            database: "\(stateFolder)/monitor.sqlite", boot: bootID(), now: now, logger: logger)
    }

    /// The unit's StateDirectory, on the file system /var.
    public static let stateFolder = "/var/lib/datasafe/monitor"
}
