/// Latin letters with their marks: put together, taken apart, and written as German does without them.
///
/// Swift compares canonically equivalent characters as equal ("u" + U+0308 == "ü"); SQLite compares bytes. One table, built
/// from Swift's own comparison, brings names into one form (NFC for the Latin letters of U+00C0-024F and U+1E00-1EFF, which
/// is what keyboards of Europe type and macOS takes apart) without an ICU in the program.
enum LatinLetters {
    /// The same text with every Latin letter that has its own code point written as that code point.
    static func composed(_ text: String) -> String {
        // Most names are ASCII or composed already: only a character of several scalars is looked up.
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return text }
        var result = ""
        for character in text {
            if character.unicodeScalars.count > 1, let one = single[character] {
                result.unicodeScalars.append(one)
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// The letter below the marks: `ä` -> `a`; the character itself when it has none.
    static func base(of character: Character) -> Character { bases[character] ?? character }

    /// As written on a keyboard without umlauts: ä -> ae, ö -> oe, ü -> ue, ß -> ss. Lower case in, lower case out.
    static func german(_ lowered: String) -> String {
        var result = ""
        for character in lowered {
            switch character {
            case "ä": result += "ae"
            case "ö": result += "oe"
            case "ü": result += "ue"
            case "ß": result += "ss"
            default: result.append(character)
            }
        }
        return result
    }

    // Keys compare by canonical equivalence, so the taken-apart form finds the composed one.
    private static let single: [Character: Unicode.Scalar] = Dictionary(
        [0xC0...0x24F, 0x1E00...0x1EFF].flatMap { $0 }.compactMap { Unicode.Scalar(UInt32($0)) }
            .map { (Character($0), $0) }, uniquingKeysWith: { first, _ in first })

    private static let bases: [Character: Character] = {
        let marks = Array(0x300...0x304) + Array(0x306...0x30C) + [0x31B, 0x323, 0x326, 0x327, 0x328, 0x331]
        var bases: [Character: Character] = ["ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o"]
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            for mark in marks.compactMap({ Unicode.Scalar(UInt32($0)) }) {
                var pair = String(letter)
                pair.unicodeScalars.append(mark)
                if let character = pair.first, pair.count == 1, let one = single[character] {
                    bases[Character(one)] = letter
                }
            }
        }
        return bases
    }()
}
