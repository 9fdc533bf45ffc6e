import DatasafeCore
import FactFiles
import FoundationEssentials
import Glibc
import Logging
import StateFiles
import Synchronization
import Testing
import Varlink

@testable import Setup

/// Storage, practice and hub of a new box as the set-up sees them: they do what is asked, in milliseconds, in memory.
final class ScriptedBox: DeedAsking, Sendable {
    struct State {
        var storage = StorageFact()
        var users = 0
        var password: [UInt8] = []
        var practice = ""
        var hasKeys = false
        var audit: [String] = []
        var asked: [String] = []
        /// Answers with this refusal the next time the method is asked.
        var refuse: [String: Refusal] = [:]
        /// Breaks off without an answer the next time the method is asked, before or after doing the work.
        var breakBefore: Set<String> = []
        var breakAfter: Set<String> = []
        var formIDs: Set<String> = []
    }

    struct BrokenOff: Error {}

    let folder: String
    let state = Mutex(State())
    private let storageWriter: FactWriter<StorageFact>
    private let practiceWriter: FactWriter<PracticeFact>

    static let password = "vier Wörter sind genug"
    static let now: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }

    init() throws {
        var template = Array("/tmp/setup-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        storageWriter = FactWriter(folder: folder, version: "0", boot: "b", now: Self.now)
        practiceWriter = FactWriter(folder: folder, version: "0", boot: "b", now: Self.now)
        change { $0.storage.state = .unsetUp }
    }

    /// Changes the box and its facts.
    func change(_ body: (inout State) -> Void) {
        let now = state.withLock { state in
            body(&state)
            return state
        }
        try? storageWriter.write(now.storage)
        guard now.storage.state == .open || now.storage.state == .openDegraded else { return }
        var practice = PracticeFact()
        practice.users = now.users
        try? practiceWriter.write(practice)
    }

    /// The power goes and comes back: what was in memory is gone, an array that was made is locked.
    func powerCut() {
        change { state in
            state.hasKeys = false
            state.formIDs = []
            state.storage.setup = nil
            if state.storage.state != .unsetUp { state.storage.state = .locked }
        }
        unlink("\(folder)/practice.json")
    }

    /// Somebody plugs the silver key in.
    func unlock() { change { if $0.storage.state == .locked { $0.storage.state = .open } } }

    // MARK: DeedAsking

    func ask<Asked: Deed>(
        _ deed: Asked, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> Asked.Outcome {
        try begin(Asked.name)
        try await work(deed, secret)
        try end(Asked.name)
        if let done = Done() as? Asked.Outcome { return done }
        if let device = BeatDeeds.Enrol.Outcome(device: "d") as? Asked.Outcome { return device }
        throw BrokenOff()
    }

    func askForSecret<Asked: Deed>(_ deed: Asked) async throws -> Secret {
        try begin(Asked.name)
        guard state.withLock({ $0.hasKeys }) else { throw Refusal(code: "SET-ORDER") }
        return Secret(bytes: [UInt8](repeating: 7, count: 64))
    }

    private func begin(_ method: String) throws {
        try state.withLock { state in
            state.asked.append(method)
            if let refusal = state.refuse.removeValue(forKey: method) { throw refusal }
            if state.breakBefore.remove(method) != nil { throw BrokenOff() }
        }
    }

    private func end(_ method: String) throws {
        try state.withLock { if $0.breakAfter.remove(method) != nil { throw BrokenOff() } }
    }

    private func work(_ deed: any Deed, _ secret: Secret?) async throws {
        switch deed {
        case is StorageDeeds.BeginSetUp:
            change { state in
                state.hasKeys = true
                state.storage.setup = SetupProgress(stage: "disks-chosen")
            }
        case let key as StorageDeeds.WriteKey: try await write(key)
        case let form as StorageDeeds.FormArray: try await self.form(form)
        case is StorageDeeds.FinishSetUp:
            guard state.withLock({ $0.hasKeys }) else { throw Refusal(code: "SET-ORDER") }
            change { $0.hasKeys = false }
        case let first as PracticeDeeds.CreateFirstAdministrator:
            guard state.withLock({ $0.users }) == 0 else { throw Refusal(code: "USR-NOT-FIRST") }
            let bytes = secret?.withBytes { Array($0) } ?? []
            change { state in
                state.users = 1
                state.password = bytes
                state.practice = first.practice
            }
        case let line as PracticeDeeds.RecordAudit: change { $0.audit.append("\(line.user) \(line.action)") }
        case is BeatDeeds.Enrol: break
        default: throw BrokenOff()
        }
    }

    /// Pulling and plugging again is played in a few milliseconds.
    private func write(_ key: StorageDeeds.WriteKey) async throws {
        guard state.withLock({ $0.hasKeys }) else { throw Refusal(code: "SET-ORDER") }
        if key.confirm == "nope" { throw Refusal(code: "SET-STICK-NOT-EMPTY", subject: key.stick) }
        let id = "\(key.role)-\(key.number)"
        change { state in
            state.storage.setup?.stage = "keys-writing"
            state.storage.setup?.waitingFor = id
        }
        try await Task.sleep(for: .milliseconds(10))
        change { state in
            state.storage.setup?.waitingFor = nil
            state.storage.setup?.verifiedKeys.append(id)
        }
    }

    private func form(_ form: StorageDeeds.FormArray) async throws {
        let isAgain = state.withLock { !$0.formIDs.insert(form.deed).inserted }
        if isAgain { return }
        guard state.withLock({ $0.hasKeys && ($0.storage.setup?.verifiedKeys.count ?? 0) >= 3 }) else {
            throw Refusal(code: "SET-ORDER")
        }
        change { $0.storage.setup?.stage = "formatting" }
        // A deed belongs to the service: it goes on when the asker is gone.
        await Task { [self] in
            try? await Task.sleep(for: .milliseconds(20))
            change { state in
                guard state.hasKeys else { return }
                state.storage.setup?.stage = "done"
                state.storage.state = .open
                state.storage.box = "7f3a91c2"
            }
        }.value
    }

    // MARK: The set-up beside it

    func outsides(deeds: (any DeedAsking)? = nil, clock: any Clock<Duration> = QuickClock()) -> SetupOutsides {
        let facts = FactFolder(path: folder, now: Self.now)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return SetupOutsides(
            facts: facts, changes: { facts.changes() },
            writer: FactWriter(folder: folder, version: "0", boot: "b", now: Self.now), deeds: deeds ?? self,
            server: VarlinkServer(
                service: .setup, version: "0", socket: .path("\(folder)/setup.socket"),
                users: UserTable(services: [getuid(): .web]), logger: logger),
            journal: StateFile(path: "\(folder)/journal.json"), marker: StateFile(path: "\(folder)/done"),
            random: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            }, clock: clock, logger: logger)
    }

    var marker: Bool { access("\(folder)/done", F_OK) == 0 }

    func fact() -> SetupFact { FactFolder(path: folder, now: Self.now).read(SetupFact.self).fact ?? SetupFact() }

    static let practice = SetupDeeds.NamePractice(
        practice: "Praxis Dr. Geheim", user: "anna", fullName: "Anna Geheim", hub: "", hubCode: "")
}

/// Sleeps a fiftieth of what it is asked for, so that minutes of waiting are a test.
struct QuickClock: Clock {
    var now: ContinuousClock.Instant { .now }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        let wanted = ContinuousClock.Instant.now.duration(to: deadline)
        try await ContinuousClock().sleep(for: wanted / 50)
    }
}

/// One run of the set-up service without its socket; `cut` is kill -9.
final class Run: Sendable {
    let day: FirstDay
    private let work: Task<Void, Never>

    init(_ outsides: SetupOutsides) async throws {
        let day = try FirstDay(outsides)
        self.day = day
        work = Task {
            await withDiscardingTaskGroup { group in
                for await job in day.jobs { group.addTask(operation: job) }
                group.cancelAll()
            }
        }
        await day.resume()
        await day.look(always: true)
    }

    func cut() async {
        work.cancel()
        await work.value
    }
}
