import DatasafeCore
import FactFiles
import FoundationEssentials
import Glibc
import Logging
import Synchronization
import Testing
import Varlink

@testable import Monitor

/// The run folder of a healthy box, with a monitor on it and a list of what the heartbeat service was asked.
final class TestBox: Sendable {
    let folder: String
    let asked = Mutex(0)
    let figures = Mutex(TestBox.quietFigures)
    private let storage: FactWriter<StorageFact>

    static let now: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    init(folder: String? = nil) throws {
        if let folder {
            self.folder = folder
            mkdir(folder, 0o755)
        } else {
            var template = Array("/tmp/monitor-XXXXXX".utf8CString)
            self.folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        }
        storage = FactWriter(folder: self.folder, version: "0.0.0", boot: "0badcafe", now: Self.now)
    }

    static let quietFigures: MachineReading = {
        var reading = MachineReading()
        reading.cores = 2
        reading.load15 = 0.1
        reading.processor = ProcessorReading(busy: 1, total: 100)
        reading.memory = MemoryReading(total: 1_000_000_000, available: 700_000_000)
        reading.pressure = PressureReading(processorSome: 0, memoryFull: 0, ioFull: 0)
        reading.links = [LinkReading(name: "enp1s0", isUp: true, speed: 1000, packets: 0, faults: 0)]
        reading.volumes = [
            VolumeReading(
                name: "var", bytes: 9_000_000_000, free: 8_000_000_000, inodes: 100, freeInodes: 90, isReadOnly: false)
        ]
        reading.clock = ClockReading(synchronised: TestBox.now())
        return reading
    }()

    /// A locked box with two good members.
    static func locked() -> StorageFact {
        var fact = StorageFact()
        fact.state = .locked
        var array = ArrayFact()
        array.members = [
            MemberFact(number: 1, bay: "d1", state: "insync"), MemberFact(number: 2, bay: "d2", state: "insync"),
        ]
        array.redundancyLeft = 1
        array.lastCheck = Self.now()
        fact.array = array
        return fact
    }

    /// The same box with its second disk pulled.
    static func degraded() -> StorageFact {
        var fact = locked()
        fact.array?.redundancyLeft = 0
        fact.array?.members[1].state = "lost"
        return fact
    }

    func write(_ fact: StorageFact) throws { try storage.write(fact) }

    func monitor(database: String? = nil, boot: String = "0badcafe") -> Monitor {
        let facts = FactFolder(path: folder, now: Self.now)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return Monitor(
            MonitorOutsides(
                facts: facts, changes: { facts.changes() },
                writer: FactWriter(folder: folder, version: "0.0.0", boot: boot, now: Self.now),
                figures: { [self] in (figures.withLock { $0 }, 600) }, deeds: Asker(box: self),
                server: VarlinkServer(
                    service: .monitor, version: "0.0.0", socket: .path("\(folder)/monitor.socket"),
                    users: UserTable(services: [getuid(): .web]), logger: logger),
                database: database ?? "\(folder)/monitor.sqlite", boot: boot, now: Self.now, logger: logger))
    }

    /// Runs the monitor while `body` runs.
    func running(
        _ monitor: Monitor, _ body: @Sendable @escaping () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await monitor.run() }
            try await body()
            group.cancelAll()
        }
    }

    /// The monitor's newest fact once `condition` holds; fails after `limit`.
    func fact(
        within limit: Duration = .seconds(10), _ what: String = "fact", _ condition: (MonitorFact) -> Bool
    ) async throws -> MonitorFact {
        let end = ContinuousClock.now + limit
        let facts = FactFolder(path: folder, now: Self.now)
        while ContinuousClock.now < end {
            if let fact = facts.read(MonitorFact.self).fact, condition(fact) { return fact }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TooLate(what: what)
    }

    struct TooLate: Error { var what: String }
}

extension MonitorFact {
    func state(_ id: String) -> Int? { checks.first { $0.id == id }?.state }
    func count(_ event: String, _ check: String) -> Int { events.count { $0.event == event && $0.check == check } }
}

/// Counts the early beats asked for.
private struct Asker: DeedAsking {
    let box: TestBox
    struct Unexpected: Error {}

    func ask<Asked: Deed>(
        _ deed: Asked, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> Asked.Outcome {
        guard Asked.self == BeatDeeds.BeatNow.self, let done = Done() as? Asked.Outcome else { throw Unexpected() }
        box.asked.withLock { $0 += 1 }
        return done
    }

    func askForSecret<Asked: Deed>(_ deed: Asked) async throws -> Secret { throw Unexpected() }
}
