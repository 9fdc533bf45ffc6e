import DatasafeCore
import DatasafeTexts
import Testing

@testable import Console

@Suite struct ConsolePictureTests {
    private func text(_ sight: ConsoleSight) -> [String] {
        ConsolePicture(sight).rows.map { row in
            String(row.text.reversed().drop { $0 == " " }.reversed())
        }
    }

    @Test(arguments: Sights.all.map(\.name))
    func `each screen is as it was accepted`(name: String) throws {
        let sight = try #require(Sights.all.first { $0.name == name }).sight
        let rows = text(sight)
        let golden = try #require(GoldenScreens.all[name])
        #expect(rows.count == ConsolePicture.height)
        for (row, expected) in zip(rows, golden.split(separator: "\n", omittingEmptySubsequences: false)) {
            #expect(row == expected)
        }
    }

    /// What storage may say of a stick, a disk or a volume.
    private static let refusals = AdviceBook.chapters.flatMap { $0 }.map(\.code).filter { code in
        ["KEY-", "MEM-", "VOL-"].contains { code.hasPrefix($0) }
    }

    @Test(arguments: refusals)
    func `every refusal fits on the screen with nothing left open`(code: String) {
        for state in [StorageState.locked, .failed] {
            let sight = Sights.sight(state) { fact in
                fact.refusal = Refusal(code: code, subject: "1")
                fact.reason = Refusal(code: code, subject: "1")
            }
            let rows = text(sight)
            #expect(rows.count == ConsolePicture.height)
            #expect(rows.allSatisfy { $0.count <= 80 && !$0.contains("{") })
            #expect(rows[2].contains(code))
            #expect(rows[23].hasPrefix("───") && rows[24].contains("20:31"))
        }
    }

    @Test func `nothing a disk or a service says can leave its place`() {
        let evil = "\u{1b}[2J\u{7}\r\n😀" + String(repeating: "x", count: 500)
        var sight = Sights.sight(.locked) { fact in
            fact.refusal = Refusal(code: evil, subject: evil)
            fact.box = evil
        }
        var web = WebFact()
        web.addresses = [evil, evil, evil]
        web.fingerprint = evil
        sight.web = Sights.fresh(web)
        var setup = SetupFact()
        setup.code = evil
        sight.setup = Sights.fresh(setup)
        var monitor = MonitorFact()
        monitor.checks = (0..<200).map { _ in
            CheckFact(id: evil, state: 2, value: .nan, since: Sights.now, reason: evil)
        }
        sight.monitor = Sights.fresh(monitor)
        sight.version = evil
        let picture = ConsolePicture(sight)
        #expect(picture.rows.count == ConsolePicture.height)
        let allowed = Set("äöüÄÖÜß─")
        for row in picture.rows {
            #expect(row.text.count <= ConsolePicture.columns)
            #expect(row.text.allSatisfy { (" "..."~").contains($0) || allowed.contains($0) }, "\(row.text)")
        }
    }

    @Test func `in the evening the screen asks for a disk`() {
        var sight = Sights.ready
        var backup = BackupFact()
        backup.disks = [BackupTargetFact(number: 12, state: "away"), BackupTargetFact(number: 2, state: "away")]
        backup.disks[1].lastSuccess = Instant("2026-03-01T20:14:00Z")
        func asks(_ seconds: Int64) -> Bool {
            backup.nextRun = Sights.now.adding(seconds: seconds)
            sight.backup = Sights.fresh(backup)
            let rows = text(sight)
            #expect(rows.allSatisfy { $0.count <= 80 })
            return rows.contains { $0.contains("bitte Platte 12 anstecken") && $0.contains("plug in disk 12") }
        }
        #expect(asks(3_600) && !asks(5 * 3_600))
        backup.disks[1].state = "attached"
        #expect(!asks(3_600))
    }

    @Test func `the code stands there only while the box is being set up`() {
        var sight = Sights.new
        #expect(text(sight).contains { $0.contains("481 516") })
        var setup = SetupFact()
        setup.code = "481516"
        setup.step = .done
        sight.setup = Sights.fresh(setup)
        #expect(!text(sight).contains { $0.contains("481") })
        var old = Sights.locked
        old.setup = .missing
        #expect(!text(old).contains { $0.contains("Code:") })
    }
}

@Suite struct ConsoleStateTests {
    private struct Case: Sendable {
        var sight: ConsoleSight
        var state: String
        var code = ""
    }

    private static let setUp: FactReading<SetupFact> = {
        var setup = SetupFact()
        setup.step = .paper
        return Sights.fresh(setup)
    }()

    private static func with(_ sight: ConsoleSight, _ change: (inout ConsoleSight) -> Void) -> ConsoleSight {
        var sight = sight
        change(&sight)
        return sight
    }

    private static let cases: [Case] = [
        Case(sight: Sights.starting, state: "start"),
        Case(sight: with(Sights.starting) { $0.uptime = 301 }, state: "fault", code: "SVC-DOWN"),
        Case(sight: with(Sights.locked) { $0.storage = .unreadable("x") }, state: "fault", code: "SVC-DOWN"),
        Case(sight: Sights.sight(.starting), state: "start"),
        Case(sight: Sights.sight(.unsetUp), state: "set-up"),
        Case(sight: Sights.new, state: "set-up", code: "code"),
        Case(sight: Sights.settingUp, state: "set-up", code: "keys"),
        Case(sight: with(Sights.pullKey) { $0.setup = setUp }, state: "set-up", code: "paper"),
        // A power cut in the set-up: the box is locked, and that is what the person must hear.
        Case(sight: with(Sights.locked) { $0.setup = setUp }, state: "locked"),
        Case(sight: Sights.locked, state: "locked"),
        Case(sight: Sights.keyBad, state: "key-bad", code: "KEY-OTHER-BOX"),
        Case(sight: Sights.unlocking, state: "unlocking"),
        Case(sight: Sights.pullKey, state: "pull-key"),
        Case(sight: Sights.ready, state: "ready"),
        Case(sight: Sights.degraded, state: "degraded", code: "MEM-MISSING"),
        Case(sight: with(Sights.ready, Sights.readOnly), state: "shut", code: "VOL-READ-ONLY"),
        Case(sight: with(Sights.degraded, Sights.full), state: "shut", code: "VOL-FULL"),
        Case(sight: Sights.fault, state: "fault", code: "MEM-SPLIT"),
        Case(sight: Sights.retiring, state: "retired", code: "BOX-RETIRED"),
    ]

    @Test(arguments: cases)
    private func `each sight is one state`(given: Case) {
        let (state, code) = ConsoleState.of(given.sight)
        #expect(state.rawValue == given.state && code == given.code)
    }

    @Test func `every state is reached`() {
        #expect(Set(Self.cases.map(\.state)) == Set(ConsoleState.allCases.map(\.rawValue)))
    }
}

@Suite struct PainterTests {
    private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `a screen is painted whole once, then only what changed`() {
        var painter = TerminalPainter()
        let first = string(painter.paint(ConsolePicture(Sights.locked), whole: false))
        #expect(first.contains("\u{1b}[2J") && first.contains("\u{1b}[?25l") && first.contains("\u{1b}[25;1H"))
        #expect(painter.paint(ConsolePicture(Sights.locked), whole: false).isEmpty)
        var later = Sights.locked
        later.now = later.now.adding(seconds: 60)
        let clock = string(painter.paint(ConsolePicture(later), whole: false))
        #expect(clock.contains("\u{1b}[25;1H") && !clock.contains("\u{1b}[3;1H") && clock.contains("20:32"))
        let whole = string(painter.paint(ConsolePicture(later), whole: true))
        #expect(whole.contains("\u{1b}[1;1H") && !whole.contains("\u{1b}[2J"))
        painter.forget()
        #expect(string(painter.paint(ConsolePicture(later), whole: false)).contains("\u{1b}[2J"))
    }

    @Test func `the last cell stays empty, so that nothing scrolls`() throws {
        var painter = TerminalPainter()
        let bytes = string(painter.paint(ConsolePicture(Sights.locked), whole: false))
        let last = try #require(bytes.firstRange(of: "\u{1b}[25;1H")).upperBound
        let cells = bytes[last...].split(separator: "\u{1b}").first { $0.hasPrefix("[0;36m") }
        #expect(cells?.dropFirst(6).count == 79)
    }

    @Test func `the picture stands in the middle of a larger screen, in the corner of a smaller one`() {
        var painter = TerminalPainter()
        painter.fit(columns: 120, rows: 33)
        let first = string(painter.paint(ConsolePicture(Sights.locked), whole: false))
        #expect(first.contains("\u{1b}[5;21H") && first.contains("\u{1b}[29;21H") && !first.contains("\u{1b}[1;1H"))
        painter.fit(columns: 120, rows: 33)
        #expect(painter.paint(ConsolePicture(Sights.locked), whole: false).isEmpty)
        painter.fit(columns: 64, rows: 24)
        let moved = string(painter.paint(ConsolePicture(Sights.locked), whole: false))
        #expect(moved.contains("\u{1b}[2J") && moved.contains("\u{1b}[1;1H"))
    }

    @Test func `a serial line hears what changed and not the clock`() {
        var painter = LinePainter()
        let first = string(painter.paint(ConsolePicture(Sights.locked), whole: false))
        #expect(first.contains("  GESPERRT   LOCKED") && first.hasSuffix("\r\n") && !first.contains("\u{1b}"))
        var later = Sights.locked
        later.now = later.now.adding(seconds: 60)
        #expect(painter.paint(ConsolePicture(later), whole: false).isEmpty)
        let open = string(painter.paint(ConsolePicture(Sights.pullKey), whole: false))
        #expect(open.contains("Bitte Schlüssel jetzt abziehen") && !open.contains("Zertifikat"))
        #expect(string(painter.paint(ConsolePicture(Sights.pullKey), whole: true)).contains("Zertifikat"))
    }

    @Test(arguments: [
        ("„Platten“ – gut…", "\"Platten\" - gut..."), ("a\tb\u{1b}c", "a b c"), ("Größe", "Größe"), ("数", "?"),
        ("", ""),
    ])
    func `only what the built-in font has is shown`(text: String, shown: String) {
        #expect(PictureRow.showable(text) == shown)
    }

    @Test(arguments: [
        ("eins zwei drei", 9, 2, ["eins zwei", "drei"]), ("eins zwei drei vier", 9, 2, ["eins zwei", "drei vier"]),
        ("eins zwei drei vier fünf", 9, 2, ["eins zwei", "drei v..."]), ("", 9, 2, [""]),
        ("Donaudampfschiff", 9, 2, ["Donaud..."]),
    ])
    func `long sentences break between words`(text: String, width: Int, rows: Int, lines: [String]) {
        #expect(PictureRow.wrapped(text, to: width, rows: rows) == lines)
    }
}
