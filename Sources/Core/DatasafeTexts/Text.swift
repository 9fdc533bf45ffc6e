/// One text in both languages. A place `{name}` in it is filled by `filling(_:)`; both languages have the same places.
///
/// Plain text: pages escape it, the console cuts it. Values put into it may come from a disk or a stick and are untrusted.
public struct Text: Sendable, Hashable {
    /// The German text.
    public let de: String
    /// The English text.
    public let en: String

    /// A text in both languages.
    public init(de: String, en: String) {
        self.de = de
        self.en = en
    }

    /// The text in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .de: de
        case .en: en
        }
    }

    /// The same text with each place `{name}` replaced by `values[name]`.
    ///
    /// A place without a value stays as it is, so that a forgotten one is seen; a value is never searched for places, so
    /// that a disk called "{number}" cannot play with the sentence.
    public func filling(_ values: [String: String]) -> Text {
        Text(de: Text.fill(de, values), en: Text.fill(en, values))
    }

    /// The names of the places in one language, in order of appearance.
    public func places(in language: Language) -> [String] {
        Text.pieces(self[language]).compactMap { piece in
            if case .place(let name) = piece { name } else { nil }
        }
    }

    private enum Piece {
        case words(Substring)
        case place(String)
    }

    private static func fill(_ text: String, _ values: [String: String]) -> String {
        var result = ""
        for piece in pieces(text) {
            switch piece {
            case .words(let words): result += words
            case .place(let name): result += values[name] ?? "{\(name)}"
            }
        }
        return result
    }

    private static func pieces(_ text: String) -> [Piece] {
        var result: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result.append(.words(rest[..<open]))
            result.append(.place(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        result.append(.words(rest))
        return result
    }
}
