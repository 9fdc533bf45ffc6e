import DatasafeCore
import DatasafeTexts
import Testing

@Suite struct CheckTextsTests {
    @Test(arguments: CheckKind.allCases)
    func `each check has a title in both languages`(kind: CheckKind) {
        for language in Language.allCases {
            let title = kind.title[language]
            #expect(!title.isEmpty && title.count <= 40 && !title.hasSuffix("."))
        }
    }

    @Test func `no two checks have the same title`() {
        #expect(Set(CheckKind.allCases.map(\.title)).count == CheckKind.allCases.count)
    }

    @Test(arguments: AdviceBook.chapters.flatMap { $0 }.map(\.code))
    func `no place stays open when a fact's reason is shown`(code: String) throws {
        let fact = CheckFact(id: "disk.smart:d2", state: 1, value: 3, since: Instant(seconds: 0), reason: code)
        let advice = try #require(fact.advice)
        // Codes of keys, volumes, users and documents never stand in a check; their places are filled elsewhere.
        let elsewhere = ["KEY-", "VOL-", "SET-", "USR-", "DOC-"].contains { code.hasPrefix($0) }
        guard !elsewhere || code == CheckReason.keyLeftPlugged.code else { return }
        for text in [advice.sentence, advice.action] { #expect(!text.de.contains("{") && !text.en.contains("{")) }
    }

    @Test(arguments: [
        ("disk.smart:d2", 3.0, "SMART-REALLOCATED", "Platte 2 hat defekte Stellen durch Reserve ersetzt, bisher 3."),
        ("raid.members", 2, "MEM-MISSING", "Datenplatte 2 fehlt, die Datasafe arbeitet mit den übrigen Platten."),
        ("backup.verify:7", 9, "BACKUP-VERIFY-OLD", "Backup-Platte 7 ist seit 9 Tagen nicht ganz gelesen worden."),
        ("net.errors", 1.25, "NET-ERRORS", "1,3 % der Datenpakete im Netz sind fehlerhaft."),
        ("fs.used:data", 95, "FS-FULL", "Der Speicher ist mit 95 % fast ganz voll."),
    ])
    func `a reason is told with its disk and value`(id: String, value: Double, reason: String, sentence: String) {
        let fact = CheckFact(id: id, state: 1, value: value, since: Instant(seconds: 0), reason: reason)
        #expect(fact.advice?.sentence.de == sentence)
    }

    @Test(arguments: [
        ("disk.smart:d2", "Zustand der Festplatte (Platte 2)"), ("fs.used:var", "Speicherplatz (System)"),
        ("raid.members", "Spiegelung: Platten"), ("cert:web", "Zertifikat (Webseite)"), ("new.check:x", "new.check:x"),
    ])
    func `a check is named with its place`(id: String, title: String) {
        #expect(CheckFact(id: id, state: 0, value: nil, since: Instant(seconds: 0), reason: "").title.de == title)
    }

    @Test func `a check without a reason says nothing`() {
        #expect(CheckFact(id: "load15", state: 0, value: 1, since: Instant(seconds: 0), reason: "").advice == nil)
    }
}
