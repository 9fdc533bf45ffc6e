import DatasafeCore

/// A healthy box whose facts and figures a test can spoil.
struct QuietBox {
    /// Monday, 10:00 in Berlin.
    static let monday = Instant("2026-03-02T09:00:00Z") ?? Instant(seconds: 0)

    var time = CheckTime(steady: 9_000_000_000, wall: QuietBox.monday)
    var uptime = 500_000
    var boot = "b001"
    var seq = 1
    var storage = StorageFact()
    var practice: PracticeFact? = PracticeFact()
    var backup: BackupFact? = BackupFact()
    var beat: BeatFact? = BeatFact()
    var web: WebFact? = WebFact()
    var storageIsThere = true
    /// Makes every fact this old.
    var factAge: Int64 = 0
    var machine = MachineReading()
    var crashes = 0
    var memory = CheckMemory()

    init() {
        storage.state = .open
        storage.box = "7f3a91c2"
        storage.openedAt = time.wall.adding(seconds: -400_000)
        var array = ArrayFact()
        array.members = [
            MemberFact(number: 1, bay: "d1", state: "insync"), MemberFact(number: 2, bay: "d2", state: "insync"),
        ]
        array.redundancyLeft = 1
        array.lastCheck = time.wall.adding(seconds: -3 * 86_400)
        storage.array = array
        storage.disks = [Self.disk(1), Self.disk(2)]
        var volume = VolumeFact()
        volume.bytes = 4_000_000_000_000
        volume.used = 1_000_000_000_000
        volume.unallocated = 2_500_000_000_000
        volume.metadataPercent = 40
        storage.volume = volume
        for index in storage.disks.indices { storage.disks[index].smart = Self.health(at: time.wall) }
        backup?.disks = [
            Self.target(1, "attached", time.wall.adding(seconds: -12 * 3600)),
            Self.target(2, "away", time.wall.adding(seconds: -36 * 3600)),
        ]
        backup?.offsiteHours = 36
        beat?.enrolled = true
        beat?.lastAcknowledged = time.wall.adding(seconds: -30)
        web?.certificateBegins = time.wall.adding(seconds: -86_400)
        web?.certificateEnds = time.wall.adding(seconds: 3000 * 86_400)
        machine.cores = 4
        machine.load15 = 0.6
        machine.processor = ProcessorReading(busy: 0, total: 0)
        machine.memory = MemoryReading(total: 8_000_000_000, available: 6_000_000_000)
        machine.pressure = PressureReading(processorSome: 1, memoryFull: 0, ioFull: 2)
        machine.links = [LinkReading(name: "enp1s0", isUp: true, speed: 1000, packets: 0, faults: 0)]
        machine.volumes = [
            VolumeReading(
                name: "var", bytes: 100_000_000_000, free: 90_000_000_000, inodes: 6_000_000, freeInodes: 5_900_000,
                isReadOnly: false)
        ]
        machine.clock = ClockReading(synchronised: time.wall.adding(seconds: -600), offset: 0.01)
    }

    static func disk(_ bay: Int) -> DiskFact {
        DiskFact(
            id: "ata-Model_SERIAL\(bay)", bay: "d\(bay)", model: "Model", serial: "SERIAL\(bay)",
            bytes: 4_000_000_000_000, content: "member")
    }

    static func health(at: Instant) -> SmartFact {
        var smart = SmartFact(at: at)
        smart.kind = "ata"
        smart.passed = true
        smart.values = ["reallocated": 0, "pending": 0, "crc": 0, "hours": 1000, "rotation": 7200]
        smart.celsius = 36
        return smart
    }

    static func target(_ number: Int, _ state: String, _ success: Instant) -> BackupTargetFact {
        var target = BackupTargetFact(number: number, state: state)
        target.lastSuccess = success
        target.lastSeen = success
        target.lastFullRead = success
        target.nights = 20
        return target
    }

    /// Everything the judges see now.
    var inputs: CheckInputs {
        var inputs = CheckInputs(time: time, uptime: uptime, machine: machine)
        inputs.storage = storageIsThere ? reading(storage) : .missing
        inputs.practice = practice.map(reading) ?? .missing
        inputs.backup = backup.map(reading) ?? .missing
        inputs.beat = beat.map(reading) ?? .missing
        inputs.web = web.map(reading) ?? .missing
        inputs.crashes = crashes
        return inputs
    }

    private func reading<Content: Fact>(_ fact: Content) -> FactReading<Content> {
        FactReading.judged(
            FactEnvelope(fact: fact, version: "0.0.0", boot: boot, seq: seq, at: time.wall.adding(seconds: -factAge)),
            now: time.wall)
    }

    /// One round of the judges.
    mutating func judge() -> [CheckID: Sample] {
        seq += 1
        return CheckJudge.judge(inputs, memory: &memory)
    }

    mutating func pass(_ seconds: Int64) {
        time = time.adding(seconds: seconds)
        uptime += Int(seconds)
    }
}

/// The sample of one check, for short assertions.
extension [CheckID: Sample] {
    func rises(_ id: String) -> Severity? {
        guard case .judged(let rises, _)? = self[CheckID(id) ?? CheckID(.load)]?.verdict else { return nil }
        return rises
    }

    func holds(_ id: String) -> Severity? {
        guard case .judged(_, let holds)? = self[CheckID(id) ?? CheckID(.load)]?.verdict else { return nil }
        return holds
    }

    func reason(_ id: String) -> String? { self[CheckID(id) ?? CheckID(.load)]?.reason }
    func isUnknown(_ id: String) -> Bool { self[CheckID(id) ?? CheckID(.load)]?.verdict == .unknown }
    func isNotApplicable(_ id: String) -> Bool { self[CheckID(id) ?? CheckID(.load)]?.verdict == .notApplicable }
}
