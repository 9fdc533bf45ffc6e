import DatasafeCore
import HubAlarms
import HubStore
import Logging
import Testing

@testable import HubPages

@Suite(.timeLimit(.minutes(2))) struct FleetPagesTests {
    let bench: PagesBench

    init() throws { bench = try PagesBench() }

    /// Logged in, in `language`.
    private func run(_ language: String = "de", _ body: @escaping @Sendable (TestBrowser) async throws -> Void)
        async throws
    {
        try await bench.runLoggedIn { browser in
            browser.speaks(language)
            try await body(browser)
        }
    }

    @Test(
        arguments: [
            ("/", "de", "<h1>Boxen</h1>"), ("/", "en", "<h1>Boxes</h1>"),
            ("/incidents", "de", "Neueste Ereignisse"), ("/incidents", "en", "Newest events"),
            ("/enrol", "de", "Code erzeugen"), ("/enrol", "en", "Make a code"),
            ("/password", "de", "Bisheriges Passwort"), ("/password", "en", "Present password"),
            ("/box/\(PagesBench.device)", "de", "Meldungen der letzten sieben Tage"),
            ("/box/\(PagesBench.device)", "en", "Beats of the last seven days"),
        ])
    func `each page speaks German and English`(path: String, language: String, words: String) async throws {
        let box = try await bench.addBox()
        try await bench.lostDisk(box, seq: 1)
        try await run(language) { browser in
            let reply = try await browser.get(path)
            #expect(reply.status == 200)
            #expect(reply.body.contains("<html lang=\"\(language)\">"))
            #expect(reply.body.contains(words))
            #expect(!reply.body.contains("{"))
            #expect(reply.policy.contains("default-src 'none'"))
            #expect(!reply.body.contains("style=\""))
        }
    }

    @Test func `the language is remembered`() async throws {
        try await run { browser in
            let reply = try await browser.get("/language/en?back=/enrol")
            #expect(reply.location == "/enrol")
            #expect(try await browser.get("/enrol").body.contains("<html lang=\"en\">"))
            #expect(try await browser.get("/language/xx").cookies.isEmpty)
        }
    }

    @Test func `the worst box stands first, with words for what it is`() async throws {
        let states: [(BeatPhase, String, String)] = [
            (.open, "open", "Nichts zu tun"), (.locked, "locked", "Wartet auf Schlüssel"),
            (.openDegraded, "open-degraded", "Offen, Schutz verringert"), (.stopping, "stopping", "Ausgeschaltet"),
        ]
        for (number, state) in states.enumerated() {
            let device = "00000000-0000-4000-8000-00000000000\(number)"
            let box = try await bench.addBox(label: "K-\(number)", device: device)
            if state.0 == .openDegraded {
                try await bench.beat(
                    box, seq: 1, device: device, phase: state.0,
                    checks: [
                        BeatCheck(id: "raid.members", state: 2, value: 1, since: bench.now, reason: "RAID-NO-COPY")
                    ])
            } else {
                try await bench.beat(box, seq: 1, device: device, phase: state.0)
            }
        }
        try await bench.addBox(label: "K-9", device: "00000000-0000-4000-8000-000000000009")
        bench.turn(12)
        try await run { browser in
            let body = try await browser.get("/").body
            let first = try #require(body.firstRange(of: "data-box=\""))
            #expect(body[first.upperBound...].hasPrefix("00000000-0000-4000-8000-000000000002"))
            for (_, state, words) in states {
                #expect(body.contains("data-state=\"\(state)\""))
                #expect(body.contains(words))
            }
            #expect(body.contains("data-state=\"never\""))
            #expect(body.contains("vor 12 s"))
            #expect(body.contains("data-count=\"locked\"><b>1</b>"))
            #expect(body.contains("2026.11.1"))
        }
    }

    @Test func `a silent box is silent whatever it said last`() async throws {
        let box = try await bench.addBox()
        try await bench.beat(box, seq: 1, phase: .locked)
        bench.turn(1900)
        try await judge()
        try await run { browser in
            let body = try await browser.get("/").body
            #expect(body.contains("data-state=\"silent\" data-level=\"crit\""))
            #expect(body.contains("Meldet sich nicht"))
            #expect(
                try await browser.get("/box/\(PagesBench.device)").body.contains(
                    "data-check=\"hub.silent\" data-state=\"2\""))
        }
    }

    @Test func `many silent boxes are one sentence`() async throws {
        for number in 0..<4 {
            let device = "00000000-0000-4000-8000-00000000000\(number)"
            let box = try await bench.addBox(label: "K-\(number)", device: device)
            try await bench.beat(box, seq: 1, device: device)
        }
        bench.turn(500)
        try await judge()
        try await run { browser in
            for path in ["/", "/incidents"] {
                let body = try await browser.get(path).body
                #expect(body.contains("4 Boxen melden sich seit heute 12:15 nicht mehr"))
            }
        }
    }

    private func judge() async throws {
        var log = Logger(label: "test")
        log.logLevel = .critical
        let bench = bench
        try await HubAlarms(
            store: bench.store, started: bench.now.adding(seconds: -90_000), log: log, now: { bench.now }
        ).judge()
    }

    @Test func `fragments are pieces, not pages`() async throws {
        let box = try await bench.addBox()
        try await bench.lostDisk(box, seq: 1)
        try await run { browser in
            for path in ["/fragment/fleet", "/fragment/box/\(PagesBench.device)", "/fragment/incidents"] {
                let body = try await browser.get(path).body
                #expect(body.contains("K-1042"))
                #expect(!body.contains("<html"))
            }
        }
    }

    @Test func `a label cannot become markup`() async throws {
        let evil = "<script>alert(1)</script>"
        let box = try await bench.addBox(label: evil)
        try await bench.lostDisk(box, seq: 1)
        try await run { browser in
            for path in ["/", "/box/\(PagesBench.device)", "/incidents", "/enrol"] {
                let body = try await browser.get(path).body
                #expect(!body.contains(evil))
                #expect(body.contains("&lt;script&gt;"))
            }
        }
    }

    @Test(arguments: ["/box/none", "/box/00000000-0000-4000-8000-00000000ffff", "/fragment/box/'"])
    func `an unknown box is not found`(path: String) async throws {
        try await run { browser in
            let reply = try await browser.get(path)
            #expect(reply.status == 404)
        }
    }

    @Test func `a code is shown once with what to do with it`() async throws {
        try await run { browser in
            try await browser.get("/enrol")
            let reply = try await browser.post("/enrol", ["label": "K-7"])
            #expect(reply.status == 200)
            let start = try #require(reply.body.firstRange(of: "id=\"code\">"))
            let code = String(reply.body[start.upperBound...].prefix { $0 != "<" })
            #expect(throws: Never.self) { try EnrolmentCode(typed: code) }
            #expect(reply.body.contains("https://hub.example:8443"))
            let later = try await browser.get("/enrol").body
            #expect(later.contains("K-7"))
            #expect(!later.contains(code))
            #expect(try await browser.post("/enrol", ["label": String(repeating: "x", count: 41)]).status == 400)
        }
    }

    @Test func `style, script and picture need no log-in and no other file`() async throws {
        try await bench.run { browser in
            for path in ["/assets/hub.css", "/assets/hub.js", "/assets/hub.svg"] {
                let reply = try await browser.get("\(path)?v=1")
                #expect(reply.status == 200)
                #expect(!reply.body.contains("http://") || path.hasSuffix("svg"))
            }
            #expect(try await browser.get("/health").status == 204)
        }
    }
}
