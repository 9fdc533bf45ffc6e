/// What a person reads off the screen of a new box.
public struct ConsoleReading: Sendable, Equatable {
    /// The certificate's fingerprint.
    public var fingerprint: Fingerprint
    /// The six digits the set-up page asks for; nil once the box is set up.
    public var code: String?

    /// Reads the screen; nil as long as no fingerprint stands there.
    public init?(screen: [String]) {
        let text = screen.joined(separator: "\n")
        guard let fingerprint = Fingerprint(in: text) else { return nil }
        self.fingerprint = fingerprint
        code = screen.lazy.compactMap { Self.code(in: $0) }.first
    }

    /// Six digits standing alone or as "123 456", on a line that speaks of a code.
    static func code(in line: String) -> String? {
        let lower = line.lowercased()
        guard let place = lower.firstRange(of: "code") else { return nil }
        let words = lower[place.upperBound...].split { !$0.isASCII || !($0.isNumber || $0.isLetter || $0 == " ") }
            .flatMap { $0.split(separator: " ") }.map(String.init)
        for (index, word) in words.enumerated() where word.allSatisfy(\.isNumber) {
            if word.count == 6 { return word }
            if word.count == 3, index + 1 < words.count, words[index + 1].count == 3,
                words[index + 1].allSatisfy(\.isNumber)
            {
                return word + words[index + 1]
            }
        }
        return nil
    }
}
