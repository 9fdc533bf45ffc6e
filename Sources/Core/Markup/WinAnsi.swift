/// Text in the encoding of a PDF's built-in fonts, and how wide it is in Helvetica.
///
/// Source: ISO 32000-1 annex D.2 (WinAnsiEncoding, the same as Windows-1252); Adobe's metrics of Helvetica.
public enum WinAnsi {
    /// One byte for each character; `?` for one the encoding does not have, a space for a control character.
    public static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x20...0x7E, 0xA0...0xFF: UInt8(scalar.value)
            case 0...0x1F, 0x7F...0x9F: 0x20
            default: upper[scalar] ?? UInt8(ascii: "?")
            }
        }
    }

    /// The width of a text set in Helvetica, points. Bold letters are up to a tenth wider.
    public static func width(_ text: String, size: Double) -> Double {
        bytes(text).reduce(0) { $0 + Double(thousandths($1)) } * size / 1000
    }

    /// The words of a text in lines of at most `width` points; a word wider than that is cut between letters.
    public static func lines(_ text: String, size: Double, width: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            for piece in pieces(word, size: size, width: width) {
                let longer = line.isEmpty ? piece : "\(line) \(piece)"
                if !line.isEmpty, WinAnsi.width(longer, size: size) > width {
                    lines.append(line)
                    line = piece
                } else {
                    line = longer
                }
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func pieces(_ word: Substring, size: Double, width: Double) -> [String] {
        var pieces: [String] = [""]
        for letter in word {
            let longer = pieces[pieces.count - 1] + String(letter)
            if longer.count > 1, WinAnsi.width(longer, size: size) > width {
                pieces.append(String(letter))
            } else {
                pieces[pieces.count - 1] = longer
            }
        }
        return pieces
    }

    private static func thousandths(_ byte: UInt8) -> Int {
        switch byte {
        case 0x20...0x7E: ascii[Int(byte) - 0x20]
        case 0xC0...0xC5, 0xC8...0xCB: 667
        case 0xC7, 0xD9...0xDC, 0xD1: 722
        case 0xD2...0xD6, 0xD8: 778
        case 0xDF: 611
        case 0xCC...0xCF, 0xEC...0xEF, 0x91, 0x92, 0xB7: 278
        case 0x93, 0x94, 0x84: 333
        case 0x97, 0x85: 1000
        default: 556
        }
    }

    /// From the space to the tilde.
    private static let ascii = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556,
        556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556,
        833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556,
        500,
        556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500,
        334, 260, 334, 584,
    ]

    private static let upper: [Unicode.Scalar: UInt8] = [
        "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88, "‰": 0x89, "Š": 0x8A,
        "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97,
        "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B, "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
    ]
}
