import Guest

/// What the state page says about backups.
struct NightSight: Sendable, Equatable {
    struct Disk: Sendable, Equatable {
        var state: String
        var code: String?
        /// When a run onto it was last called complete, by the box's clock.
        var lastSuccess: Int64?

        /// What is said of a disk that is not plugged in, or that the box has not noticed yet.
        var isAsItWas: Bool { ["away", "disturbed"].contains(state) }

        /// A run of the evening that began at `due` was called complete. After it has an end: where the clock was put
        /// back, the nights of other evenings are later ones.
        func hasNight(since due: Int64) -> Bool {
            lastSuccess.map { due <= $0 && $0 < due + EveningClock.day / 2 } ?? false
        }
    }

    /// By sticker number.
    var disks: [Int: Disk] = [:]
    /// The run that goes on.
    var running: (disk: Int, step: String)?
    /// A night waits for a disk.
    var isOwed: Bool

    init(_ status: JSON) {
        let backup = status["backup"]
        for disk in backup?["disks"]?.elements ?? [] {
            guard let number = disk["number"]?.whole, let state = disk["state"]?.text else { continue }
            disks[Int(number)] = Disk(
                state: state, code: disk["code"]?.text,
                lastSuccess: disk["lastSuccess"]?.text.flatMap { EveningClock.time($0) })
        }
        if let disk = backup?["runningDisk"]?.whole, let step = backup?.at("running", "step")?.text {
            running = (Int(disk), step)
        }
        isOwed = backup?["catchUp"]?.truth ?? false
    }

    /// What came of the run onto `disk` that began at `due` or later; nil = nothing yet.
    func outcome(of disk: Int, since due: Int64) -> NightOutcome? {
        guard let shown = disks[disk], running?.disk != disk else { return nil }
        if shown.hasNight(since: due), ["done", "away", "attached"].contains(shown.state) { return .complete }
        return shown.state == "disturbed" ? .refused(shown.code ?? "") : nil
    }

    /// True once the run onto `disk` has come to `step`, or further.
    func isAt(_ step: Evening.Step, of disk: Int) -> Bool {
        guard let running, running.disk == disk, let now = Self.order[running.step],
            let wanted = Self.order[step.rawValue]
        else { return false }
        return now >= wanted
    }

    private static let order = Dictionary(
        uniqueKeysWithValues: ["snapshot", "prepare", "backup", "verify", "heal", "forget", "drill"].enumerated().map {
            ($1, $0)
        })

    static func == (left: NightSight, right: NightSight) -> Bool {
        left.disks == right.disks && left.isOwed == right.isOwed && left.running?.disk == right.running?.disk
            && left.running?.step == right.running?.step
    }
}

/// What the box said of a run.
enum NightOutcome: Sendable, Equatable {
    case complete
    /// A BAK- code.
    case refused(String)
}
