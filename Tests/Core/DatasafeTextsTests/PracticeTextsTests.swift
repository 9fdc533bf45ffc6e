import DatasafeCore
import DatasafeTexts
import Testing

@Suite struct PracticeTextsTests {
    @Test func `each code of the practice has its place in the book`() {
        let codes = UserCode.allCases.map(\.code) + DocumentCode.allCases.map(\.code) + AuditCode.allCases.map(\.code)
        for code in codes { #expect(AdviceBook.advice(for: code) != nil, "\(code)") }
    }

    @Test func `a lock says until when`() {
        let advice = UserCode.locked.advice.filling(["subject": "14:35"])
        #expect(advice.sentence.de.contains("14:35 Uhr"))
        #expect(advice.sentence.en.contains("until 14:35"))
    }

    @Test func `the lines of the log read differently`() {
        let texts = AuditAction.allCases.map(\.text)
        #expect(Set(texts.map(\.de)).count == texts.count)
        #expect(Set(texts.map(\.en)).count == texts.count)
        for text in texts { #expect(text.de != text.en || text.de.isEmpty) }
    }
}
