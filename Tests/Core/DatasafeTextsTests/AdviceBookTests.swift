import DatasafeCore
import DatasafeTexts
import Testing

/// Every code of every chapter, one test case each.
private let everyAdvice = AdviceBook.chapters.flatMap { $0 }

@Suite struct AdviceBookTests {
    @Test(arguments: everyAdvice)
    func `each code has one sentence and one action in German and English`(advice: Advice) {
        for text in [advice.sentence, advice.action] {
            for language in Language.allCases {
                let words = text[language]
                #expect(words.hasSuffix("."), "\(advice.code): \(words)")
                #expect(words.count <= 130, "\(advice.code): \(words.count) characters")
                #expect(!words.contains("!") && !words.contains("\n"))
                #expect(!words.hasPrefix(" ") && !words.contains("  "))
            }
            #expect(text.de != text.en, "\(advice.code): not translated")
            #expect(Set(text.places(in: .de)) == Set(text.places(in: .en)), "\(advice.code): places differ")
        }
        #expect(advice.sentence != advice.action)
    }

    @Test(arguments: everyAdvice)
    func `each code is found by its string and looks like a code`(advice: Advice) {
        #expect(AdviceBook.advice(for: advice.code) == advice)
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
        #expect(advice.code.allSatisfy { allowed.contains($0) } && advice.code.contains("-"))
    }

    @Test func `no code stands in two chapters`() {
        let codes = everyAdvice.map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test func `the sentences of one chapter differ from each other`() {
        for chapter in AdviceBook.chapters {
            #expect(Set(chapter.map(\.sentence)).count == chapter.count, "\(chapter.first?.code ?? "")")
        }
    }

    @Test func `the storage chapters are complete`() {
        let found = Set(everyAdvice.map(\.code))
        #expect(KeyRefusal.allCases.count == 15)
        for code in KeyRefusal.allCases.map(\.code) + VolumeCode.allCases.map(\.code) { #expect(found.contains(code)) }
        for code in MemberCode.allCases.map(\.code) + SmartCode.allCases.map(\.code) { #expect(found.contains(code)) }
    }

    @Test func `an unknown code is never silent`() {
        #expect(AdviceBook.advice(for: "XXX-NEW") == nil)
        #expect(AdviceBook.adviceOrPlain(for: "XXX-NEW").sentence.de.contains("XXX-NEW"))
        #expect(AdviceBook.adviceOrPlain(for: "KEY-ROLE") == KeyRefusal.role.advice)
    }
}

@Suite struct TextTests {
    @Test(arguments: [
        ("Platte {disk} ist {state}.", ["disk": "2", "state": "gut"], "Platte 2 ist gut."),
        ("Platte {disk}.", [:], "Platte {disk}."),
        ("{a}{a}", ["a": "x"], "xx"),
        ("{a}", ["a": "{b}", "b": "never"], "{b}"),
        ("offen { bleibt", ["a": "x"], "offen { bleibt"),
        ("", ["a": "x"], ""),
    ])
    func `places are filled once and values are not searched`(text: String, values: [String: String], result: String) {
        #expect(Text(de: text, en: text).filling(values)[.de] == result)
        #expect(Text(de: text, en: text).filling(values)[.en] == result)
    }

    @Test func `a key refusal names the stick by its number`() {
        let advice = KeyRefusal.oneCopy.advice.filling(["number": "2"])
        #expect(advice.sentence.de == "Schlüsselstick 2 ist beschädigt, funktioniert aber noch.")
        #expect(advice.code == "KEY-ONE-COPY")
    }
}
