import Crypto
import FaultDisk
import FoundationEssentials
import Guest
public import Story
import Synchronization
import SystemPackage
import Torture

/// Evening after evening of a practice: documents are stored, somebody plugs in a backup disk or does not, and things go
/// wrong. What the box calls complete is brought back on this machine by the script on the disk, and held against what was
/// stored by then.
///
/// Source: issue "backups that come back", and the backup design, table 5: complete = identical, incomplete never called
/// complete.
public actor Nights {
    let plan: NightsPlan
    let voice: Voice
    let rig: Rig
    var random: SeededRandom
    var book = NightBook()
    let clock: EveningClock
    private let tally: Mutex<NightsCount>
    /// What the box's clock said when it was switched on, by evening.
    var began: [Int: Int64] = [:]
    /// The evening before which bits of a disk turned over last, by its number.
    var rotted: [Int: Int] = [:]
    /// The evening that goes on; -1 = the day before the first.
    var evening = -1
    /// When it was switched on.
    var since = ContinuousClock.now
    /// From power-on to the first document, as it was last.
    var lead = Duration.seconds(100)
    /// Id of the folder all documents go to.
    var home = ""

    /// From the pull of a disk to what the pages say about it: backup design, BK-16.
    public static let messageLimit = Duration.seconds(3)
    static let folder = "Nächte"
    /// Longer than any night of so few documents takes on a slow machine.
    static let patience = Duration.seconds(1200)

    /// A run after `plan`, told by `voice`; the box is made and still off.
    public static func open(_ plan: NightsPlan, voice: Voice) async throws -> Nights {
        let disks = (1...plan.disks).map { "disk\($0)" } + [Self.blank, Self.foreign]
        let rig = try await Rig.open(
            plan.lab, again: plan.again, backups: disks, backupBytes: plan.diskMiB << 20, voice: voice)
        return Nights(plan, voice, rig)
    }

    private init(_ plan: NightsPlan, _ voice: Voice, _ rig: Rig) {
        self.plan = plan
        self.voice = voice
        self.rig = rig
        random = SeededRandom(seed: plan.seed).branch("nights")
        clock = EveningClock(after: Int64(Date().timeIntervalSince1970))
        var count = NightsCount()
        count.seed = plan.seed
        tally = Mutex(count)
    }

    /// What was counted so far, also while it runs.
    public nonisolated var count: NightsCount { tally.withLock { $0 } }

    nonisolated func count(_ change: (inout NightsCount) -> Void) { tally.withLock { change(&$0) } }

    /// Plays all evenings and brings every night of every disk back. Throws what stopped it; what the box did wrong is
    /// counted.
    public func run() async throws {
        if plan.again {
            voice.say("the box of the last run")
        } else {
            try await setUp()
        }
        await rig.lab.stopHub()
        try await begin()
        var drawn = random.branch("deck")
        for evening in EveningDeck.evenings(plan.evenings, disks: plan.disks, random: &drawn) {
            try await play(evening)
            count { $0.evenings += 1 }
        }
        if plan.pulls > 0 { try await pulls() }
        for number in 1...plan.disks { try await prove(number, newestOnly: false) }
        try await rig.check()
        count { $0.isAborted = false }
    }

    /// Ends the machine, whatever it does.
    public func close() async { await rig.close() }

    private func setUp() async throws {
        let start = ContinuousClock.now
        await rig.lab.guest.setClock(EveningClock.words(clock.noon(-1)))
        try await rig.day.switchOnNewBox()
        _ = try await rig.day.lookAtNewBox()
        try await rig.day.setUp()
        _ = try await rig.day.lookAtSetUp()
        try await rig.powerOff()
        await rig.lab.stopHub()
        try await rig.keep(plan.lab)
        voice.say("a new box, set up by its own pages and switched off  \((ContinuousClock.now - start).seconds)")
    }

    /// The day before: a folder, a few documents, and the disks become backup disks, each with its first night.
    private func begin() async throws {
        try await open(at: clock.noon(-1))
        home = try await rig.day.makeFolder(Self.folder)
        try await store(5)
        for number in 1...plan.disks { try await initialise(number) }
        try await rig.powerOff()
        for number in 1...plan.disks { try await prove(number, newestOnly: true) }
    }

    private func initialise(_ number: Int) async throws {
        let (name, day) = ("disk\(number)", rig.day)
        try await rig.lab.guest.plug(rig.lab.part(name))
        try await rig.lab.guest.plug(rig.lab.part("backupkey"))
        let form = try await day.waitForPage(BoxRoutes.backup, "new disk", limit: FirstDay.moment) {
            page -> HTMLForm? in
            guard let form = try? page.form(to: BoxRoutes.initialise),
                let element = page.elements("form").first(where: { $0["action"] == BoxRoutes.initialise }),
                page.elements("button", in: element).contains(where: { $0["disabled"] == nil })
            else { return nil }
            return form
        }
        try await day.browser().submit(form, ["number": ["\(number)"]]).expecting(200)
        let came = try await outcome(of: number, since: (began[evening] ?? 0))
        guard came == .complete else { throw TortureError(.stuck, "disk \(number) was not initialised: \(came)") }
        try await rig.lab.guest.pull("backupkey")
        try await rig.lab.guest.pull(name)
        count { $0.claimed += 1 }
        voice.say("disk \(number) is a backup disk and has its first night")
    }

    // MARK: The box

    /// The lab is the clock here. By itself the box never starts before the time it last knew (timesyncd keeps it), so a clock
    /// that was ahead is put right by the network's time only, which no lab has.
    private static let words = [
        "systemd.unit-dropin.systemd-timesyncd.service": "[Unit]\nConditionPathExists=/run/no-network-time\n"
    ]

    /// Switches the box on at `time` of its clock, opens it, logs in.
    func open(at time: Int64) async throws {
        await rig.lab.guest.setClock(EveningClock.words(time))
        began[evening] = time
        since = .now
        try await rig.boot(Self.words)
        try await rig.lab.guest.plug(rig.lab.part("key1"))
        try await rig.waitForPages()
        try await rig.waitUntilOpen(limit: FirstDay.boot)
        try await rig.lab.guest.pull("key1")
        try await rig.day.waitForLogIn(every: .milliseconds(200))
    }

    /// Now, as the book counts.
    var moment: Moment { Moment(evening: evening, second: Int64((ContinuousClock.now - since) / .seconds(1))) }
    /// What the box's clock says now.
    var time: Int64 { (began[evening] ?? 0) + moment.second }

    /// When a night called `time` by the box's clock was; nil = on no evening of this run.
    func moment(of time: Int64) -> Moment? {
        began.filter { $0.value <= time && time < $0.value + EveningClock.day / 2 }
            .max { $0.value < $1.value }
            .map { Moment(evening: $0.key, second: time - $0.value) }
    }

    /// Stores `count` documents: most are new, some are a new version of one. Throws `.stuck` if the box says no.
    func store(_ count: Int, large: Bool = false) async throws {
        let browser = try await rig.day.browser()
        for index in 0..<count {
            let old = book.documents.keys.sorted().randomElement(using: &random)
            let isNew = random.happens(0.8)
            let name =
                old.flatMap { isNew ? nil : $0.split(separator: "/").last.map(String.init) }
                ?? "\(evening + 1)-\(index)-\(random.next() % 1000).bin"
            let size = large && index == 0 ? 4 << 20 : Int.random(in: 200..<60_000, using: &random)
            let bytes = random.bytes(size)
            let path = "\(Self.folder)/\(name)"
            book.asks(path, sha256: hex(Array(SHA256.hash(data: bytes))), at: moment)
            let reply = try await browser.put(
                BoxRoutes.upload(folder: home, name: name), bytes: bytes, headers: await browser.uploadHeaders)
            guard reply.status == 201 else {
                throw TortureError(.stuck, "\(name) was not stored: \(reply.status) \(reply.text.prefix(200))")
            }
            book.answered(path, at: moment)
        }
        let answered = book.answered
        self.count { $0.acknowledged = answered }
    }

    /// Waits for what the box says of the run onto `disk` that ended at `due` or later.
    func outcome(of disk: Int, since due: Int64) async throws -> NightOutcome {
        try await rig.day.waitForStatus("a night on disk \(disk)", limit: Self.patience) { status in
            NightSight(status).outcome(of: disk, since: due)
        }
    }

    // MARK: What is wrong

    /// Counts what came to nothing on an evening and says it.
    func fault(_ words: String) {
        voice.say("  ✗ \(words)")
        count { if $0.faults.count < 100 { $0.faults.append(words) } }
    }
}
