/// A login name: 2 to 32 of a-z, 0-9, dot, hyphen and underscore, beginning with a letter; upper case is read as lower,
/// blanks around it are dropped. ASCII only: a name that looks like another one must be another one.
public struct UserName: Hashable, Sendable {
    public let text: String

    /// nil when `raw` is no login name.
    public init?(_ raw: String) {
        let folded = raw.lowercased().utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
        let bytes = Array(folded)
        guard (2...32).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first),
            bytes.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
            })
        else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }
}
