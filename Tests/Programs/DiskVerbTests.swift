import DatasafeCore
import FoundationEssentials
import Spawn
import Testing

/// `datasafe disk judge` from the command line to the exit status, on reports made up here.
@Suite struct DiskVerbTests {
    private struct Judged: Codable, Equatable {
        var file: String
        var verdict: String
        var reasons: [String]
    }

    private static let good = report(reallocated: 0)
    private static let warn = report(reallocated: 3)
    private static let crit = report(reallocated: 304)
    private static let unknown = #"{"smartctl":{"exit_status":2,"messages":[]},"device":{"name":"/dev/sdx"}}"#

    private static func report(reallocated: Int) -> String {
        """
        {"smartctl":{"version":[7,4],"exit_status":0},"device":{"name":"/dev/sda","protocol":"ATA"},
        "model_name":"MODEL 1","serial_number":"S1","rotation_rate":7200,"smart_status":{"passed":true},
        "ata_smart_attributes":{"table":[{"id":5,"name":"Reallocated_Sector_Ct","value":100,"worst":100,"thresh":10,
        "when_failed":"","raw":{"value":\(reallocated),"string":"\(reallocated)"}}]}}
        """
    }

    /// Runs `body` in a folder with these files.
    private func with(_ files: [String: String], _ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/judge-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: Data(text.utf8))
        }
        try await body(folder)
    }

    private func objects(_ ended: Ended) throws -> [Judged] {
        try ended.lines.map { try JSONDecoder().decode(Judged.self, from: Data($0.utf8)) }
    }

    @Test func `one object per file in the order given, and the worst status`() async throws {
        try await with(["a": Self.good, "b": Self.warn, "c": Self.crit, "d": Self.unknown]) { folder in
            let arguments = ["disk", "judge", "--json", "d", "a", "c", "b"]
            let ended = try await BuiltProgram.datasafe(arguments, folder: folder)
            let found = try objects(ended)
            #expect(found.map(\.file) == ["d", "a", "c", "b"])
            #expect(found.map(\.verdict) == ["UNKNOWN", "OK", "CRIT", "WARN"])
            #expect(found[1].reasons == [] && found[0].reasons.first?.hasPrefix("SMART-NOT-OPENED: ") == true)
            #expect(
                found[2].reasons == [
                    "SMART-REALLOCATED: Replaced places (attribute 5): 304, urgent from 100. "
                        + "Disk MODEL 1 has replaced bad places by spare ones, 304 so far."
                ])
            #expect(ended.status == .exited(1) && ended.complaints.isEmpty)
        }
    }

    @Test func `all good is status 0`() async throws {
        try await with(["a": Self.good, "b": Self.good]) { folder in
            let ended = try await BuiltProgram.datasafe(["disk", "judge", "a", "b"], folder: folder)
            #expect(ended.status == .exited(0) && ended.lines == ["a: OK  (MODEL 1, S1)", "b: OK  (MODEL 1, S1)"])
        }
    }

    @Test(arguments: [
        ("en_GB.UTF-8", ["attribute 5", "304", "urgent from 100", "Means: The data are intact", "To do: Replace"]),
        (
            "de_DE.UTF-8",
            ["Attribut 5", "304", "dringend ab 100", "Bedeutet: Die Daten sind", "Zu tun: Die Platte heute"]
        ),
        ("C", ["Attribut 5"]),
    ])
    func `a person reads attribute, value, meaning and action`(language: String, words: [String]) async throws {
        try await with(["a": Self.crit]) { folder in
            let ended = try await BuiltProgram.datasafe(["disk", "judge", "a"], language: language, folder: folder)
            #expect(ended.lines.first == "a: CRIT  (MODEL 1, S1)" && ended.lines.count == 5)
            for word in words { #expect(ended.text.contains(word), "\(word) in \(ended.text)") }
        }
    }

    @Test func `standard input`() async throws {
        let ended = try await BuiltProgram.datasafe(
            ["disk", "judge", "--json", "-"], input: .bytes(Array(Self.warn.utf8)))
        #expect(try objects(ended).map(\.verdict) == ["WARN"])
        #expect(try objects(ended).first?.file == "-" && ended.status == .exited(1))
    }

    @Test func `a bad file is named and the others are judged`() async throws {
        try await with(["a": Self.good, "huge": String(repeating: " ", count: 4 << 20 | 1)]) { folder in
            let ended = try await BuiltProgram.datasafe(
                ["disk", "judge", "--json", "nowhere", "huge", ".", "a/b", "a"], folder: folder)
            #expect(try objects(ended).map(\.file) == ["a"] && ended.status == .exited(2))
            let complaints = ended.complaints.split(separator: "\n").map(String.init)
            let codes = ["nowhere: FILE-MISSING", "huge: FILE-TOO-LARGE", ".: FILE-UNREADABLE", "a/b: FILE-MISSING"]
            try #require(complaints.count == codes.count)
            for (complaint, code) in zip(complaints, codes) { #expect(complaint.hasPrefix(code + ": ")) }
        }
    }

    @Test func `exactly 4 MiB are taken, an endless file is not`() async throws {
        let padded = Self.good + String(repeating: " ", count: (4 << 20) - Self.good.utf8.count)
        try await with(["a": padded]) { folder in
            let ended = try await BuiltProgram.datasafe(["disk", "judge", "a"], folder: folder)
            #expect(ended.status == .exited(0))
        }
        let endless = try await BuiltProgram.datasafe(["disk", "judge", "/dev/zero"])
        #expect(endless.status == .exited(2) && endless.complaints.hasPrefix("/dev/zero: FILE-TOO-LARGE"))
    }

    @Test(arguments: ["", "{", "null", "[]", "{}", "\u{0}\u{1}", "{\"a\":", String(repeating: "[", count: 100_000)])
    func `what is no report is unknown`(text: String) async throws {
        try await with(["a": text]) { folder in
            let ended = try await BuiltProgram.datasafe(["disk", "judge", "--json", "a"], folder: folder)
            #expect(try objects(ended).map(\.verdict) == ["UNKNOWN"] && ended.status == .exited(1))
            #expect(try objects(ended).first?.reasons.first?.hasPrefix("SMART-NO-REPORT: ") == true)
        }
    }

    @Test func `names cannot steer the terminal`() async throws {
        let nasty = Self.good.replacing("MODEL 1", with: #"\u001b[2J<b>"#)
        try await with(["e\u{1b}[2Jvil": nasty]) { folder in
            let ended = try await BuiltProgram.datasafe(
                ["disk", "judge", "e\u{1b}[2Jvil", "\u{7}gone"], folder: folder)
            #expect(ended.lines.first == "e?[2Jvil: OK  (?[2J<b>, S1)")
            #expect(ended.complaints.hasPrefix("?gone: FILE-MISSING"))
        }
    }

    @Test func `help says what the objects and the exit status are`() async throws {
        let help = try await BuiltProgram.datasafe(["disk", "judge", "--help"])
        for word in ["verdict", "reasons", "UNKNOWN", "Exit status", "standard input"] {
            #expect(help.text.contains(word))
        }
        let none = try await BuiltProgram.datasafe(["disk", "judge"])
        #expect(none.status == .exited(64))
    }
}
