import BlockDevices
public import DatasafeCore
import FactFiles
public import Logging
public import ServiceLifecycle
import Udev
public import Varlink

/// Disks, keys, array, container and volume: the only service that touches a block device.
public struct Storage: Service {
    private let keeper: StorageKeeper
    private let server: VarlinkServer
    private let logger: Logger

    /// - Parameters:
    ///   - stateFolder: where it remembers, `/var/lib/datasafe/storage`.
    ///   - factFolder: where it tells, `/run/datasafe`.
    public init(
        stateFolder: String, factFolder: String = ServiceName.runFolder, version: String,
        socket: ServerSocket = .activated, logger: Logger, now: @escaping @Sendable () -> Instant
    ) {
        let keeper = StorageKeeper(
            stateFolder: stateFolder, factFolder: factFolder, version: version, logger: logger, now: now)
        self.keeper = keeper
        self.logger = logger
        var server = VarlinkServer(service: .storage, version: version, socket: socket, logger: logger)
        StorageAnswers(keeper: keeper).register(on: &server)
        self.server = server
    }

    /// Runs until told to stop. What is open stays open: the data outlives this process.
    public func run() async throws {
        await keeper.begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask { try await devices() }
            group.addTask { await kernel() }
            group.addTask { try await every(.seconds(2)) { await keeper.tick() } }
            group.addTask { try await every(.seconds(10)) { await keeper.readVolume() } }
            group.addTask { try await every(.seconds(10)) { await keeper.readIntegrity() } }
            group.addTask { try await every(.seconds(600)) { await keeper.readSmart() } }
            group.addTask { try await every(.seconds(60)) { await keeper.testDisks() } }
            group.addTask { try await array() }
            group.addTask { try? await gracefulShutdown() }
            // Whichever ends first ends the service; systemd starts it again.
            try await group.next()
            group.cancelAll()
        }
    }

    private func devices() async throws {
        let late = Task {
            // What came between the first look and the first event.
            try await Task.sleep(for: .seconds(3))
            await keeper.admitUSB()
            await keeper.refresh()
        }
        defer { late.cancel() }
        for try await event in Udev.events() {
            logger.debug("udev", metadata: ["action": "\(event.action)", "device": "\(event.device.name)"])
            let name = event.device.name
            if event.device.type == "usb_device" {
                await keeper.admitUSB()
                continue
            }
            // Our own mappings come and go with our own work.
            if name.hasPrefix("dm-") || name.hasPrefix("md") || name.hasPrefix("loop") { continue }
            await keeper.refresh()
        }
    }

    private func kernel() async {
        for await record in KernelLog.records(fromBoot: true) { await keeper.kernelSaid(record) }
    }

    private func array() async throws {
        while !Task.isCancelled {
            for await _ in ArrayWatch.changes() { await keeper.arrayChanged() }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func every(_ period: Duration, _ body: @Sendable () async -> Void) async throws {
        while true {
            await body()
            try await Task.sleep(for: period)
        }
    }
}
