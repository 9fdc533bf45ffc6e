public import DatasafeCore
public import FactFiles
public import Logging
public import StateFiles
public import Varlink

/// Everything outside the set-up that a test replaces.
public struct SetupOutsides: Sendable {
    public var facts: any FactSource
    public var changes: @Sendable () -> AsyncStream<ServiceName>
    public var writer: FactWriter<SetupFact>
    /// Storage, practice and heartbeat.
    public var deeds: any DeedAsking
    public var server: VarlinkServer
    /// How far the first day is.
    public var journal: StateFile
    /// Written last; the units of the set-up look for it.
    public var marker: StateFile
    /// 64 random bits of the kernel.
    public var random: @Sendable () -> UInt64
    public var clock: any Clock<Duration>
    public var logger: Logger

    public init(
        facts: any FactSource, changes: @escaping @Sendable () -> AsyncStream<ServiceName>,
        writer: FactWriter<SetupFact>, deeds: any DeedAsking, server: VarlinkServer, journal: StateFile,
        marker: StateFile, random: @escaping @Sendable () -> UInt64, clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger
    ) {
        self.facts = facts
        self.changes = changes
        self.writer = writer
        self.deeds = deeds
        self.server = server
        self.journal = journal
        self.marker = marker
        self.random = random
        self.clock = clock
        self.logger = logger
    }

    /// The outsides of a real box.
    public static func box(version: String, now: @escaping @Sendable () -> Instant, logger: Logger) -> SetupOutsides {
        let folder = FactFolder(now: now)
        return SetupOutsides(
            facts: folder, changes: { folder.changes() }, writer: FactWriter(version: version, now: now),
            deeds: DeedClient(), server: VarlinkServer(service: .setup, version: version, logger: logger),
            journal: StateFile(path: "\(stateFolder)/journal.json"), marker: StateFile(path: "\(stateFolder)/done"),
            random: {
                // getrandom(2) on Linux.
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            }, logger: logger)
    }

    /// The unit's StateDirectory.
    public static let stateFolder = "/var/lib/datasafe/setup"
}

/// Swift's generator protocol over the outsides' source.
struct OutsideRandom: RandomNumberGenerator {
    let source: @Sendable () -> UInt64
    mutating func next() -> UInt64 { source() }
}
