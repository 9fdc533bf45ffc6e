/// The name of a person or of a practice as it is shown: 1 to 100 characters, one line, no blanks around it.
public struct FullName: Hashable, Sendable {
    public let text: String

    /// nil when `raw` cannot be shown as a name: empty, too long, control characters, marks that turn the direction.
    public init?(_ raw: String) {
        guard raw.utf8.count <= 1600 else { return nil }
        let text = LatinLetters.composed(raw).trimmed
        guard (1...100).contains(text.count), text.utf8.count <= 400, text.unicodeScalars.allSatisfy(\.isPlainText)
        else { return nil }
        self.text = text
    }
}
