import DatasafeCore
import FoundationEssentials
import Spawn
import Synchronization

@testable import Backup

/// What storage and practice would know.
final class ScriptedFacts: FactSource {
    private let storage = Mutex(StorageFact())
    private let listeners = Mutex<[AsyncStream<ServiceName>.Continuation]>([])

    init() { storage.withLock { $0.box = "0badcafe" } }

    func read<Content: Fact>(_ type: Content.Type) -> FactReading<Content> {
        guard let fact = storage.withLock({ $0 }) as? Content else { return .missing }
        return .fresh(FactEnvelope(fact: fact, version: "0", boot: "0", seq: 1, at: Instant(seconds: 0)))
    }

    func changes() -> AsyncStream<ServiceName> {
        let (stream, continuation) = AsyncStream<ServiceName>.makeStream()
        listeners.withLock { $0.append(continuation) }
        return stream
    }

    func name(_ box: String) { storage.withLock { $0.box = box } }

    func plugEmpty(_ number: Int) {
        plug(BackupDiskFact(id: "usb-\(number)", model: "M", serial: "S", bytes: 1, kind: "empty", content: "empty"))
    }

    func plug(_ number: Int, partition: String? = nil) {
        var disk = BackupDiskFact(
            id: "usb-\(number)", model: "M", serial: "S", bytes: 1, kind: "known", content: "datasafe")
        disk.number = number
        disk.partition = partition ?? "part-\(number)"
        plug(disk)
    }

    func plug(_ disk: BackupDiskFact) {
        storage.withLock {
            $0.backupDisks.removeAll { $0.id == disk.id }
            $0.backupDisks.append(disk)
        }
        tell()
    }

    /// Number of a disk that is plugged in.
    func number(of disk: String) -> Int {
        storage.withLock { $0.backupDisks.first { $0.id == disk }?.number ?? 0 }
    }

    func renumber(_ disk: String, to number: Int) {
        storage.withLock { fact in
            guard let index = fact.backupDisks.firstIndex(where: { $0.id == disk }) else { return }
            fact.backupDisks[index].number = number
        }
        tell()
    }

    func pull(_ number: Int) {
        storage.withLock { $0.backupDisks.removeAll { $0.id == "usb-\(number)" } }
        tell()
    }

    private func tell() { listeners.withLock { $0.forEach { $0.yield(.storage) } } }
}

/// Storage and practice by script. A disk is a folder that can be pulled: renamed away.
final class ScriptedServices: DeedAsking {
    struct State {
        var keyIsPlugged = true
        var key = TestBox.backupKey
        /// That of another box, if it is plugged in.
        var strangeKey: [UInt8]?
        var asked: [String] = []
        var audit: [PracticeDeeds.RecordAudit] = []
        /// What `ListNightBlobs` answers.
        var blobs: [NightBlob] = []
        var damaged = 0
        /// Files below the staged folder when `TakeRestored` came.
        var taken: [String] = []
        var failSnapshot = false
        /// Newest line of the practice's audit log, and how often somebody writes another between two deeds.
        var head = 5
        var writers = 0
        var became: [PracticeDeeds.BecomeNight] = []
        /// What the practice was last told to be the oldest night.
        var oldest: Instant?
        /// What the line to the online service says instead of an answer.
        var lineRefusal: BackupCode?
        /// The vendor's window is open.
        var mayDelete = false
    }

    let root: String
    let places: BackupPlaces
    let facts: ScriptedFacts
    let state = Mutex(State())
    private let now: @Sendable () -> Instant

    init(root: String, places: BackupPlaces, facts: ScriptedFacts, now: @escaping @Sendable () -> Instant) {
        self.now = now
        self.root = root
        self.places = places
        self.facts = facts
    }

    func askForSecret<Asked: Deed>(_ deed: Asked) async throws -> Secret {
        if let deed = deed as? StorageDeeds.ReadBackupKey, deed.strange {
            guard let key = state.withLock({ $0.strangeKey }) else { throw Refusal(code: "KEY-UNKNOWN") }
            return Secret(bytes: key)
        }
        guard state.withLock({ $0.keyIsPlugged }) else { throw Refusal(code: "BAK-KEY-MISSING") }
        return Secret(bytes: state.withLock { $0.key })
    }

    func ask<Asked: Deed>(
        _ deed: Asked, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> Asked.Outcome {
        state.withLock { $0.asked.append(Asked.name) }
        guard let outcome = try await answer(deed) as? Asked.Outcome else { throw Refusal(code: "TEST-ANSWER") }
        return outcome
    }

    private func answer(_ deed: any Deed) async throws -> any Sendable {
        switch deed {
        case let deed as StorageDeeds.TakeSnapshot:
            if state.withLock({ $0.failSnapshot }) { throw Refusal(code: "VOL-SNAPSHOT") }
            let name = SnapshotName(at: now()).text
            let targets = [name, deed.place?.rawValue].compactMap(\.self).map { "\(places.snapshots)/\($0)" }
            for target in targets {
                try await shell("rm -rf \"$1\" && cp -a \"$2\" \"$1\"", [target, "\(root)/data"])
            }
            return StorageDeeds.TakeSnapshot.Outcome(snapshot: name)
        case let deed as StorageDeeds.InitialiseBackupDisk:
            try await shell(
                "rm -rf \"$1\" \"$1-info\"; mkdir -p \"$1\" \"$1-info\"", [places.disk(deed.number)])
            facts.plug(deed.number)
            return StorageDeeds.InitialiseBackupDisk.Outcome(partition: "part-\(deed.number)")
        case let deed as StorageDeeds.RenumberBackupDisk:
            let old = facts.number(of: deed.disk)
            for tail in ["", "-info"] {
                try await shell(
                    "mv \"$1\" \"$2\"", ["\(places.disk(old))\(tail)", "\(places.disk(deed.number))\(tail)"])
            }
            facts.renumber(deed.disk, to: deed.number)
            return Done()
        case let deed as StorageDeeds.OpenBackupDisk:
            guard Files.exists(places.disk(deed.number)) else {
                throw Refusal(code: "BAK-DISK-GONE", subject: "\(deed.number)")
            }
            return StorageDeeds.OpenBackupDisk.Outcome(partition: "part-\(deed.number)")
        case is StorageDeeds.CloseBackupDisk: return Done()
        case is BeatDeeds.ProbeVault:
            if let refusal = state.withLock({ $0.lineRefusal }) { throw Refusal(refusal) }
            return BeatDeeds.ProbeVault.Outcome(
                hasRepository: Files.exists("\(root)/vault/repo/config"), mayDelete: state.withLock { $0.mayDelete })
        case let deed as PracticeDeeds.RecordAudit:
            state.withLock { $0.audit.append(deed) }
            return Done()
        case let deed as PracticeDeeds.ReadNight:
            guard Files.exists("\(places.staging)/\(deed.staged)/practice/practice.sqlite") else {
                throw Refusal(code: "DOC-NIGHT")
            }
            let entry = NightEntry(
                kind: "folder", id: deed.offset + 1, name: "Röntgen", bytes: 0, at: Instant(seconds: 0), gone: false)
            return PracticeDeeds.ReadNight.Outcome(entries: [entry], next: deed.offset == 0 ? 200 : nil)
        case is PracticeDeeds.ListNightBlobs:
            return PracticeDeeds.ListNightBlobs.Outcome(blobs: state.withLock { $0.blobs }, next: nil)
        case let deed as PracticeDeeds.TakeRestored:
            let folder = "\(places.staging)/\(deed.staged)"
            let files = try await Spawn.run(
                Program(path: "/usr/bin/find", arguments: [folder, "-type", "f", "-printf", "%P %m\n"]))
            let damaged = state.withLock {
                $0.taken = files.text.split(separator: "\n").map(String.init).sorted()
                return $0.damaged
            }
            return PracticeDeeds.TakeRestored.Outcome(documents: 1, bytes: 5, damaged: damaged)
        case let deed as PracticeDeeds.ForgetGone:
            state.withLock { $0.oldest = deed.before }
            return Done()
        case is PracticeDeeds.TakeNight:
            return state.withLock { PracticeDeeds.TakeNight.Outcome(damaged: $0.damaged, head: $0.head) }
        case let deed as PracticeDeeds.BecomeNight:
            return state.withLock { state in
                state.became.append(deed)
                // Somebody writes another line each time.
                if state.writers > 0 {
                    state.writers -= 1
                    state.head += 1
                }
                return PracticeDeeds.BecomeNight.Outcome(
                    done: deed.after == state.head, head: state.head, documents: 7, users: 2)
            }
        default: throw Refusal(code: "TEST-DEED")
        }
    }

    func asked() -> [String] { state.withLock { $0.asked } }

    private func shell(_ script: String, _ arguments: [String]) async throws {
        let ended = try await Spawn.run(
            Program(path: "/bin/sh", arguments: ["-c", script, "sh"] + arguments, timeout: .seconds(60)))
        guard ended.succeeded else { throw Refusal(code: "TEST-SHELL", subject: ended.lastWords) }
    }
}
