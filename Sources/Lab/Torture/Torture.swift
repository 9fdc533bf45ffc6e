import FaultDisk
import Guest
public import Story
import Synchronization

/// One run: a box is set up, cut, rotted and pulled about, and held to every word it has given.
public actor Torture {
    let plan: TorturePlan
    let voice: Voice
    let rig: Rig
    let papers: PaperStack
    private let tally: Mutex<TortureCount>
    /// What the box has answered for, as of the last look.
    var notebook = Notebook()
    var random: SeededRandom
    /// Comings back so far, for names.
    var cycle = 0
    /// Every session so far.
    var sessions: Set<String> = []
    /// How soon faults were known.
    public internal(set) var alarmTimes: [AlarmTimes] = []
    /// The screen of the new box, where cuts fall into its set-up.
    var newBox: ConsoleReading?
    /// How long the last coming back took.
    var times = ""

    /// A run after `plan`, told by `voice`; the box is made and still off.
    public static func open(_ plan: TorturePlan, voice: Voice) async throws -> Torture {
        Torture(plan, voice, try await Rig.open(plan.lab, again: plan.again, voice: voice))
    }

    private init(_ plan: TorturePlan, _ voice: Voice, _ rig: Rig) {
        self.plan = plan
        self.voice = voice
        self.rig = rig
        papers = PaperStack(seed: plan.seed)
        random = SeededRandom(seed: plan.seed).branch("torture")
        var count = TortureCount()
        count.seed = plan.seed
        tally = Mutex(count)
    }

    /// What was counted so far, also while it runs.
    public nonisolated var count: TortureCount { tally.withLock { $0 } }

    nonisolated func count(_ change: (inout TortureCount) -> Void) { tally.withLock { change(&$0) } }

    /// Plays everything that is planned. Throws what stopped it; what the box did wrong is counted.
    public func run() async throws {
        if let place = plan.place {
            try await run(at: place)
        } else {
            try await runAll()
        }
        try await rig.check()
        count { $0.isAborted = false }
    }

    private func run(at place: CutPlace) async throws {
        if place == .setUp {
            newBox = try await rig.freezeNew()
        } else {
            try await begin()
            // Something to hold it to.
            let clerk = try await comeBack(.thawed)
            voice.say("before: " + (try await writeAndCut(clerk, commits: 100)))
            take(clerk)
            guard !notebook.documents.isEmpty else { throw TortureError(.harness, "nothing to hold the box to") }
            try await look(try await comeBack(.thawed))
            try await rig.cutPower()
        }
        try await cuts(at: place)
    }

    private func runAll() async throws {
        try await begin()
        try await cuts()
        for control in plan.controls { try await prove(control) }
        if plan.splits > 0 { try await splits(plan.splits) }
        if plan.flips > 0 || plan.pulls > 0 || plan.alarms > 0 { try await live() }
        // The others end with a box that was looked at, or with one that is no more.
        if plan.cuts > 0 || plan.flips > 0 || plan.pulls > 0 { try await lookAtEverything() }
    }

    /// Ends the machine, whatever it does.
    public func close() async { await rig.close() }

    /// A box that was set up, and frozen while it waits for its disks.
    private func begin() async throws {
        if plan.again {
            voice.say("the box of the last run")
        } else if plan.lab.isContinued {
            voice.say("the box as it was left, with \(plan.lab.dataDisks.joined(separator: " and "))")
        } else {
            try await setUp()
        }
        // The frozen box goes back in time again and again: nothing a hub should hear of.
        await rig.lab.stopHub()
        if !plan.again, !plan.lab.isContinued { try await rig.keep(plan.lab) }
        guard await !rig.isFrozen, plan.isFreezing else { return }
        // A box that was left is another than the one that is kept: never the one's machine on the other's disks.
        try await rig.freeze(isKept: !plan.lab.isContinued)
        voice.say("frozen while it waits for its disks")
    }

    /// The product's own set-up, and off again.
    private func setUp() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await rig.day.switchOnNewBox()
        _ = try await rig.day.lookAtNewBox()
        try await rig.day.setUp()
        _ = try await rig.day.lookAtSetUp()
        try await rig.powerOff()
        voice.say("a new box, set up by its own pages and switched off  \((clock.now - start).seconds)")
    }

    /// Counts what was found wrong and says it.
    func note(_ harm: [Harm]) {
        for one in harm {
            voice.say("  ✗ \(one)")
            count { count in
                switch one {
                case .stuck: count.stuck += 1
                case _ where one.isLoss: count.lost += 1
                default: count.corrupt += 1
                }
                if count.faults.count < 100 { count.faults.append("\(one)") }
            }
        }
    }
}
