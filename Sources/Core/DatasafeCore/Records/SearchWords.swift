/// What a person types into the search field, as an FTS5 query; and what the index keeps for it.
///
/// Each word has to occur, at the beginning of a word of the name. Umlauts are found both ways: "Müller", "Mueller" and
/// "muller" find Müller, and "Müller" finds Mueller.
public struct SearchWords: Sendable, Equatable {
    /// Words at most; the rest is left out.
    public static let maximum = 8

    /// Lower case, letters and digits only, 1...8.
    public let words: [String]

    /// nil when nothing to search for was typed.
    public init?(_ typed: String) {
        let composed = LatinLetters.composed(String(typed.prefix(400))).lowercased()
        let split = composed.split { !($0.isLetter || $0.isNumber) }
        words = split.prefix(SearchWords.maximum).map { String($0.prefix(40)) }
        if words.isEmpty { return nil }
    }

    /// The MATCH expression: `("müller"* OR "mueller"*) AND ("bef"*)`. The words hold no quotes and no operators.
    public var match: String {
        words.map { word in
            let german = LatinLetters.german(word)
            return german == word ? "(\"\(word)\"*)" : "(\"\(word)\"* OR \"\(german)\"*)"
        }.joined(separator: " AND ")
    }

    /// The second column of the index: the name as written without umlauts, empty when that is the same.
    public static func german(_ name: EntryName) -> String {
        let lowered = name.text.lowercased()
        let german = LatinLetters.german(lowered)
        return german == lowered ? "" : german
    }
}
