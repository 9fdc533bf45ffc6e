/// One row of the screen.
public struct PictureRow: Sendable, Equatable {
    /// How a row looks where there are colours.
    public enum Style: Sendable { case plain, title, strong, dim, good, busy, warn, bad }

    /// At most 80 characters the box's own screen can show.
    public var text: String
    public var style: Style

    init(_ text: String = "", _ style: Style = .plain) {
        self.text = Self.cut(Self.showable(text), to: 80)
        self.style = style
    }

    /// Only what the kernel's built-in font has: ASCII, German letters, a line. Typographic signs get a plain twin; control
    /// characters, which a disk may carry in its name, become blanks.
    static func showable(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case " "..."~", "ä", "ö", "ü", "Ä", "Ö", "Ü", "ß", "─": result.append(character)
            case "„", "“", "”", "«", "»": result.append("\"")
            case "‚", "‘", "’": result.append("'")
            case "–", "—", "‑": result.append("-")
            case "…": result += "..."
            default: result.append(character.isWhitespace || character.isNewline || isControl(character) ? " " : "?")
            }
        }
        return result
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) }
    }

    /// The first `length` characters; a cut is seen.
    static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : String(text.prefix(length - 3)) + "..."
    }

    /// The text broken between words into at most `rows` lines of `length` characters.
    static func wrapped(_ text: String, to length: Int, rows: Int) -> [String] {
        var lines: [String] = [""]
        for word in showable(text).split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= length {
                lines[lines.count - 1] = "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        guard lines.count > rows else { return lines.map { cut($0, to: length) } }
        return lines.prefix(rows - 1).map { cut($0, to: length) }
            + [cut(lines[(rows - 1)...].joined(separator: " "), to: length)]
    }
}
