public import DatasafeCore

/// The verdict on one disk as `datasafe disk judge` says it, in one language.
public struct SmartLines: Sendable {
    /// For a terminal: the verdict, then per reason what was measured, what is so, what it means, what to do.
    public let lines: [String]
    /// For scripts, one string per reason: the stable code, a colon, what was measured, what is so.
    public let reasons: [String]

    /// - Parameters:
    ///   - name: of the file.
    ///   - model, serial: as the disk says, nil if it does not.
    public init(
        name: String, model: String?, serial: String?, verdict: Judgement, reasons: [SmartReason], language: Language
    ) {
        let plate = [model, serial].compactMap { $0 }.joined(separator: ", ")
        let head = "\(Self.plain(name)): \(verdict.verdict)\(plate.isEmpty ? "" : "  (\(Self.plain(plate)))")"
        let disk = model.map(Self.plain) ?? Text.thisDisk[language]
        lines =
            [head]
            + reasons.flatMap { reason in
                let advice = reason.advice(disk: disk)
                return [
                    "  \(reason.code.code)\(reason.measured.map { "  \($0[language])" } ?? "")",
                    "    \(advice.sentence[language])",
                    "    \(Text.smartMeans[language]): \(reason.code.meaning[language])",
                    "    \(Text.smartDo[language]): \(advice.action[language])",
                ]
            }
        self.reasons = reasons.map { reason in
            let measured = reason.measured.map { "\($0[language]). " } ?? ""
            return "\(reason.code.code): \(measured)\(reason.advice(disk: disk).sentence[language])"
        }
    }

    /// A name from a disk or a folder must not steer a terminal.
    public static func plain(_ text: String) -> String {
        let shown = text.unicodeScalars.map { scalar -> Character in
            scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? "?" : Character(scalar)
        }
        return String(shown)
    }
}

extension Text {
    static let thisDisk = Text(de: "(ohne Namen)", en: "(no name)")
    static let smartMeans = Text(de: "Bedeutet", en: "Means")
    static let smartDo = Text(de: "Zu tun", en: "To do")
}
