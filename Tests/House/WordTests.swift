import Testing

/// Names of ours: no words that say nothing, no German.
enum Words {
    static let banned: Set = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Handler", "Impl", "Common", "Misc",
    ]

    /// German stands in string literals of DatasafeTexts only.
    static let german: Set = [
        "Praxis", "Platte", "Platten", "Schluessel", "Sicherung", "Benutzer", "Ordner", "Datei", "Dateien", "Passwort",
        "Fehler", "Freigabe", "Einrichtung", "Geraet", "Protokoll", "Rolle", "Arzt",
    ]

    /// `BackupRunFact` -> Backup, Run, Fact.
    static func parts(_ name: some StringProtocol) -> [String] {
        String(name).matches(of: #/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]/#).map { String($0.0) }
    }

    /// What is wrong with the names a Swift file makes or uses.
    static func complaints(path: String, text: String) -> [String] {
        let swift = SwiftText(text)
        let types = swift.code.matches(of: #/\b(?:class|struct|enum|actor|protocol|typealias)\s+([A-Z]\w*)/#)
            .map { String($0.1) }
        let file = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        let bad = (types + [file]).filter { !banned.isDisjoint(with: parts($0)) }
            .map { "\(path): \($0) has a name that says nothing" }
        let foreign = Set(swift.names).filter { name in
            name.contains { "äöüÄÖÜß".contains($0) }
                || !german.isDisjoint(with: parts(name).map { $0.prefix(1).uppercased() + $0.dropFirst() })
        }
        return bad + foreign.sorted().map { "\(path): \($0) is German" }
    }
}

@Suite struct WordTests {
    @Test(arguments: [
        ("a/Disk.swift", "struct Disk {}", 0), ("a/Disk.swift", "struct DiskManager {}", 1),
        ("a/Disk.swift", "enum StringUtils {}\nfinal class FrameHandler {}", 2), ("a/Helpers.swift", "", 1),
        ("a/Disk.swift", "let handler = 1 // Manager", 0), ("a/Disk.swift", "protocol Managerial {}", 0),
        ("a/Disk.swift", "typealias Misc = Int", 1), ("a/Disk.swift", "let schlüssel = \"Schlüssel\"", 1),
        ("a/Disk.swift", "let text = \"Schlüssel\" // für", 0), ("a/Disk.swift", "var praxisName = 1", 1),
        ("a/Disk.swift", "func openPlatte()", 1), ("a/Disk.swift", "let plattenBay = 2", 1),
    ])
    func `words are judged`(path: String, text: String, count: Int) {
        #expect(Words.complaints(path: path, text: text).count == count)
    }

    @Test func `every name says what it is, in English`() {
        expectNone(Repository.swift.flatMap { Words.complaints(path: $0.path, text: $0.text) })
    }
}
