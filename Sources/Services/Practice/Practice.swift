public import DatasafeCore
import FactFiles
public import Logging
public import ServiceLifecycle
import Synchronization
import Threads
public import Varlink

/// The practice's data host: users, folders, documents, audit log. Takes deeds on its socket and writes its fact.
public struct Practice: Service {
    private let places: PracticePlaces
    private let version: String
    private let runFolder: String
    private let socket: ServerSocket
    private let users: UserTable
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Instant
    private let logger: Logger

    /// - Parameters:
    ///   - version: of the software, for the fact.
    ///   - runFolder: where the fact is written.
    public init(
        places: PracticePlaces = PracticePlaces(), version: String, runFolder: String = ServiceName.runFolder,
        socket: ServerSocket = .activated, users: UserTable = .system, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Instant, logger: Logger
    ) {
        self.places = places
        self.version = version
        self.runFolder = runFolder
        self.socket = socket
        self.users = users
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    /// Opens the store, answers until graceful shutdown, and keeps the fact fresh. Throws when the store cannot be opened.
    /// One that was opened on a volume that takes nothing ends when it takes something again: PID 1 starts it anew.
    public func run() async throws {
        let (places, now, logger) = (places, now, logger)
        let host = try await offload { try DataHost(places: places, now: now, logger: logger) }
        let server = host.server(version: version, socket: socket, users: users)
        let pulse = Pulse(
            host: host, facts: FactWriter(folder: runFolder, version: version, now: now), clock: clock)
        logger.info("practice data open", metadata: ["version": "\(version)"])
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask { await pulse.run() }
                try await group.next()
                group.cancelAll()
            }
        }
    }
}
