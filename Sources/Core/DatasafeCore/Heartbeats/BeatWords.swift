/// The closed lists of words a heartbeat may carry. Both ends use them: the box sends nothing else, the hub stores
/// nothing else.
public enum BeatWords {
    /// Every code that may stand as a reason.
    public static let reasons: Set<String> = Set(
        codes(CheckReason.self) + codes(MemberCode.self) + codes(SmartCode.self) + codes(VolumeCode.self) + [other])

    /// Stands in for a reason that may not travel.
    public static let other = HubReason.other.code

    /// A reason as it may travel: itself when it is of the list, `OTHER` when it is not, empty when there is none.
    public static func reason(_ text: String) -> String {
        text.isEmpty || reasons.contains(text) ? text : other
    }

    /// A check of the catalogue with a suffix of that kind's closed list; nil for all else.
    public static func check(_ text: String) -> CheckID? {
        guard let id = CheckID(text) else { return nil }
        guard let suffix = id.suffix else { return id }
        return isSuffix(suffix, of: id.kind) ? id : nil
    }

    private static let bays: Set<String> = ["d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "sys"]
    private static let volumes: Set<String> = [
        "data", "snapshots", "secrets", "state", "system", "var", "root", "boot", "tmp", "run",
    ]
    private static let certificates: Set<String> = ["web", "hub"]

    private static func isSuffix(_ suffix: String, of kind: CheckKind) -> Bool {
        switch kind {
        case .diskSmart, .diskTemperature:
            bays.contains(suffix) || suffix.first == "b" && isDiskNumber(suffix.dropFirst())
        case .raidErrors: bays.contains(suffix) || suffix == "fs"
        case .volumeUsed, .volumeInodes, .volumeUnallocated, .volumeReadOnly: volumes.contains(suffix)
        case .certificate: certificates.contains(suffix)
        case .backupVerify, .backupDiskAge, .backupFree: isDiskNumber(suffix[...])
        default: false
        }
    }

    private static func isDiskNumber(_ text: Substring) -> Bool {
        Int(text).map { (1...99).contains($0) && String($0) == text } ?? false
    }

    private static func codes<Code: AdviceCode>(_ type: Code.Type) -> [String] { Code.allCases.map(\.code) }
}
