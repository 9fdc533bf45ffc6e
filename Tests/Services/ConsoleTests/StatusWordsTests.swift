import DatasafeCore
import DatasafeTexts
import Testing

@testable import Console

@Suite struct StatusWordsTests {
    @Test func `a degraded box in words, worst first, German and English`() {
        let german = StatusWords(Sights.degraded, language: .de)
        #expect(!german.isFine)
        #expect(german.lines[0] == "Datasafe 7f3a91c2, Version 2026.3.1, 2026-03-02 20:31")
        #expect(german.lines[1].hasPrefix("Zustand: BEREIT, SCHUTZ VERRINGERT. Platte 2"))
        #expect(german.lines.contains("Spiegelung: 1 von 2 Platten gleich, 0 dürfen noch ausfallen"))
        #expect(german.lines.contains("Meldungen: 1 gut, 1 Hinweise, 2 dringend, 0 unbekannt, 0 nicht zutreffend"))
        #expect(
            german.lines.contains {
                $0.hasPrefix("  dringend: Spiegelung: Platten, 2026-03-02 20:31. Datenplatte 2 fehlt")
                    && $0.hasSuffix("[MEM-MISSING]")
            })
        #expect(german.lines.contains("  practice: läuft nicht") && german.lines.contains("  storage: läuft"))
        let english = StatusWords(Sights.degraded, language: .en)
        #expect(english.lines[1].hasPrefix("State: READY, LESS PROTECTED. Disk 2"))
        #expect(english.lines.count == german.lines.count)
    }

    @Test func `each sight has words without open places, and only faults and urgent messages are not fine`() {
        for (name, sight) in Sights.all {
            for language in Language.allCases {
                let words = StatusWords(sight, language: language)
                #expect(words.isFine == !["degraded", "fault", "split", "retiringWaits"].contains(name), "\(name)")
                #expect(words.lines.allSatisfy { !$0.contains("{") && !$0.isEmpty }, "\(name)")
            }
        }
    }

    @Test func `a name from a disk does not steer the terminal`() {
        let sight = Sights.sight(.locked) { $0.refusal = Refusal(code: "KEY-OTHER-BOX", subject: "\u{1b}[2J\u{7}") }
        #expect(StatusWords(sight, language: .de).lines.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 } })
    }

    @Test func `the facts themselves are one JSON object with null for what is missing`() {
        let text = StatusJSON.text(Sights.locked)
        #expect(text.hasPrefix("{\"backup\":null,\"beat\":null,\"monitor\":{"))
        #expect(text.contains("\"storage\":{\"at\":\"2026-03-02T19:31:00Z\"") && text.hasSuffix("}}"))
    }
}
