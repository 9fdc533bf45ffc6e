import BlockDevices
import DatasafeCore
import DatasafeFormats
import FactFiles
import Logging
import Threads
import Udev

/// The one owner of disks, sticks, array and container.
///
/// Everything that changes a device takes `turn` first; the fact is published after each change and every 10 s.
actor StorageKeeper {
    let files: StorageMemory
    let logger: Logger
    let turn = Turn()
    /// For what is done with backup disks: one deed at a time.
    let backupTurn = Turn()
    /// For the snapshots of the data.
    let snapshotTurn = Turn()
    /// Room was scarce when it was last looked at.
    var wasNearlyFull = false
    /// Disks that were pulled while open are being let go.
    var closingPulled = false
    let now: @Sendable () -> Instant
    private let writer: FactWriter<StorageFact>

    /// What others may know.
    var fact = StorageFact()
    var record: ArrayRecord?
    var inventory = Inventory()
    /// When the look at all devices began whose outcome counts.
    private var newestLook: ContinuousClock.Instant?
    /// When an internal disk was last seen for the first time.
    var diskCame: ContinuousClock.Instant?
    /// Disks that went and were not acted on yet: a look that does not act leaves them to the next that does.
    private var gone: Set<DiskID> = []
    /// Mapping of each open member by disk, `datasafe-i-1`.
    var mappings: [DiskID: String] = [:]
    /// One of the two copies of the header is broken; libcryptsetup mends it when it opens.
    var headerIsHealing = false
    /// The container was opened, its header may have been mended by that.
    var isHeaderCopyDue = false
    /// A silver key being issued, in locked memory until it is enrolled.
    var issuing: Issuing?
    /// A change of the lock under way.
    var lock = LockWork()
    /// Mapping the data is open at.
    var container = StorageKeeper.container
    /// The six digits of the box's screen, new at each start.
    var screen: ScreenCode
    /// Keys of a set-up under way, in locked memory until `FinishSetUp`.
    var forming: Forming?
    /// Stays of sticks that were handled, so that a "change" event does not unlock twice; true when there was a place for
    /// a key. One without is looked at again when it has got one: its partition came later than the stick.
    var handled: [String: Bool] = [:]
    /// When a stay without a place for a key was first seen.
    var sticksCame: [String: ContinuousClock.Instant] = [:]
    /// Deeds by the asker's id: asked twice, done once.
    var deeds: [String: Task<Void, any Error>] = [:]
    let started = ContinuousClock.now
    /// Bad unlock tries of the last ten minutes.
    var badTries: [Instant] = []
    /// Number of the device at each port that the log has been told of, so that it is told once.
    var toldUSB: [String: Int] = [:]
    /// What dm-integrity counted, by mapping; read every ten seconds.
    var integrity: [String: IntegrityStatus] = [:]
    /// Reads that each disk refused since this process began.
    var refusedReads: [DiskID: Int] = [:]
    /// Disks that are being erased: nobody may take them in meanwhile.
    var erasing: Set<DiskID> = []
    /// md reads every copy now; its end is noted.
    var checking = false
    /// When a person stopped the scrub.
    var scrubHeld: Instant?
    /// How far it is; read from the state volume at the start.
    var scrubMemory = ScrubMemory()
    /// The file system's own scrub, which follows md's.
    var volumeScrub: Task<Void, Never>?
    /// How far it is, 0...100.
    var volumeScrubPercent: Int?
    /// The last one that went to its end.
    var lastVolumeScrub: VolumeScrub?
    /// Steps of a change of the array that failed since it was wished.
    var failedSteps = 0
    /// The box leaves, or has left: no array is looked for any more.
    var retirement: Retirement?
    /// It is under way in this process.
    var isRetiring = false
    /// When each disk was last read after an I/O error.
    var smartAsked: [String: Instant] = [:]
    /// When each lost member may be taken back by itself again: at most three times a day.
    var rejoins: [DiskID: [Instant]] = [:]

    init(
        stateFolder: String, factFolder: String, version: String, logger: Logger, now: @escaping @Sendable () -> Instant
    ) {
        files = StorageMemory(folder: stateFolder)
        writer = FactWriter(folder: factFolder, version: version, now: now)
        self.logger = logger
        self.now = now
        var random = SystemRandomNumberGenerator()
        screen = ScreenCode(using: &random)
    }

    /// Reads what is known and looks at every device once.
    func begin() async {
        record = files.record()
        scrubMemory = files.scrub()
        lastVolumeScrub = files.volumeScrub()
        fact.erasures = files.erasures()
        retirement = files.retirement()
        fact.retirement = retirement?.fact
        recallMove()
        if let box = record?.boxID.short ?? retirement?.box { fact.box = box }
        if retirement == nil { publish() } else { setState(.failed, reason: Self.retired(now())) }
        admitUSB()
        await refresh()
    }

    /// Writes the fact; a full disk or a missing folder must not stop the storage.
    func publish() {
        guard !isSilent else { return }
        fact.deeds = Array(fact.deeds.suffix(20))
        let isShut = fact.state == .locked || fact.state == .failed
        fact.screenCode = isShut ? screen.digits : ""
        badTries.removeAll { now().seconds(since: $0) > 600 }
        fact.badTries = badTries.count
        if let at = fact.refusal?.at, now().seconds(since: at) > 600 { fact.refusal = nil }
        do { try writer.write(fact) } catch { logger.error("fact not written", metadata: ["error": "\(error)"]) }
    }

    /// A stick or disk was refused: shown until something succeeds or for ten minutes.
    func refuse(_ code: String, _ subject: String) {
        logger.notice("refused", metadata: ["code": "\(code)", "subject": "\(subject)"])
        fact.refusal = Refusal(code: code, subject: subject, at: now())
        publish()
    }

    func refuse(_ code: some AdviceCode, _ subject: String = "") { refuse(code.code, subject) }

    func setState(_ state: StorageState, reason: Refusal? = nil) {
        if fact.state != state {
            logger.notice("state", metadata: ["state": "\(state.rawValue)", "code": "\(reason?.code ?? "-")"])
        }
        fact.state = state
        fact.reason = reason
        fact.step = nil
        publish()
    }

    /// md woke us: a member dropped, an action began or ended.
    func arrayChanged() {
        updateArray()
        publish()
    }

    func setStep(_ step: String, done: Int64 = 0, of: Int64 = 0, secondsLeft: Int? = nil) {
        fact.step = DeedProgress(step: step, done: done, of: of, secondsLeft: secondsLeft)
        publish()
    }

    /// Looks at all devices again and, unless told not to, acts on what came or went.
    func refresh(acting: Bool = true) async {
        let member = { @Sendable (device: UdevDevice) -> Bool in
            guard let head = try? RawDevice.read(device.node, at: 0, count: RawDevice.block) else { return false }
            return head.withBytes { (try? IntegritySuperblock(bytes: Array($0))) != nil }
        }
        let earlier = inventory
        guard
            let (began, found) = try? await offload({
                (ContinuousClock.now, Inventory(try Udev.blockDevices(), after: earlier, isMember: member))
            })
        else {
            logger.error("devices not listed")
            return
        }
        // Several may look at once, and a busy machine ends them in any order: the one that began last knows most.
        if newestLook.map({ $0 < began }) ?? true {
            newestLook = began
            if !Set(found.disks.map(\.id)).isSubset(of: inventory.disks.map(\.id)) { diskCame = began }
            gone.formUnion(Set(inventory.disks.map(\.id)).subtracting(found.disks.map(\.id)))
            inventory = found
            describeDevices()
        }
        guard acting else { return }
        while let disk = gone.popFirst() { await lost(disk) }
        await sticksChanged()
        publish()
        // Not waited for: unmounting a disk that is gone may take its time, and events go on.
        Task { await closePulledBackups() }
        guard retirement == nil else {
            Task { await resumeRetirement() }
            return
        }
        if fact.state == .starting || fact.state == .failed { await assembleIfPossible() }
        if fact.state != .starting { await takeBackReturned() }
    }

    /// Bays: a member keeps its number; candidates get the free ones in order of their place.
    private func describeDevices() {
        var taken = Set(record?.members.map(\.number) ?? [])
        if record == nil { taken = [] }
        var free = (1...16).filter { !taken.contains($0) }[...]
        let old = fact.disks
        fact.disks = inventory.disks.map { disk in
            let number = memberNumber(of: disk) ?? free.popFirst() ?? 0
            var described = DiskFact(
                id: disk.id.name, bay: "d\(number)", model: disk.model, serial: disk.serial, bytes: disk.device.bytes,
                content: disk.content)
            if disk.content == "member", memberNumber(of: disk) == nil {
                described.content = isHalfFormed(disk) ? "empty" : "other-box"
            }
            described.smart = old.first { $0.id == described.id }?.smart
            return described
        }
        let oldBackups = fact.backupDisks
        fact.backupDisks = inventory.externals.map { external in
            var described = BackupDiskFact(
                id: external.id, model: Inventory.shown(external.device["ID_MODEL"] ?? "?"),
                serial: Inventory.shown(external.device["ID_SERIAL_SHORT"] ?? ""), bytes: external.device.bytes,
                kind: external.number != nil ? "known" : external.content == "empty" ? "empty" : "foreign",
                content: external.content)
            described.number = external.number
            described.smart = oldBackups.first { $0.id == external.id }?.smart
            described.partition = external.repository?.partitionUUID
            described.mounted =
                external.repository.map { repository in
                    external.number.map { SystemUnits.isMounted(repository.node, at: "/srv/backup/\($0)") } ?? false
                } ?? false
            return described
        }
    }

    /// A disk of this box's own set-up that was cut after its formatting had begun: a person has given it up for that.
    func isHalfFormed(_ disk: Inventory.Disk) -> Bool {
        guard record == nil, let journal = files.setUp(), journal.stage == .formatting else { return false }
        return journal.disks.contains(disk.id)
    }

    /// Number of the member that lives on this disk, by the keyed hash of its serial.
    func memberNumber(of disk: Inventory.Disk) -> Int? {
        guard let hash = serialHash(of: disk) else { return nil }
        return record?.members.first { $0.serial == hash && $0.state != .leaving }?.number
    }

    func serialHash(of disk: Inventory.Disk) -> SerialHash? {
        guard let key = try? files.serialKey() else { return nil }
        return SerialHash(serial: disk.serial, wwn: disk.device["ID_WWN"] ?? "", key: key)
    }
}
