public import DatasafeCore
import FactFiles
public import Logging
public import ServiceLifecycle
public import Varlink
import Wire

/// The heartbeat service, `datasafe beat`: the only part of the box that speaks to the hub. It runs while the box is locked
/// and reads facts only, so that nothing personal can reach it.
public struct Beat: Service {
    private let outsides: BeatOutsides
    private let socket: ServerSocket
    private let users: UserTable
    private let uplink: UplinkDoor?
    private let changes: @Sendable () -> AsyncStream<ServiceName>
    private let write: @Sendable (BeatFact) throws -> Void
    private let log: Logger

    /// - Parameters:
    ///   - uplink: where the online backup comes in; nil = this box has none.
    ///   - changes: a name each time that service's fact was replaced.
    ///   - write: replaces beat's own fact.
    public init(
        outsides: BeatOutsides, socket: ServerSocket = .activated, users: UserTable = .system,
        uplink: UplinkDoor? = nil,
        changes: @escaping @Sendable () -> AsyncStream<ServiceName>,
        write: @escaping @Sendable (BeatFact) throws -> Void, log: Logger
    ) {
        self.outsides = outsides
        self.socket = socket
        self.users = users
        self.uplink = uplink
        self.changes = changes
        self.write = write
        self.log = log
    }

    /// Beats until it is cancelled or shut down in order; then one last beat says so, for at most three seconds.
    public func run() async throws {
        let keeper = try BeatKeeper(outsides: outsides, log: log)
        do {
            try await keeper.open()
            try await beat(keeper)
        } catch {
            // The line to the hub wants to be closed however this ends.
            await keeper.close()
            throw error
        }
        await keeper.close()
    }

    private func beat(_ keeper: BeatKeeper) async throws {
        let bell = Bell()
        let server = server(keeper, bell)
        let line = uplink.map { door in
            Uplink(door, facts: outsides.facts, target: { await keeper.vault(port: door.port) })
        }
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask { await listen(bell, line) }
                if let line { group.addTask { await line.run(log: log) } }
                group.addTask { try await loop(keeper, bell, line) }
                // The first to end is the loop, after the last beat, or an error.
                while try await group.next() != nil, !Task.isShuttingDownGracefully {}
                group.cancelAll()
            }
        } onGracefulShutdown: {
            bell.ring(.stop)
        }
    }

    private func listen(_ bell: Bell, _ line: Uplink?) async {
        for await service in changes() {
            switch service {
            case .monitor, .storage: bell.ring(.change)
            case .backup: line?.heed()
            default: break
            }
        }
    }

    private func loop(_ keeper: BeatKeeper, _ bell: Bell, _ line: Uplink?) async throws {
        await tell(keeper, line)
        while !Task.isCancelled {
            let sound = await bell.wait(seconds: await keeper.secondsToNext())
            if sound == .stop { return await lastBeat(keeper) }
            do {
                try await keeper.turn(sound)
            } catch is CancellationError {
                return
            } catch {
                // A full or broken disk: the fact says it is old, the monitor raises it.
                log.error("beat", metadata: ["error": "\(error)"])
                try await Task.sleep(for: .seconds(5))
            }
            await tell(keeper, line)
        }
    }

    private func lastBeat(_ keeper: BeatKeeper) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await keeper.turn(.stop) }
            group.addTask { try? await Task.sleep(for: .seconds(3)) }
            await group.next()
            group.cancelAll()
        }
    }

    private func tell(_ keeper: BeatKeeper, _ line: Uplink?) async {
        do {
            var fact = await keeper.fact()
            fact.vault = line?.fact
            try write(fact)
        } catch {
            log.error("fact", metadata: ["error": "\(error)"])
        }
    }

    private func server(_ keeper: BeatKeeper, _ bell: Bell) -> VarlinkServer {
        var server = VarlinkServer(
            service: .beat, version: outsides.software, socket: socket, users: users, logger: log)
        let now = outsides.now
        server.on(BeatDeeds.Enrol.self) { deed, _ in
            do {
                let device = try await keeper.enrol(hub: deed.hub, code: deed.code)
                bell.ring(.asked)
                return BeatDeeds.Enrol.Outcome(device: device)
            } catch let refusal as HubRefusal {
                throw Refusal(code: refusal.code, subject: deed.hub, at: now())
            }
        }
        server.on(BeatDeeds.BeatNow.self) { _, _ in
            bell.ring(.asked)
            return Done()
        }
        let port = uplink?.port ?? VaultAddress.port
        server.on(BeatDeeds.ProbeVault.self) { _, _ in
            guard let target = await keeper.vault(port: port) else {
                throw Refusal(code: BackupCode.notEnrolled.code, at: now())
            }
            do throws(WireError) {
                let hasRepository = try await WireProbe.ask(target) == .found
                return BeatDeeds.ProbeVault.Outcome(
                    hasRepository: hasRepository,
                    mayDelete: hasRepository ? try await WireProbe.mayDelete(target) : false)
            } catch {
                throw Refusal(code: BackupCode(line: error.code).code, subject: target.address.place, at: now())
            }
        }
        return server
    }
}
