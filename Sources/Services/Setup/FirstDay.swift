import DatasafeCore
import FactFiles
import Logging
import StateFiles

/// The first day of one box: what was typed, what was asked of others, how far it is. One owner, no step twice at a time.
actor FirstDay {
    /// Work that goes on after a deed was answered.
    typealias Job = @Sendable () async -> Void

    let outsides: SetupOutsides
    /// Jobs to run beside the deeds, in the order they were begun.
    nonisolated let jobs: AsyncStream<Job>
    private let jobStarter: AsyncStream<Job>.Continuation
    private let elapsed: @Sendable () -> Duration

    var journal: SetupJournal
    var administrator: Administrator?
    /// Login name of the administrator, for the audit line of the end; empty after a restart.
    var founder = ""
    private var code: ScreenCode
    var isForming = false
    private var isWritingStick = false
    private var refusal: Refusal?
    private var hubRefusal: Refusal?
    private var published: SetupFact?

    /// Goes on where the journal ends. Throws `SET-JOURNAL`.
    init(_ outsides: SetupOutsides) throws(Refusal) {
        self.outsides = outsides
        journal = try SetupJournal.load(outsides.journal)
        var random = OutsideRandom(source: outsides.random)
        code = ScreenCode(using: &random)
        (jobs, jobStarter) = AsyncStream<Job>.makeStream()
        elapsed = Self.stopwatch(outsides.clock)
    }

    private static func stopwatch(_ clock: some Clock<Duration>) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    // MARK: State

    /// What is so now.
    var flow: SetupFlow {
        SetupFlow(
            journal: journal, hasAdministrator: administrator != nil, isForming: isForming,
            storage: outsides.facts.read(StorageFact.self), practice: outsides.facts.read(PracticeFact.self))
    }

    /// Nothing is left to do; the service ends.
    var isOver: Bool { outsides.marker.exists }

    /// Publishes the fact if it changed, or in any case when its period is over. Writes the marker on a box that was set
    /// up before.
    func look(always: Bool = false) {
        let flow = flow
        if journal.finished || flow.isKnownBox { writeMarker() }
        if flow.awaitsAccount { resume() }
        var fact = SetupFact()
        fact.step = flow.step
        // A box that may not be set up has no code to show.
        fact.code = fact.step == .done ? "" : code.digits
        fact.enrolled = journal.enrolled
        fact.refusal = refusal
        fact.hubRefusal = hubRefusal
        guard always || fact != published else { return }
        do {
            try outsides.writer.write(fact)
            published = fact
        } catch {
            outsides.logger.error("fact not written", metadata: ["error": "\(error)"])
        }
    }

    /// Changes the journal and keeps it. On an error nothing has changed.
    func note(_ change: (inout SetupJournal) -> Void) throws(Refusal) {
        var next = journal
        change(&next)
        guard next != journal else { return }
        try next.save(outsides.journal)
        journal = next
    }

    func writeMarker() {
        guard !outsides.marker.exists else { return }
        do {
            try outsides.marker.replace(with: Array("done\n".utf8))
        } catch {
            outsides.logger.error("marker not written", metadata: ["error": "\(error)"])
        }
    }

    func refuse(_ why: Refusal?) {
        refusal = why
        look()
    }

    /// A new id for a deed, 32 hex digits.
    func newID() -> String {
        (0..<2).map { _ in
            let text = String(outsides.random(), radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }

    func start(_ job: @escaping Job) { jobStarter.yield(job) }

    /// Throws unless set-up is possible, the code was typed, and the next step is one of these.
    func demand(_ steps: SetupStep...) throws(Refusal) {
        let flow = flow
        if flow.step == .done { throw Refusal(.notNew) }
        guard journal.codeChecked else { throw Refusal(.codeFirst) }
        guard flow.isReady else { throw Refusal(.notReady) }
        if flow.step == .practice, !steps.contains(.practice) { throw Refusal(.administrator) }
        guard steps.contains(flow.step) else { throw Refusal(isForming ? .busy : .order) }
    }

    // MARK: Deeds that need nobody else

    func check(_ typed: String) throws(Refusal) {
        if flow.step == .done { throw Refusal(.notNew) }
        do { try code.check(typed, at: elapsed()) } catch { throw Refusal(error == .wrong ? .code : .tries) }
        try note { $0.codeChecked = true }
        look()
    }

    func name(_ deed: SetupDeeds.NamePractice, secret: Secret?) throws(Refusal) {
        try demand(.practice, .disks, .keys, .forming)
        guard !isForming || administrator == nil else { throw Refusal(.busy) }
        let typed = try Administrator(deed, password: secret)
        let wantsHub = !deed.hub.isEmpty || !deed.hubCode.isEmpty
        if wantsHub {
            guard deed.hub.hasPrefix("https://"), deed.hub.utf8.count <= 300,
                (1...300).contains(deed.hubCode.utf8.count)
            else { throw Refusal(.hub) }
        }
        administrator = typed
        founder = typed.user
        refusal = nil
        if wantsHub {
            hubRefusal = nil
            start { await self.enrol(BeatDeeds.Enrol(hub: deed.hub, code: deed.hubCode)) }
        }
        // After a restart the array may be there already: only the account is missing.
        resume()
        look()
    }

    // MARK: Sticks

    func beginStick() throws(Refusal) {
        guard !isWritingStick else { throw Refusal(.busy) }
        isWritingStick = true
        refuse(nil)
    }

    func endStick(_ why: Refusal?) {
        isWritingStick = false
        refuse(why)
    }

    // MARK: Hub

    /// Failure does not stop the set-up; the device page can enrol later.
    private func enrol(_ deed: BeatDeeds.Enrol) async {
        var why: Refusal?
        do {
            _ = try await outsides.deeds.ask(deed)
        } catch {
            why = error as? Refusal ?? Refusal(.unanswered)
            outsides.logger.warning("not enrolled", metadata: ["code": "\(why?.code ?? "")"])
        }
        hubRefusal = why
        do throws(Refusal) {
            try note { $0.enrolled = why == nil }
        } catch {
            hubRefusal = error
        }
        look()
    }
}
