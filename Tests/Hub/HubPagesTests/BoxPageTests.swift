import DatasafeCore
import HubStore
import Testing

@testable import HubPages

@Suite(.timeLimit(.minutes(2))) struct BoxPageTests {
    static let path = "/box/\(PagesBench.device)"
    let bench: PagesBench

    init() throws { bench = try PagesBench() }

    private func run(_ body: @escaping @Sendable (TestBrowser) async throws -> Void) async throws {
        try await bench.runLoggedIn(body)
    }

    @Test func `checks, alarm with sentence and action, history, figures`() async throws {
        let box = try await bench.addBox()
        try await bench.lostDisk(box, seq: 1)
        bench.turn(120)
        try await bench.beat(
            box, seq: 2,
            checks: [BeatCheck(id: "raid.members", state: 0, value: 2, since: bench.now, reason: "")],
            events: [
                BeatEvent(number: 2, kind: .resolve, id: "raid.members", state: 0, value: 2, reason: "", at: bench.now)
            ])
        bench.turn(60)
        try await bench.lostDisk(box, seq: 3)
        try await run { browser in
            let body = try await browser.get(Self.path).body
            #expect(body.contains("data-check=\"raid.members\" data-state=\"2\""))
            #expect(body.contains("data-check=\"psu\" data-state=\"-1\""))
            #expect(body.contains("41,5 %"))
            #expect(body.contains("data-code=\"RAID-NO-COPY\""))
            #expect(body.contains("data-event=\"raise\" data-check=\"raid.members\""))
            #expect(body.contains("data-event=\"resolve\" data-check=\"raid.members\""))
            #expect(body.contains("data-event=\"enrol\""))
            #expect(body.contains("2 Platten, Spiegel aus 2, 3 Backup-Platten"))
            #expect(body.contains("class=\"bar-3\""))
            // The driver and people tell checks from events by these marks.
            #expect(!body.contains("data-event=\"raise\" data-check=\"raid.members\" data-state"))
        }
    }

    @Test func `what the vault found wrong is said, until a later reading finds nothing`() async throws {
        _ = try await bench.addBox()
        let store = bench.store
        try await store.bookVault(device: PagesBench.device, bytes: 500_000_000_000)
        try await run { [bench] browser in
            #expect(try await browser.get(Self.path).body.contains("Online zuletzt ganz gelesen</dt><dd>noch nie"))
            try await store.vaultWasRead(device: PagesBench.device, wrong: 3, now: bench.now)
            let wrong = try await browser.get(Self.path).body
            #expect(wrong.contains("data-code=\"HUB-VAULT-WRONG\"") && wrong.contains("Im Tresor sind Dateien"))
            #expect(wrong.contains("data-check=\"hub.vault\" data-state=\"1\"") && wrong.contains("500 GB gebucht"))
            #expect(wrong.contains("Dateien: 3"))
            try await store.vaultWasRead(device: PagesBench.device, wrong: 0, now: bench.now)
            let healed = try await browser.get(Self.path).body
            #expect(
                !healed.contains("HUB-VAULT-WRONG")
                    && healed.contains("data-event=\"resolve\" data-check=\"hub.vault\""))
        }
    }

    @Test func `somebody has seen it: the alarm stays, the question goes`() async throws {
        let box = try await bench.addBox()
        try await bench.lostDisk(box, seq: 1)
        try await run { [bench] browser in
            try await browser.get(Self.path)
            #expect(try await browser.post("\(Self.path)/ack", ["check": "raid.members"]).location == Self.path)
            let body = try await browser.get(Self.path).body
            #expect(body.contains("Gesehen von anna bis morgen 12:06"))
            #expect(body.contains("data-event=\"ack\""))
            #expect(!body.contains("\(Self.path)/ack"))
            #expect(try await bench.store.fleet().rows.first?.isOpen == false)
            // A check that is not raised cannot be acknowledged; that is no error of a person.
            #expect(try await browser.post("\(Self.path)/ack", ["check": "psu"]).status == 303)
            bench.turn(86_401)
            try await bench.logIn(browser, user: 1)
            #expect(try await browser.get(Self.path).body.contains("\(Self.path)/ack"))
        }
    }

    @Test func `only the hub's own alarms can be ended at the hub`() async throws {
        let box = try await bench.addBox()
        try await bench.lostDisk(box, seq: 1)
        try await bench.store.refuse(box: box, reason: .forged, now: bench.now)
        try await run { browser in
            let body = try await browser.get(Self.path).body
            #expect(body.contains("data-code=\"HUB-FORGED\""))
            #expect(try await browser.post("\(Self.path)/clear", ["check": "raid.members"]).status == 400)
            #expect(try await browser.post("\(Self.path)/clear", ["check": "hub.silent"]).status == 400)
            #expect(try await browser.post("\(Self.path)/clear", ["check": "hub.forged"]).status == 303)
            let after = try await browser.get(Self.path).body
            #expect(!after.contains("data-code=\"HUB-FORGED\""))
            #expect(after.contains("data-code=\"RAID-NO-COPY\""))
        }
    }

    @Test func `revoking needs the last four characters and cannot be taken back`() async throws {
        let box = try await bench.addBox()
        try await bench.beat(box, seq: 1)
        try await run { [bench] browser in
            try await browser.get(Self.path)
            #expect(try await browser.post("\(Self.path)/revoke", ["confirm": "0000"]).status == 400)
            #expect(try await bench.store.box(device: PagesBench.device)?.revoked == nil)
            #expect(try await browser.post("\(Self.path)/revoke", ["confirm": "A1B2"]).location == Self.path)
            #expect(try await bench.store.box(device: PagesBench.device)?.revoked != nil)
            let body = try await browser.get(Self.path).body
            #expect(body.contains("Gesperrt"))
            #expect(!body.contains("\(Self.path)/revoke"))
            #expect(!(try await browser.get("/").body).contains("data-box=\"\(PagesBench.device)\""))
        }
    }

    @Test func `a label is short and plain`() async throws {
        try await bench.addBox()
        try await run { [bench] browser in
            try await browser.get(Self.path)
            for label in ["", String(repeating: "x", count: 41), "a\u{0}b", "a\u{85}b"] {
                #expect(try await browser.post("\(Self.path)/rename", ["label": label]).status == 400)
            }
            #expect(try await browser.post("\(Self.path)/rename", ["label": " K-8 "]).status == 303)
            #expect(try await bench.store.box(device: PagesBench.device)?.label == "K-8")
        }
    }

    @Test func `beats delivered later stand in the hour they are of`() async throws {
        let box = try await bench.addBox()
        let offline = bench.now
        bench.turn(3 * 3600)
        try await bench.beat(box, seq: 9)
        let late = Heartbeat(
            kind: .delta, software: "2026.11.1", phase: .open, device: PagesBench.device, boot: "aaaaaaaa", seq: 4,
            at: offline, uptime: 60)
        _ = try await bench.store.take(
            BeatArrival(box: box, beat: late, dropped: 0, digest: [4], arrived: bench.now))
        let pulse = try await bench.store.pulse(box: box, since: offline.adding(seconds: -86_400))
        let hour = Int(offline.seconds / 3600)
        #expect(pulse.map(\.hour) == [hour, hour + 3])
        #expect(pulse.map(\.beats) == [0, 1])
        #expect(pulse.map(\.late) == [1, 0])
        try await run { browser in
            let reply = try await browser.get(Self.path)
            #expect(reply.body.contains("class=\"bar-late\""))
        }
    }

    @Test(arguments: [
        Instant(seconds: 1_795_000_000), Instant(seconds: 1_793_000_000), Instant(seconds: 1_774_800_000),
    ])
    func `the chart begins at a midnight in Berlin`(now: Instant) {
        let start = BeatChart.start(now)
        #expect(BerlinTime.civil(start).hourMinute == "00:00")
        #expect((6 * 86_400 - 3600...7 * 86_400 + 3600).contains(now.seconds(since: start)))
    }
}
