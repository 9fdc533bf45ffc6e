import DatasafeCore
import FactFiles
import Logging
import Varlink

/// The one owner of what is known about disks, runs and deeds. One job at a time touches disks; while it waits for engine
/// or storage, facts and refusals go on.
actor BackupKeeper {
    let outsides: BackupOutsides
    let ledger: BackupLedger
    let engine: Engine
    let passwords: PasswordShelf
    /// Wakes the catch-up.
    let plug: AsyncStream<Void>.Continuation

    var targets: [Int: BackupTarget] = [:]
    var states: [Int: RotationState] = [:]
    /// Targets that are no disk, and their runs in progress.
    var remotes: [TargetID: RemoteTarget] = [:]
    var remoteRuns: [TargetID: BackupRunFact] = [:]
    /// What is under way there, to be called off.
    var remoteTasks: [TargetID: Task<NightOutcome<RemoteTarget>, any Error>] = [:]
    /// The run on a disk in progress.
    var running: BackupRunFact?
    /// Newest first.
    var runs: [BackupRunFact]
    /// Moment of the snapshot at the fixed path, while no disk has it.
    var kept: Instant?
    var plan: BackupPlan
    /// When the last night began by itself.
    var begun: Instant?
    /// Newest first.
    var certificates: [DrillCertificate]
    /// When a night that is due was last tried and could not begin.
    var nightTried: Instant?
    var deeds: [DeedFact] = []
    /// Deeds under way and the last that ended well, by id.
    var answers: [String: Task<any Sendable, any Error>] = [:]
    /// What holds each lane.
    var jobs: [Lane: String] = [:]
    /// External disks seen by storage, by device id.
    var seen: [String: BackupDiskFact] = [:]
    /// Who wants to know that a disk is gone, by device id.
    var watches: [String: AsyncStream<Void>.Continuation] = [:]
    /// Places that are looked through.
    var looks: [Lane: Browsing] = [:]
    /// When the hourly snapshot was last tried.
    var hourTried: Instant?
    /// Nights of each target as of its last run, newest first.
    var nights: [TargetID: [Night]]
    /// Snapshots in the box, as of the last look.
    var here: SnapshotsFact?
    private var shownAt: ContinuousClock.Instant?
    private var box = ""

    init(
        _ outsides: BackupOutsides, ledger: BackupLedger, kept: BackupLedger.Kept,
        plug: AsyncStream<Void>.Continuation
    ) {
        self.outsides = outsides
        self.ledger = ledger
        self.plug = plug
        engine = Engine(
            program: outsides.places.engine, scratch: outsides.places.scratch, logger: outsides.logger)
        passwords = PasswordShelf(places: outsides.places)
        runs = kept.runs
        self.kept = kept.night
        plan = kept.plan
        begun = kept.begun
        certificates = kept.certificates
        nights = kept.nights
        targets = Dictionary(kept.targets.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        remotes = Dictionary(kept.remotes.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// What holds disks and engine, nil while idle.
    var job: String? {
        get { jobs[.disks] }
        set { jobs[.disks] = newValue }
    }

    var places: BackupPlaces { outsides.places }
    var logger: Logger { outsides.logger }

    /// Looks at the disks for the first time. A run that was cut off is owed to the disk.
    func start() async {
        look()
        for (number, target) in targets {
            let state = RotationState.atStart(
                word: target.state, code: target.code, isAttached: disk(of: target) != nil)
            if target.state == "running" || target.state == "verifying" {
                let ended = outsides.now()
                var run = BackupRunFact(.disk(number), step: "failed", started: ended, cause: "timer")
                run.ended = ended
                run.code = BackupCode.interrupted.code
                await record(run, of: number, state: state)
            } else {
                states[number] = state
            }
        }
        await startRemotes()
        publish()
        if owes { plug.yield() }
    }

    /// Whether a kept night has no disk yet. That very night: one of a day that the clock had wrong is no other's.
    var owes: Bool {
        guard let kept else { return false }
        return !targets.values.contains { $0.lastNight == kept }
    }

    /// Id of the practice system for the engine: no name of a person or practice.
    var host: String {
        if let fact = outsides.facts.read(StorageFact.self).fact, !fact.box.isEmpty { box = fact.box }
        return box.isEmpty ? "datasafe" : box
    }

    // MARK: Disks

    /// Reads storage's fact and follows what was plugged and pulled. A fact that is missing or unreadable changes nothing.
    func look() {
        guard let fact = outsides.facts.read(StorageFact.self).fact else { return }
        let now = outsides.now()
        seen = Dictionary(fact.backupDisks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var changed = false
        for (number, target) in targets {
            let isHere = disk(of: target) != nil
            if isHere { targets[number]?.lastSeen = now }
            guard let state = states[number], state.isAttached != isHere else { continue }
            // While a disk is partitioned anew its partitions come and go; the job watches the device itself.
            if job == Job.initialise, !isHere, running?.target == .disk(number), watchedIsHere { continue }
            pass(isHere ? .plugged : .pulled, to: number)
            changed = true
            logger.notice(isHere ? "disk plugged in" : "disk pulled", metadata: ["disk": "\(number)"])
            if isHere, owes { plug.yield() }
        }
        for (id, watch) in watches where seen[id] == nil {
            watch.yield()
            watch.finish()
            watches[id] = nil
        }
        if changed { publish() }
    }

    private var watchedIsHere: Bool { watches.keys.allSatisfy { seen[$0] != nil } }

    /// Where a target is plugged in; nil = it is not here. The number alone is not enough: it is a name for people.
    func disk(of target: BackupTarget) -> BackupDiskFact? {
        seen.values.first {
            $0.kind == "known" && $0.number == target.number && $0.partition == target.partition
        }
    }

    /// An event of the rotation. A disk pulled in a run is told to people now, not when the engine has ended.
    func pass(_ event: RotationState.Event, to number: Int) {
        guard let before = states[number] else { return }
        let after = before.after(event)
        states[number] = after
        targets[number]?.state = after.word
        targets[number]?.code = after.code
        guard event == .pulled, after.code == .pulled, before != after, let run = running, run.target == .disk(number)
        else { return }
        end(run, code: .pulled)
    }

    /// Ends the shown run as failed.
    func end(_ run: BackupRunFact, code: BackupCode) {
        var run = run
        run.step = "failed"
        run.ended = outsides.now()
        run.code = code.code
        run.progress = nil
        running = nil
        show(run)
    }

    /// Puts an ended run at the head of those that are shown.
    func show(_ run: BackupRunFact) {
        runs.removeAll { $0.started == run.started && $0.target == run.target }
        runs.insert(run, at: 0)
        runs = Array(runs.prefix(BackupLedger.shown))
    }

    /// Keeps a run that ended and the disk's new state. History must not stop a backup: a failure is logged.
    func record(_ run: BackupRunFact, of number: Int, state: RotationState) async {
        states[number] = state
        targets[number]?.state = state.word
        targets[number]?.code = state.code
        show(run)
        if running?.target == .disk(number) { running = nil }
        publish()
        guard let target = targets[number] else { return }
        do { try await ledger.save(target, run: run) } catch {
            logger.error("history not kept", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Fact

    /// Writes the fact now.
    func publish() {
        let now = outsides.now()
        var fact = BackupFact()
        fact.disks = targets.values.sorted { $0.number < $1.number }.map { target in
            let state = states[target.number] ?? .away
            var shown = BackupTargetFact(number: target.number, state: state.word)
            // While a person or a drill looks through it, it is mounted: not the moment to pull it.
            let isRead = looks[.disks]?.place == .disk(target.number) || running?.target == .disk(target.number)
            if isRead, state == .done {
                shown.state = RotationState.attached.word
            }
            shown.code = state.code?.code
            shown.lastSuccess = target.lastSuccess
            shown.lastSeen = state.isAttached ? now : target.lastSeen
            shown.lastFullRead = target.lastFullRead
            shown.nights = target.nights
            shown.freePercent = target.freePercent
            shown.damages = target.damages
            shown.hasStrangeKey = target.hasStrangeKey
            return shown
        }
        fact.remotes = remoteFacts(now: now)
        fact.uplinkLimit = remotes[.online]?.plan.limit(at: now)
        fact.running = running
        fact.runs = runs
        fact.nextRun = plan.schedule.next(after: now)
        fact.plan = plan
        fact.offsiteHours = OffsiteAge.hours(
            of: targets.values.map { (states[$0.number] ?? .away, $0.lastNight) },
            // A share stands in the practice.
            elsewhere: remotes.values.filter { $0.id == .online }.map(\.lastNight), now: now)
        fact.catchUp = owes
        fact.keyProven = targets.values.map { $0.keyProven ?? $0.initialised }.max()
        fact.here = here
        fact.certificates = DrillCertificate.shown(certificates)
        fact.deeds = deeds
        do { try outsides.writer.write(fact) } catch {
            logger.error("fact not written", metadata: ["error": "\(error)"])
        }
        shownAt = .now
    }

    /// Writes the fact unless that was done within the last second.
    func publishSoon() {
        if let shownAt, ContinuousClock.now - shownAt < .seconds(1) { return }
        publish()
    }
}

/// What may hold disks and engine.
enum Job {
    static let night = "night"
    static let initialise = "initialise"
    static let verify = "verify"
    static let browse = "browse"
    static let drillKey = "drill-key"
    static let drop = "drop"
    static let drill = "drill"
    static let adopt = "adopt"
}
