import DatasafeTexts
import Testing

/// A code never reaches a person without a sentence and an action.
enum Codes {
    /// Literals that look like a code.
    static func of(_ text: SwiftText) -> [String] {
        text.literals.filter { $0.wholeMatch(of: #/[A-Z]{2,7}-[A-Z][A-Z0-9-]*/#) != nil }
    }

    /// What is wrong with the codes of one file.
    static func complaints(path: String, text: SwiftText, isKnown: (String) -> Bool) -> [String] {
        // There, capitals are words for people.
        guard !path.hasPrefix("Sources/Core/DatasafeTexts/") else { return [] }
        return of(text).filter { !isKnown($0) }.map { "\(path): \($0) has no advice" }
    }
}

@Suite struct TextTests {
    @Test(arguments: [
        ("throw Refusal(code: \"SET-NEW\")", ["SET-NEW"]), ("case a = \"SMART-304\"", []),
        ("case a = \"SMART-A3\"", ["SMART-A3"]), ("// \"KEY-OLD\"", []), ("\"text with KEY-OLD\"", []),
        ("\"VOL-\"", []), ("\"A-B\"", []), ("f(\"MEM-A-B\", \"x\", \"BAK-C\")", ["MEM-A-B", "BAK-C"]),
    ])
    func `codes are found`(text: String, codes: [String]) {
        #expect(Codes.of(SwiftText(text)) == codes)
        let complaints = Codes.complaints(path: "Sources/a.swift", text: SwiftText(text)) { $0 == "BAK-C" }
        #expect(complaints.count == codes.filter { $0 != "BAK-C" }.count)
    }

    @Test func `every code in the sources has its advice`() {
        #expect(Repository.sources.flatMap { Codes.of($0.text) }.count > 150)
        expectNone(
            Repository.sources.flatMap { file, text in
                Codes.complaints(path: file.path, text: text) { AdviceBook.advice(for: $0) != nil }
            })
    }
}
