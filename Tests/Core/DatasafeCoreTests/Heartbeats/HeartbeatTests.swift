import DatasafeCore
import Testing

struct HeartbeatTests {
    static let at = Instant(seconds: 1_795_000_000)

    static func sample() -> Heartbeat {
        Heartbeat(
            kind: .full, software: "2026.11.1", phase: .openDegraded, device: "0f8fad5b-d9cb-469f-a165-70867728950e",
            boot: "0badcafe", seq: 812, at: at, uptime: 7200, offset: -12,
            inventory: BeatInventory(disks: 2, members: 2, backups: 3),
            checks: [
                BeatCheck(id: "raid.members", state: 2, value: 1, since: at, reason: "RAID-NO-COPY"),
                BeatCheck(id: "disk.temp:d1", state: 0, value: 38.25, since: at, reason: ""),
                BeatCheck(id: "backup.verify:2", state: -1, value: nil, since: at, reason: "CHK-LOCKED"),
            ],
            events: [
                BeatEvent(
                    number: 7, kind: .raise, id: "raid.members", state: 2, value: 1, reason: "RAID-NO-COPY", at: at),
                BeatEvent(number: 8, kind: .restart, id: "", state: 0, value: nil, reason: "", at: at),
            ], audit: BeatAudit(lines: 90, head: String(repeating: "ab", count: 32)))
    }

    static func text(_ beat: Heartbeat) throws -> String { String(decoding: try beat.written(), as: UTF8.self) }

    @Test func `what is written reads back`() throws {
        let reading = try HeartbeatReading(Self.sample().written())
        #expect(reading.beat == Self.sample())
        #expect(reading.dropped == 0)
    }

    @Test func `is written in one way only`() throws {
        let beat = Heartbeat(
            kind: .delta, software: "2026.11.1", phase: .locked, device: Self.sample().device, boot: "0badcafe", seq: 3,
            at: Self.at, uptime: 60,
            checks: [BeatCheck(id: "fs.used:data", state: 1, value: 85.5, since: Self.at, reason: "FS-FILLING")])
        #expect(
            try Self.text(beat) == """
                {"v":1,"k":"delta","sw":"2026.11.1","ph":"locked","dev":"0f8fad5b-d9cb-469f-a165-70867728950e",\
                "boot":"0badcafe","seq":3,"ts":"2026-11-18T11:06:40Z","up":60,\
                "checks":[{"i":"fs.used:data","s":1,"v":85.5,"t":"2026-11-18T11:06:40Z","r":"FS-FILLING"}]}
                """)
    }

    @Test func `a beat of all checks is small`() throws {
        var beat = Self.sample()
        beat.events = []
        beat.checks = CheckKind.allCases.prefix(43).map {
            BeatCheck(id: $0.rawValue, state: 0, value: 12.5, since: Self.at, reason: "")
        }
        let bytes = try beat.written()
        #expect(bytes.count < 3600)
        #expect(Deflate.gzip(bytes).count < 1200)
        beat.kind = .delta
        beat.checks = Array(beat.checks.prefix(1))
        beat.inventory = nil
        beat.audit = nil
        #expect(try beat.written().count < 300)
    }

    static let refused: [(String, String, HeartbeatError)] = [
        ("\"up\":7200", "\"up\":7200,\"host\":\"praxis\"", HeartbeatError(.unknownField)),
        ("\"s\":2,", "\"s\":2,\"n\":\"x\",", HeartbeatError(.unknownField, "checks")),
        ("\"d\":2,", "\"d\":2,\"x\":1,", HeartbeatError(.unknownField, "inv")),
        ("\"seq\":812,", "", HeartbeatError(.missingField, "seq")),
        ("\"seq\":812", "\"seq\":0", HeartbeatError(.badValue, "seq")),
        ("\"seq\":812", "\"seq\":\"812\"", HeartbeatError(.badValue, "seq")),
        ("\"seq\":812", "\"seq\":8.5", HeartbeatError(.badValue, "seq")),
        ("\"seq\":812", "\"seq\":812,\"seq\":813", HeartbeatError(.syntax)),
        ("\"seq\":812", "\"seq\":99999999999999999999", HeartbeatError(.badValue, "seq")),
        ("\"boot\":\"0badcafe\"", "\"boot\":\"0BADCAFE\"", HeartbeatError(.badValue, "boot")),
        ("\"boot\":\"0badcafe\"", "\"boot\":\"praxis 1\"", HeartbeatError(.badValue, "boot")),
        ("2026.11.1", "2026.11.1-mueller", HeartbeatError(.badValue, "sw")),
        ("open-degraded", "praxis", HeartbeatError(.badValue, "ph")),
        ("\"full\"", "\"praxis\"", HeartbeatError(.badValue, "k")),
        ("0f8fad5b-d9cb", "praxis-mueller-d9cb", HeartbeatError(.badValue, "dev")),
        ("\"s\":2,\"v\":1,\"t\"", "\"s\":4,\"v\":1,\"t\"", HeartbeatError(.badValue, "checks.s")),
        ("\"v\":38.25", "\"v\":\"warm\"", HeartbeatError(.badValue, "checks.v")),
        ("\"v\":38.25", "\"v\":1e999", HeartbeatError(.badValue, "checks.v")),
        ("\"ts\":\"2026-11-18T11:06:40Z\"", "\"ts\":\"heute\"", HeartbeatError(.badValue, "ts")),
        ("\"d\":2", "\"d\":33", HeartbeatError(.badValue, "inv.d")),
        ("\"inv\":{", "\"inv\":[{", HeartbeatError(.syntax)),
        ("\"h\":\"abab", "\"h\":\"xbab", HeartbeatError(.badValue, "aud.h")),
        ("RAID-NO-COPY", "M\u{fc}ller", HeartbeatError(.syntax)),
        ("RAID-NO-COPY", "a\\u0041", HeartbeatError(.syntax)),
        ("\"v\":1,\"k\"", "\"v\":0,\"k\"", HeartbeatError(.badValue, "v")),
    ]

    @Test(arguments: refused)
    func `refuses`(what: String, by: String, error: HeartbeatError) throws {
        let good = try Self.text(Self.sample())
        let range = try #require(good.firstRange(of: what))
        let bad = good.replacingCharacters(in: range, with: by)
        #expect(throws: error) { try HeartbeatReading(Array(bad.utf8)) }
    }

    @Test(arguments: ["", "{", "[]", "null", "{}", "{\"v\":1", "{\"v\":01}", "{\"v\":1}x", "{\"v\":-}", "{\"v\":1,}"])
    func `refuses what is no beat`(text: String) {
        #expect(throws: HeartbeatError.self) { try HeartbeatReading(Array(text.utf8)) }
    }

    @Test func `refuses too much`() throws {
        var beat = Self.sample()
        beat.checks = (0..<201).map { _ in
            BeatCheck(id: "load15", state: 0, value: nil, since: Self.at, reason: "")
        }
        #expect(throws: HeartbeatError(.tooMany, "checks")) { try beat.written() }
        let deep = String(repeating: "[", count: 70_000)
        #expect(throws: HeartbeatError(.tooLarge)) { try HeartbeatReading(Array(deep.utf8)) }
        #expect(throws: HeartbeatError(.syntax)) { try HeartbeatReading(Array(deep.utf8.prefix(60_000))) }
    }

    @Test func `a newer minor version is read without what it adds`() throws {
        var text = try Self.text(Self.sample())
        for (old, new) in [
            ("{\"v\":1,", "{\"v\":2,\"new\":{\"a\":[1]},"), ("open-degraded", "half-open"),
            ("\"s\":2,", "\"s\":2,\"q\":1,"),
        ] {
            let range = try #require(text.firstRange(of: old))
            text = text.replacingCharacters(in: range, with: new)
        }
        let reading = try HeartbeatReading(Array(text.utf8))
        #expect(reading.dropped == 2)
        #expect(reading.beat.minor == 2)
        #expect(reading.beat.phase == .unknown)
        #expect(reading.beat.checks.count == 3)
    }

    @Test func `a word outside the closed lists is never kept`() throws {
        var text = try Self.text(Self.sample())
        for (old, new) in [
            ("disk.temp:d1", "disk.temp:mueller"), ("\"RAID-NO-COPY\"", "\"PRAXIS-MUELLER\""),
            ("\"restart\"", "\"mueller\""),
        ] {
            let range = try #require(text.firstRange(of: old))
            text = text.replacingCharacters(in: range, with: new)
        }
        let reading = try HeartbeatReading(Array(text.utf8))
        #expect(reading.dropped == 3)
        #expect(reading.beat.checks.map(\.id) == ["raid.members", "backup.verify:2"])
        #expect(reading.beat.checks[0].reason == "HUB-OTHER")
        #expect(reading.beat.events.count == 1)
        #expect(!"\(reading)".lowercased().contains("mueller"))
    }

    @Test func `the writer refuses what the reader would drop`() {
        for (id, reason) in [("disk.temp:praxis", ""), ("praxis", ""), ("load15", "M\u{fc}ller"), ("load15", "HALLO")] {
            var beat = Self.sample()
            beat.checks = [BeatCheck(id: id, state: 0, value: nil, since: Self.at, reason: reason)]
            #expect(throws: HeartbeatError.self) { try beat.written() }
        }
    }

    @Test func `ten thousand mutations never trap and never pass a foreign word`() throws {
        let good = try Self.sample().written()
        var random = SystemRandomNumberGenerator()
        for _ in 0..<10_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(UInt8.random(in: 32...126, using: &random), at: at)
                default: bytes.swapAt(at, Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            guard let beat = try? HeartbeatReading(bytes).beat else { continue }
            #expect(
                beat.checks.allSatisfy { BeatWords.check($0.id) != nil && BeatWords.reason($0.reason) == $0.reason })
        }
    }
}

extension String {
    /// The text with one range replaced (Foundation's name, without Foundation).
    func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
