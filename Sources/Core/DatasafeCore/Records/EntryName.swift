/// The name of a document or folder: 1 to 200 characters, one line, composed (NFC for Latin letters), no blanks around it.
///
/// A name is a label: what a document *is* says its content address. So almost everything is allowed; not allowed is what
/// would lie to a reader or break a line: control characters, line and paragraph separators, marks that turn the writing
/// direction ("gpj.exe" shown as "exe.jpg"), the slash, and the two names `.` and `..`.
public struct EntryName: Hashable, Sendable {
    /// Characters at most.
    public static let maximum = 200
    /// Bytes of UTF-8 at most, for people with many combining marks.
    public static let maximumBytes = 800

    public let text: String

    /// nil when `raw` cannot be a name.
    public init?(_ raw: String) {
        guard raw.utf8.count <= 4 * EntryName.maximumBytes else { return nil }
        let text = LatinLetters.composed(raw).trimmed
        guard (1...EntryName.maximum).contains(text.count), text.utf8.count <= EntryName.maximumBytes,
            text != ".", text != "..", text.unicodeScalars.allSatisfy({ $0 != "/" && $0.isPlainText })
        else { return nil }
        self.text = text
    }

    /// The same name with ` (2)`, ` (3)` ... behind it, to step aside of one that is there; nil when that is too long.
    public func numbered(_ number: Int) -> EntryName? {
        number < 2 ? self : EntryName("\(text) (\(number))")
    }
}
