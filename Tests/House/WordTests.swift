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
    static func parts(_ name: String) -> [String] {
        var parts: [String] = []
        var wasLower = false
        for letter in name where letter != "_" {
            if letter.isUppercase, wasLower || parts.isEmpty { parts.append("") }
            if parts.isEmpty { parts.append("") }
            parts[parts.count - 1].append(letter)
            wasLower = !letter.isUppercase
        }
        return parts
    }

    /// What is wrong with the names a Swift file makes or uses.
    static func complaints(path: String, text: SwiftText) -> [String] {
        let kinds: Set = ["class", "struct", "enum", "actor", "protocol", "typealias"]
        let types = zip(text.names, text.names.dropFirst()).filter {
            kinds.contains($0) && $1.first?.isUppercase == true
        }
        .map(\.1)
        let file = path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
        let bad = (types + [file]).filter { !banned.isDisjoint(with: parts($0)) }
            .map { "\(path): \($0) has a name that says nothing" }
        let foreign = Set(text.names).filter { name in
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
        #expect(Words.complaints(path: path, text: SwiftText(text)).count == count)
    }

    @Test func `every name says what it is, in English`() {
        expectNone(Repository.parts.flatMap { Words.complaints(path: $0.file.path, text: $0.text) })
    }
}
