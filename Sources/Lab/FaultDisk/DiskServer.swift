import NIOCore
import NIOPosix
import Synchronization

/// Disks behind one Unix socket, each under its name, for QEMU and its tools (NBD).
public final class DiskServer: Sendable {
    /// The socket.
    public let path: String
    private let group: MultiThreadedEventLoopGroup
    private let state = Mutex(State())

    private struct State {
        var listener: (any Channel)?
        var disks: [String: FaultDisk] = [:]
        var gone: Set<String> = []
        var clients: [String: [ObjectIdentifier: any Channel]] = [:]
        /// Writes to all disks together that are still taken; nil = there is no end to them.
        var writesLeft: Int?
        var isDark = false
    }

    private init(path: String) {
        self.path = path
        // One thread of its own: what blocks on this machine's disk keeps nobody else waiting.
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    }

    /// Listens at `path` (at most 107 bytes). Throws `.server`.
    public static func listen(at path: String, disks: [FaultDisk] = []) async throws -> DiskServer {
        let server = DiskServer(path: path)
        for disk in disks { server.add(disk) }
        do {
            let listener = try await ServerBootstrap(group: server.group)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(NBDConversation(server: server))
                    }
                }
                .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
            server.state.withLock { $0.listener = listener }
        } catch {
            await server.close()
            throw FaultDiskError(.server, path, "\(error)")
        }
        return server
    }

    /// Serves `disk` from now on.
    public func add(_ disk: FaultDisk) { state.withLock { $0.disks[disk.name] = disk } }

    /// Serves the disk no longer; its clients are hung up.
    public func remove(_ name: String) async {
        await takeAway(name)
        state.withLock {
            $0.disks[name] = nil
            $0.gone.remove(name)
        }
    }

    /// The disk called `name`, whether it answers or not. Throws `.unknown`.
    public func disk(_ name: String) throws(FaultDiskError) -> FaultDisk {
        guard let disk = state.withLock({ $0.disks[name] }) else { throw FaultDiskError(.unknown, name) }
        return disk
    }

    /// The disk is gone without a word: its connections break and nobody gets a new one.
    public func takeAway(_ name: String) async {
        let clients = state.withLock { state in
            state.gone.insert(name)
            return state.clients[name].map { Array($0.values) } ?? []
        }
        // One that hung up by itself meanwhile is what is wanted.
        for client in clients { _ = try? await client.close() }
    }

    /// The disk answers again.
    public func giveBack(_ name: String) { state.withLock { _ = $0.gone.remove(name) } }

    /// The power fails in the middle of what is written: after this many more writes to all disks together no request is
    /// taken or answered any more, until `light`.
    public func darken(afterWrites count: Int) { state.withLock { $0.writesLeft = count } }

    /// True from the moment the power failed.
    public var isDark: Bool { state.withLock { $0.isDark } }

    /// The power is back. Nobody may be connected.
    public func light() {
        state.withLock { state in
            state.writesLeft = nil
            state.isDark = false
        }
    }

    /// Waits until nobody is connected to any disk: then everything a killed machine had sent has been taken. Throws
    /// `.server` after `limit`.
    public func quiet(within limit: Duration = .seconds(20)) async throws {
        let end = ContinuousClock.now + limit
        while state.withLock({ !$0.clients.allSatisfy { $0.value.isEmpty } }) {
            guard ContinuousClock.now < end else { throw FaultDiskError(.server, path, "clients do not hang up") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Hangs up and stops listening. The disks stay as they are.
    public func close() async {
        let channels = state.withLock { state in
            let all = state.clients.values.flatMap(\.values) + (state.listener.map { [$0] } ?? [])
            state.listener = nil
            return all
        }
        for channel in channels { _ = try? await channel.close() }
        // A group that does not end holds one idle thread.
        try? await group.shutdownGracefully()
    }

    // MARK: For conversations

    func disk(named name: String) -> FaultDisk? {
        state.withLock { $0.gone.contains(name) ? nil : $0.disks[name] }
    }

    /// Whether a request is taken: all disks lose their power at the same moment.
    func takes(isWrite: Bool) -> Bool {
        state.withLock { state in
            guard !state.isDark else { return false }
            guard isWrite, let left = state.writesLeft else { return true }
            state.writesLeft = left - 1
            state.isDark = left <= 0
            return left > 0
        }
    }

    func came(_ name: String, _ channel: any Channel) {
        state.withLock { $0.clients[name, default: [:]][ObjectIdentifier(channel)] = channel }
    }

    func left(_ name: String, _ channel: any Channel) {
        state.withLock { _ = $0.clients[name]?.removeValue(forKey: ObjectIdentifier(channel)) }
    }
}
