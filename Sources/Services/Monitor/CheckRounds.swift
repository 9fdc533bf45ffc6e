import DatasafeCore
import FactFiles
import Logging
import Threads

/// The monitor's one loop body: takes what changed, judges, keeps, publishes. Owned by one task, never shared.
struct CheckRounds {
    private let outsides: MonitorOutsides
    private let store: MonitorStore?
    private let scale: SteadyScale
    private var board: CheckBoard
    private var memory: CheckMemory
    private var run: MonitorStore.Run
    private var events: [CheckEventFact]
    /// When the newest kept reading of each disk was made.
    private var newestReadings: [String: Instant]
    private var inputs: CheckInputs
    private var figuresAt: Int64
    private let startedAt: Int64
    private var hasFigures = false
    private var savedAt: Int64 = .min
    private var savedMemory: CheckMemory
    /// Events that were raised while the file could not be written.
    private var unsaved: [CheckEvent] = []
    private var isForgetful: Bool

    /// Figures older than this are no figures: their reader hangs.
    private static let figuresStale: Int64 = 30_000
    /// Milliseconds the first round waits for the first figures.
    private static let firstFigures: Int64 = 2000
    /// What may be lost by a power cut (tallies, values) is written this often, milliseconds.
    private static let savePeriod: Int64 = 60_000

    /// Goes on where the kept states ended. Without a store nothing is remembered, and monitor.self says so.
    init(_ outsides: MonitorOutsides, store: MonitorStore?, kept: MonitorStore.Kept) {
        self.outsides = outsides
        self.store = store
        scale = SteadyScale(after: kept.time, now: outsides.now(), clock: outsides.clock)
        board = CheckBoard(states: kept.states)
        memory = kept.memory
        savedMemory = kept.memory
        events = kept.events
        newestReadings = kept.newestReadings
        isForgetful = store == nil
        let time = scale.time(wall: outsides.now())
        // Another boot, or an orderly end: no crash of the monitor.
        let crashed = kept.boot == outsides.boot && !kept.endedInOrder
        run = MonitorStore.Run(
            boot: outsides.boot, endedInOrder: false, crashes: kept.crashes + (crashed ? [time.steady] : []))
        inputs = CheckInputs(time: time, uptime: 0)
        figuresAt = time.steady - Self.figuresStale
        startedAt = time.steady
        unsaved = [CheckEvent(.restart, check: nil, severity: .ok, value: nil, reason: "", at: time.wall)]
    }

    /// Whether the first round may be judged: the figures are there, or have had their time. Else a start would show half
    /// of the checks as unknown for a blink.
    var isReady: Bool { hasFigures || scale.time(wall: outsides.now()).steady - startedAt >= Self.firstFigures }

    /// New figures of the kernel.
    mutating func take(figures: MachineReading, uptime: Int) {
        hasFigures = true
        inputs.machine = figures
        inputs.uptime = uptime
        figuresAt = scale.time(wall: outsides.now()).steady
    }

    /// Reads one service's fact anew; nil = all.
    mutating func readFacts(_ service: ServiceName? = nil) {
        let facts = outsides.facts
        if service == nil || service == .storage { inputs.storage = facts.read(StorageFact.self) }
        if service == nil || service == .practice { inputs.practice = facts.read(PracticeFact.self) }
        if service == nil || service == .backup { inputs.backup = facts.read(BackupFact.self) }
        if service == nil || service == .beat { inputs.beat = facts.read(BeatFact.self) }
        if service == nil || service == .web { inputs.web = facts.read(WebFact.self) }
    }

    /// Judges everything once, keeps and publishes it. Returns whether the hub should hear of it now.
    mutating func judge() async -> Bool {
        let time = scale.time(wall: outsides.now())
        run.crashes.removeAll { time.seconds(since: $0) >= 3600 }
        inputs.time = time
        inputs.crashes = run.crashes.count
        inputs.isForgetful = isForgetful
        var seen = inputs
        if time.steady - figuresAt >= Self.figuresStale { seen.machine = MachineReading() }
        let before = board.states
        let happened = board.take(CheckJudge.judge(seen, memory: &memory), at: time)
        await keep(happened, before: before, at: time)
        publish()
        for event in happened { log(event) }
        return happened.contains(where: \.isUrgent)
    }

    /// A person accepts an alarm. Throws the refusal; publishes at once.
    mutating func acknowledge(_ text: String) async throws(Refusal) {
        let refusal = Refusal(code: MonitorRefusal.noSuchAlarm.code, subject: String(text.prefix(40)))
        guard let check = CheckID(text) else { throw refusal }
        let time = scale.time(wall: outsides.now())
        let before = board.states
        let event = try board.acknowledge(check, at: time)
        memory.acknowledge(check)
        await keep([event], before: before, at: time)
        publish()
        log(event)
    }

    /// What is thought of the disk at a place; nil when none was ever there.
    func condition(at place: String) -> MonitorDeeds.DiskHistory.Outcome? { memory.condition(at: place) }

    /// The service ends in order.
    mutating func end() async {
        run.endedInOrder = true
        savedAt = .min
        await keep([], before: board.states, at: scale.time(wall: outsides.now()))
    }

    // MARK: Keeping and publishing

    /// First kept, then published: after kill -9 between the two nothing is told twice.
    private mutating func keep(_ happened: [CheckEvent], before: [CheckID: CheckState], at time: CheckTime) async {
        unsaved += happened
        let changed = board.states.filter { $0.value.mustBeKept(since: before[$0.key]) }
        let forgotten = before.keys.filter { board.states[$0] == nil }
        let isDue = savedAt == .min || time.steady - savedAt >= Self.savePeriod
        let readings = dueReadings
        guard isDue || !changed.isEmpty || !forgotten.isEmpty || !unsaved.isEmpty || !readings.isEmpty else { return }
        var round = MonitorStore.Round(time: time, run: run)
        round.states = isDue || isForgetful ? board.states : changed
        round.forgotten = forgotten
        round.memory = memory != savedMemory ? memory : nil
        round.events = unsaved
        round.readings = readings
        guard let store else {
            numberUnsaved()
            return
        }
        do {
            let ready = round
            // Not cancelled half-way: the last save of an orderly end runs in a cancelled task.
            events = try await offload { try store.save(ready) }
            unsaved = []
            for reading in readings { newestReadings[reading.disk] = reading.at }
            savedMemory = memory
            savedAt = time.steady
            isForgetful = false
        } catch {
            outsides.logger.error("states not kept", metadata: ["error": "\(error)"])
            isForgetful = true
            savedAt = time.steady
            numberUnsaved()
        }
    }

    /// Only of a fresh fact: an old one has been kept.
    private var dueReadings: [DiskReading] {
        guard case .fresh(let envelope) = inputs.storage else { return [] }
        return DiskReading.due(envelope.fact, newest: newestReadings)
    }

    /// Without a file the events are shown all the same. Numbers from the clock lie beyond any the file gives.
    private mutating func numberUnsaved() {
        let shown = Set(events.map(\.seq))
        var next = max(Int(outsides.now().seconds), (events.first?.seq ?? 0) + 1)
        for event in unsaved {
            while shown.contains(next) { next += 1 }
            events.insert(event.fact(seq: next), at: 0)
            next += 1
        }
        events = Array(events.prefix(MonitorStore.shown))
        unsaved = []
    }

    private func publish() {
        var fact = MonitorFact()
        fact.checks = board.facts
        fact.events = events
        fact.servicesBytes = inputs.machine.services
        do {
            try outsides.writer.write(fact)
        } catch {
            outsides.logger.error("fact not written", metadata: ["error": "\(error)"])
        }
    }

    private func log(_ event: CheckEvent) {
        outsides.logger.notice(
            "check",
            metadata: [
                "event": "\(event.kind.rawValue)", "check": "\(event.check?.text ?? "-")",
                "severity": "\(event.severity)", "reason": "\(event.reason)",
            ])
    }
}

extension CheckEvent {
    /// The event as the fact shows it.
    fileprivate func fact(seq: Int) -> CheckEventFact {
        var fact = CheckEventFact(
            seq: seq, event: kind.rawValue, check: check?.text ?? CheckKind.monitorSelf.rawValue,
            state: severity.rawValue, value: value, reason: reason, at: at)
        fact.lasted = lasted
        return fact
    }
}
