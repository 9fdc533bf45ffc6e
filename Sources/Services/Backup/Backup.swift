import DatasafeCore
import Logging
public import ServiceLifecycle
import Threads
import Varlink

/// Backups on numbered disks: nightly, by hand, caught up; read back, drilled; and the way back. Not root, no network.
public struct Backup: Service {
    private let outsides: BackupOutsides

    public init(_ outsides: BackupOutsides) { self.outsides = outsides }

    /// Runs until cancelled or shut down in order; a run under way is then killed, and repeated at the next start.
    public func run() async throws {
        let outsides = outsides
        let places = outsides.places
        let (ledger, kept) = try await offload {
            try Self.makeScratch(places.scratch)
            for remote in [TargetID.online, .share] {
                let scratch = places.beside(for: remote).scratch
                if Files.exists(scratch) { try Self.makeScratch(scratch) }
            }
            // Folders there are nights of ours; uploads are files.
            for name in Files.names(in: places.staging) where StagedName(name) != nil {
                let night = "\(places.staging)/\(name)"
                if Files.isFolder(night) { Files.remove(night) }
            }
            let ledger = try BackupLedger(path: places.ledger)
            return (ledger, try ledger.load())
        }
        let (plugs, plug) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let keeper = BackupKeeper(outsides, ledger: ledger, kept: kept, plug: plug)
        await keeper.start()
        let server = keeper.server(outsides.server)
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                group.addTask {
                    for await service in outsides.changes() where service == .storage { await keeper.look() }
                    if !Task.isCancelled { outsides.logger.error("fact folder is not watched, polling only") }
                }
                group.addTask {
                    while !Task.isCancelled {
                        await keeper.look()
                        await keeper.tidy()
                        await keeper.holdHour()
                        await keeper.publish()
                        await keeper.remind()
                        try? await outsides.clock.sleep(for: .seconds(BackupFact.every))
                    }
                }
                group.addTask { for await _ in plugs { await keeper.catchUp() } }
                group.addTask {
                    while !Task.isCancelled {
                        await keeper.runWhenDue()
                        try? await outsides.clock.sleep(for: .seconds(BackupFact.every))
                    }
                }
                group.addTask {
                    while !Task.isCancelled {
                        await keeper.runRemotesWhenDue()
                        try? await outsides.clock.sleep(for: .seconds(BackupFact.every))
                    }
                }
                defer { group.cancelAll() }
                // Each of these ends only by cancellation, or because the socket cannot be served.
                while let _ = try await group.next() {
                    if Task.isCancelled { break }
                }
            }
        }
    }

    /// The engine's cache and temporary files. What a killed run left there is of no use. Blocks.
    static func makeScratch(_ scratch: String) throws {
        for folder in [scratch, "\(scratch)/cache", "\(scratch)/tmp"] { try Files.makePrivate(folder) }
        for name in Files.names(in: "\(scratch)/tmp") { Files.remove("\(scratch)/tmp/\(name)") }
        for name in ["drill", "drill-all", "heal"] { Files.remove("\(scratch)/\(name)") }
    }
}
