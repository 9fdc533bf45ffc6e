import Guest
import Testing

@testable import Story

@Suite("Figures on the status page") struct StatusReadingTests {
    private static let open = """
        {"phase":"open","unlock":{"read":120,"libcryptsetup":2300,"mount":410,"services":95,"all":2925},
         "servicesBytes":98765432,"alarms":{"warn":0,"crit":0},"deeds":[],
         "backup":{"runningDisk":1,"running":{"step":"verify","percent":40},"catchUp":false,
           "disks":[{"number":1,"state":"verifying","nights":0},{"number":2,"state":"disturbed","code":"BAK-FULL","nights":3}]}}
        """

    @Test func `all of them`() throws {
        let reading = StatusReading(try JSON(Self.open.utf8))
        #expect(reading.servicesBytes == 98_765_432)
        #expect(reading.running?.disk == 1 && reading.running?.step == "verify")
        #expect(reading.disks[1]?.state == "verifying" && reading.disks[1]?.code == nil)
        #expect(reading.disks[2]?.code == "BAK-FULL")
        let parts = try BenchItem.unlockParts.map { try reading.unlock(#require($0.unlockPart)) }
        #expect(parts == [2925, 120, 2300, 410, 95])
    }

    @Test(
        "What is not there is not made up",
        arguments: [
            "{}", "[]", #"{"unlock":null,"servicesBytes":null}"#, #"{"unlock":{"read":-1},"servicesBytes":0}"#,
            #"{"unlock":{"read":"12"},"servicesBytes":"98"}"#, #"{"unlock":[1],"servicesBytes":-5,"backup":{}}"#,
            #"{"backup":{"runningDisk":1,"disks":[{"state":"done"},{"number":1}]}}"#,
        ])
    func missing(text: String) throws {
        let reading = StatusReading(try JSON(text.utf8))
        #expect(reading.unlock.isEmpty && reading.servicesBytes == nil)
        #expect(reading.running == nil && reading.disks.isEmpty)
        #expect(throws: StoryError(.page, "the status page has no unlock time \"read\"")) {
            try reading.unlock("read")
        }
    }

    /// What the page shows: `step` of disk `running`, state and code of disk 1.
    private static func page(_ running: Int64?, _ step: String, _ state: String, _ code: String? = nil) -> StatusReading
    {
        var disk: [String: JSON] = ["number": 1, "state": .string(state)]
        if let code { disk["code"] = .string(code) }
        var backup: [String: JSON] = ["disks": [.object(disk)]]
        if let running {
            backup["runningDisk"] = .integer(running)
            backup["running"] = ["step": .string(step)]
        }
        return StatusReading(["backup": .object(backup)])
    }

    @Test func `a night is the sum of its steps, each as long as it was shown`() {
        var watch = NightWatch(disk: 1)
        // An earlier night of the same disk, and another disk's: not this one.
        watch.see(Self.page(nil, "", "done"), at: .seconds(1))
        watch.see(Self.page(2, "backup", "attached"), at: .seconds(2))
        #expect(watch.whole == nil && watch.steps.isEmpty)
        watch.see(Self.page(1, "prepare", "running"), at: .seconds(10))
        watch.see(Self.page(1, "backup", "running"), at: .seconds(11))
        watch.see(Self.page(1, "backup", "running"), at: .seconds(14))
        watch.see(Self.page(1, "verify", "verifying"), at: .seconds(16))
        watch.see(Self.page(1, "backup", "verifying"), at: .seconds(20))
        watch.see(Self.page(nil, "", "verifying"), at: .seconds(21))
        #expect(watch.whole == nil)
        watch.see(Self.page(nil, "", "done"), at: .seconds(22))
        watch.see(Self.page(1, "prepare", "running"), at: .seconds(30))
        #expect(watch.whole == .seconds(12))
        #expect(watch.steps.map(\.name) == ["prepare", "backup", "verify"])
        #expect(watch.took("backup") == .seconds(7))
        #expect(watch.took("drill") == nil)
        #expect(watch.steps.reduce(.zero) { $0 + $1.took } == watch.whole)
    }

    @Test func `the page itself is followed to the figures, and a refused disk is no night`() throws {
        let page = { (words: String) in try JSON("{\(words)}".utf8) }
        let begun = try NightWatch(disk: 1).following(
            page(#""backup":{"runningDisk":1,"running":{"step":"backup"},"disks":[]}"#), at: .seconds(1))
        #expect(try begun.figures() == nil)
        let done = #""backup":{"disks":[{"number":1,"state":"done"}]}"#
        let over = try begun.following(page(done), at: .seconds(3.5))
        let figures = try #require(try over.figures())
        #expect(figures.backup == .seconds(2.5) && figures.whole == .seconds(2.5))
        #expect(over.words == "watched: backup 2.5 s")
        #expect(throws: StoryError(.claim, "disk 1 was refused: BAK-KEY-MISSING")) {
            try NightWatch(disk: 1).following(
                page(#""deeds":[{"name":"InitialiseDisk","code":"BAK-KEY-MISSING"}]"#), at: .zero)
        }
        #expect(throws: StoryError(.claim, "disk 1 is disturbed: BAK-FULL")) {
            try begun.following(
                page(#""backup":{"disks":[{"number":1,"state":"disturbed","code":"BAK-FULL"}]}"#), at: .seconds(2))
        }
        // A night without the step that is measured.
        let strange = try NightWatch(disk: 1).following(
            page(#""backup":{"runningDisk":1,"running":{"step":"verify"},"disks":[]}"#), at: .zero
        ).following(page(done), at: .seconds(1))
        #expect(throws: StoryError.self) { try strange.figures() }
    }

    @Test func `a disturbed disk ends the watch`() {
        var watch = NightWatch(disk: 1)
        watch.see(Self.page(1, "backup", "running"), at: .seconds(1))
        watch.see(Self.page(nil, "", "disturbed", "BAK-FULL"), at: .seconds(2))
        watch.see(Self.page(nil, "", "done"), at: .seconds(3))
        #expect(watch.fault == StoryError(.claim, "disk 1 is disturbed: BAK-FULL"))
        #expect(watch.whole == nil)
    }
}
