import Database
import DatasafeCore
import Logging
import Proc
public import ServiceLifecycle
import Threads
import Varlink

/// Judges the box all the time: at once when another service's fact changes, every ten seconds in any case. Not root, no
/// network; asks nobody anything but the heartbeat service for an early beat.
public struct Monitor: Service {
    /// What wakes the one loop.
    private enum Wake: Sendable {
        case facts(ServiceName?)
        case figures(MachineReading, uptime: Int)
        case acknowledge(String, CheckedContinuation<Refusal?, Never>)
        case condition(String, CheckedContinuation<MonitorDeeds.DiskHistory.Outcome?, Never>)
    }

    private let outsides: MonitorOutsides

    public init(_ outsides: MonitorOutsides) { self.outsides = outsides }

    /// Runs until cancelled or shut down in order.
    public func run() async throws {
        let outsides = outsides
        let (store, kept) = await open()
        let (wakes, wake) = AsyncStream<Wake>.makeStream()
        let (beats, beat) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        var server = outsides.server
        server.on(MonitorDeeds.Acknowledge.self) { deed, _ in
            let refusal = await withCheckedContinuation { answer in
                if case .terminated = wake.yield(.acknowledge(deed.check, answer)) {
                    answer.resume(returning: Refusal(code: MonitorRefusal.noSuchAlarm.code))
                }
            }
            if let refusal { throw refusal }
            return Done()
        }
        server.on(MonitorDeeds.DiskHistory.self) { deed, _ in
            let known = await withCheckedContinuation { answer in
                if case .terminated = wake.yield(.condition(deed.disk, answer)) { answer.resume(returning: nil) }
            }
            guard var outcome = known else {
                throw Refusal(code: MonitorRefusal.noSuchDisk.code, subject: String(deed.disk.prefix(8)))
            }
            let disk = outcome.disk
            guard let store else { return outcome }
            do {
                // Beside the loop: curves of years are read while alarms go on.
                outcome.draw(try await offload { try store.readings(of: disk) })
            } catch {
                outsides.logger.error("readings not read", metadata: ["error": "\(error)"])
            }
            return outcome
        }
        let ready = server
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await ready.run() }
                group.addTask { await Self.tick(outsides, wake) }
                group.addTask { await Self.readFigures(outsides, wake) }
                group.addTask {
                    for await service in outsides.changes() where service != .monitor { wake.yield(.facts(service)) }
                    if !Task.isCancelled { outsides.logger.error("fact folder is not watched, polling only") }
                }
                group.addTask { for await _ in beats { await Self.beatNow(outsides) } }
                group.addTask {
                    await Self.keepJudging(CheckRounds(outsides, store: store, kept: kept), wakes, beat)
                }
                defer { group.cancelAll() }
                // Each of these ends only by cancellation, or because the socket cannot be served.
                while let _ = try await group.next() {
                    if Task.isCancelled { break }
                }
            }
        }
    }

    // MARK: Tasks

    private static func keepJudging(
        _ rounds: CheckRounds, _ wakes: AsyncStream<Wake>, _ beat: AsyncStream<Void>.Continuation
    ) async {
        var rounds = rounds
        rounds.readFacts()
        for await wake in wakes {
            switch wake {
            case .facts(let service): rounds.readFacts(service)
            case .figures(let reading, let uptime): rounds.take(figures: reading, uptime: uptime)
            case .acknowledge(let check, let answer):
                do throws(Refusal) {
                    try await rounds.acknowledge(check)
                    answer.resume(returning: nil)
                } catch {
                    answer.resume(returning: error)
                }
                continue
            case .condition(let place, let answer):
                answer.resume(returning: rounds.condition(at: place))
                continue
            }
            guard rounds.isReady else { continue }
            if await rounds.judge() { beat.yield() }
        }
        await rounds.end()
    }

    /// The safety net, and the fact's own period.
    private static func tick(_ outsides: MonitorOutsides, _ wake: AsyncStream<Wake>.Continuation) async {
        while !Task.isCancelled {
            wake.yield(.facts(nil))
            try? await outsides.clock.sleep(for: .seconds(MonitorFact.every))
        }
        wake.finish()
    }

    /// On its own: a file system that hangs must not stop the judging of the rest.
    private static func readFigures(_ outsides: MonitorOutsides, _ wake: AsyncStream<Wake>.Continuation) async {
        let figures = outsides.figures
        while !Task.isCancelled {
            do {
                let (reading, uptime) = try await offload { figures() }
                wake.yield(.figures(reading, uptime: uptime))
            } catch {
                outsides.logger.error("figures not read", metadata: ["error": "\(error)"])
            }
            try? await outsides.clock.sleep(for: .seconds(MonitorFact.every))
        }
    }

    /// Best effort: the next beat carries the same.
    private static func beatNow(_ outsides: MonitorOutsides) async {
        do {
            _ = try await outsides.deeds.ask(BeatDeeds.BeatNow())
        } catch {
            outsides.logger.info("no early beat", metadata: ["error": "\(error)"])
        }
    }

    /// A file that cannot be used must not silence the alarms: without it everything is judged, nothing is remembered.
    private func open() async -> (MonitorStore?, MonitorStore.Kept) {
        let path = outsides.database
        do {
            return try await offload {
                let store = try MonitorStore(path: path)
                return (store, try store.load())
            }
        } catch {
            outsides.logger.critical("states are not remembered", metadata: ["error": "\(error)"])
            return (nil, MonitorStore.Kept())
        }
    }
}
