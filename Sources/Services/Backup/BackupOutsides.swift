public import DatasafeCore
public import FactFiles
public import Logging
public import Varlink

/// Everything outside the backup service that a test replaces.
public struct BackupOutsides: Sendable {
    public var places: BackupPlaces
    /// What the other services know, and when it changes.
    public var facts: any FactSource
    public var changes: @Sendable () -> AsyncStream<ServiceName>
    /// Where the service's own fact goes.
    public var writer: FactWriter<BackupFact>
    /// Storage and practice.
    public var deeds: any DeedAsking
    /// Opens network shares.
    public var shares: any ShareOpening
    public var server: VarlinkServer
    public var now: @Sendable () -> Instant
    public var clock: any Clock<Duration>
    public var logger: Logger

    public init(
        places: BackupPlaces = BackupPlaces(), facts: any FactSource,
        changes: @escaping @Sendable () -> AsyncStream<ServiceName>, writer: FactWriter<BackupFact>,
        deeds: any DeedAsking, shares: any ShareOpening, server: VarlinkServer, now: @escaping @Sendable () -> Instant,
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.places = places
        self.facts = facts
        self.changes = changes
        self.writer = writer
        self.deeds = deeds
        self.shares = shares
        self.server = server
        self.now = now
        self.clock = clock
        self.logger = logger
    }

    /// The outsides of a real box, or of one below another root.
    public static func box(
        places: BackupPlaces = BackupPlaces(), runFolder: String = ServiceName.runFolder,
        socket: ServerSocket = .activated, users: UserTable = .system, version: String,
        now: @escaping @Sendable () -> Instant, logger: Logger
    ) -> BackupOutsides {
        let folder = FactFolder(path: runFolder, now: now)
        return BackupOutsides(
            places: places, facts: folder, changes: { folder.changes() },
            writer: FactWriter(folder: runFolder, version: version, now: now), deeds: DeedClient(folder: runFolder),
            shares: DoorShares(door: "\(runFolder)/share.door"),
            server: VarlinkServer(service: .backup, version: version, socket: socket, users: users, logger: logger),
            now: now, logger: logger)
    }
}
