import DatasafeCore
import Hummingbird
import PageFrame

/// `/status.json`: the state of the box for programs in the practice's network. No log-in, so no personal data and no
/// serial numbers: an allow-list of numbers and enumerated words.
struct StatusReport: Codable, Sendable {
    /// `BoxSight.Phase`
    var phase: String
    /// `ok`, `warn`, `crit`, `busy`, `unknown`
    var level: String
    /// Code of the newest refusal, else of the fault, else of what the open volume lacks.
    var code: String?
    /// First 8 hex digits of the box id; empty before set-up.
    var box: String
    var version: String
    /// What is shown may be old.
    var stale: Bool
    /// An unlock key is still plugged in.
    var keyPlugged: Bool
    /// Progress of unlock or set-up.
    var progress: Progress?
    var array: Array?
    /// While the data are open.
    var volume: Volume?
    var backup: Backup?
    var alarms: Alarms
    var setup: SetUp?
    /// Milliseconds from key to data at the last unlock, whole and in parts.
    var unlock: [String: Int]?
    /// Memory of all services together, bytes.
    var servicesBytes: Int64?
    /// Kinds of the USB devices that were refused since the start, oldest first: `keyboard`, `network` ...
    var usbRefused: [String]
    /// Long deeds of storage and backup, by the asker's random id.
    var deeds: [DeedLine]

    struct Progress: Codable, Sendable {
        var step: String
        /// 0...100, nil = not known.
        var percent: Int?
    }

    struct Array: Codable, Sendable {
        var level: Int
        var members: Int
        var inSync: Int
        var redundancyLeft: Int
        var action: String
        var progress: Progress?
        /// A change of the disks that is not finished.
        var change: Change?
    }

    struct Change: Codable, Sendable {
        /// `replace`, `add`, `take-out`
        var kind: String
        var number: Int
        /// The new disk is missing.
        var waiting: Bool
    }

    struct Volume: Codable, Sendable {
        /// 0...100
        var usedPercent: Int
        /// `VolumeLack`
        var code: String?
    }

    struct Backup: Codable, Sendable {
        var running: Progress?
        var runningDisk: Int?
        var disks: [Disk]
        var lastSuccess: Instant?
        var offsiteHours: Int?
        var catchUp: Bool
        /// Targets that are no disk.
        var remotes: [Remote]

        struct Remote: Codable, Sendable {
            /// `online`, `share`
            var target: String
            var running: Progress?
            var code: String?
            var lastSuccess: Instant?
            var nights: Int
        }

        struct Disk: Codable, Sendable {
            var number: Int
            var state: String
            var code: String?
            var lastSuccess: Instant?
            var nights: Int
        }
    }

    struct Alarms: Codable, Sendable {
        var warn: Int
        var crit: Int
    }

    struct SetUp: Codable, Sendable {
        var step: String
        var stage: String?
        var verifiedKeys: [String]
        var waitingFor: String?
    }

    struct DeedLine: Codable, Sendable {
        var deed: String
        var name: String
        var progress: Progress?
        var outcome: String?
        var code: String?
    }

    static func register(_ routes: PageRoutes) {
        let frame = routes.frame
        routes.get("/status.json", need: .nobody) { visit in
            visit.json(StatusReport(visit.sight, version: frame.version))
        }
    }

    init(_ sight: BoxSight, version: String) {
        let storage = sight.storage
        phase = sight.phase.rawValue
        level = sight.level.rawValue
        code = storage?.refusal?.code ?? storage?.reason?.code ?? sight.lack?.code
        box = storage?.box ?? ""
        self.version = version
        stale = sight.isStale
        keyPlugged = storage?.keyPluggedSince != nil
        progress = storage?.step.map(Progress.init)
        array = storage?.array.map { array in
            Array(
                level: array.level, members: array.memberCount,
                inSync: array.members.count { $0.state == "insync" }, redundancyLeft: array.redundancyLeft,
                action: array.action, progress: array.progress.map(Progress.init),
                change: array.change.map { Change(kind: $0.kind, number: $0.number, waiting: $0.isWaiting) })
        }
        volume = sight.isOpen ? storage?.volume.map { Volume($0, code: sight.lack?.code) } : nil
        backup = sight.backup.map(Backup.init)
        alarms = Alarms(warn: sight.alarms.warn, crit: sight.alarms.crit)
        setup = sight.setup.map { setup in
            SetUp(
                step: setup.step.rawValue, stage: storage?.setup?.stage,
                verifiedKeys: storage?.setup?.verifiedKeys ?? [], waitingFor: storage?.setup?.waitingFor)
        }
        unlock = storage.flatMap { $0.unlockTimes.isEmpty ? nil : $0.unlockTimes }
        servicesBytes = sight.monitor?.servicesBytes
        usbRefused = storage?.refusedUSB.map(\.kind) ?? []
        deeds = ((storage?.deeds ?? []) + (sight.backup?.deeds ?? [])).map(DeedLine.init)
    }
}

extension StatusReport.Progress {
    init(_ progress: DeedProgress) {
        step = progress.step
        let done = min(max(progress.done, 0), max(progress.of, 0))
        percent = progress.of > 0 ? Int(Double(done) / Double(progress.of) * 100) : nil
    }
}

extension StatusReport.Progress {
    init(run: BackupRunFact) {
        self = run.progress.map { StatusReport.Progress($0) } ?? StatusReport.Progress(step: run.step, percent: nil)
    }
}

extension StatusReport.Volume {
    init(_ volume: VolumeFact, code: String?) {
        usedPercent = volume.bytes > 0 ? Int(Double(volume.used) / Double(volume.bytes) * 100) : 0
        self.code = code
    }
}

extension StatusReport.Backup {
    init(_ fact: BackupFact) {
        running = fact.running.map(StatusReport.Progress.init(run:))
        runningDisk = fact.running?.target.number
        disks = fact.disks.map {
            Disk(number: $0.number, state: $0.state, code: $0.code, lastSuccess: $0.lastSuccess, nights: $0.nights)
        }
        lastSuccess = fact.disks.compactMap(\.lastSuccess).max()
        offsiteHours = fact.offsiteHours
        catchUp = fact.catchUp
        remotes = fact.remotes.map { remote in
            Remote(
                target: remote.id.text, running: remote.running.map(StatusReport.Progress.init(run:)),
                code: remote.code, lastSuccess: remote.lastSuccess, nights: remote.nights)
        }
    }
}

extension StatusReport.DeedLine {
    init(_ fact: DeedFact) {
        deed = fact.deed
        name = fact.name
        progress = fact.progress.map(StatusReport.Progress.init)
        outcome = fact.outcome
        code = fact.refusal?.code
    }
}
