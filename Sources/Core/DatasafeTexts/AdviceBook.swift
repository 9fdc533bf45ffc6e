import DatasafeCore

/// Every code with its texts, for readers that have only the code string (from a fact, a reply or a heartbeat).
///
/// A room adds its own chapter: an enum of codes in DatasafeCore that is an `AdviceCode`, a file `<Subject>Texts.swift`
/// here with `extension <Enum>: Advised`, and one line in `chapters`.
public enum AdviceBook {
    /// One line per enum of codes. The tests walk through all of them.
    public static let chapters: [[Advice]] = [
        chapter(KeyRefusal.self),
        chapter(KeyChangeRefusal.self),
        chapter(LockRefusal.self),
        chapter(VolumeCode.self),
        chapter(VolumeLack.self),
        chapter(MemberCode.self),
        chapter(ChangeRefusal.self),
        chapter(SmartCode.self),
        chapter(UserCode.self),
        chapter(DocumentCode.self),
        chapter(AuditCode.self),
        chapter(CheckReason.self),
        chapter(MonitorRefusal.self),
        chapter(SetupRefusal.self),
        chapter(HubRefusal.self),
        chapter(HubReason.self),
        chapter(BackupCode.self),
        chapter(WebCode.self),
        chapter(GivenFileCode.self),
    ]

    /// The advice for a code, or nil if no chapter has it.
    public static func advice(for code: String) -> Advice? { index[code] }

    /// The advice for a code, or a plain sentence with the code in it: a newer service may know codes this program does
    /// not.
    public static func adviceOrPlain(for code: String) -> Advice {
        advice(for: code)
            ?? Advice(
                code: code,
                sentence: Text(de: "Meldung \(code).", en: "Message \(code)."),
                action: Text(
                    de: "Bitte den Support anrufen und den Code nennen.",
                    en: "Please call support and name the code."))
    }

    /// The advices of one enum of codes, in the order of its cases.
    static func chapter<Code: Advised>(_ codes: Code.Type) -> [Advice] {
        codes.allCases.map(\.advice)
    }

    private static let index: [String: Advice] = Dictionary(
        chapters.joined().map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
