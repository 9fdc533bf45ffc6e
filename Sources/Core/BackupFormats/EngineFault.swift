/// Why the engine gave up, from its exit code and its last words. Source: restic 0.18, "Exit codes"; 0.14 has only 1, so
/// the words decide there.
public enum EngineFault: String, Sendable, Equatable, CaseIterable {
    /// A file of the source could not be read; the snapshot is not complete.
    case sourceUnreadable
    case noRepository
    case locked
    case wrongPassword
    case diskFull
    /// The server at the other end has no more room for this box.
    case quota
    /// No answer from the other end.
    case lineBroken
    /// The line broke when the other end had a file and had not said so: it refuses the same file the second time, and the
    /// engine takes that for final. Source: rest-server 0.13 (403 for what is there), restic 0.18 (403 is not tried again).
    case answerLost
    case readOnly
    case inputOutput
    /// Wrong bytes in the repository.
    case damaged
    case other

    /// nil = no fault.
    ///
    /// - Parameter overLine: the repository is at the other end of a line. Only there an end in mid-word is the line's; on a
    ///   disk it is a file that is cut short, which is damage.
    public init?(exitCode: Int32?, words: String, overLine: Bool = false) {
        guard exitCode != 0 else { return nil }
        let words = words.utf8.count > 65_536 ? String(words.suffix(65_536)) : words
        if overLine, let fault = EngineFault.ofLine(words.lowercased()) {
            self = fault
            return
        }
        switch exitCode {
        case 3: self = .sourceUnreadable
        case 10: self = .noRepository
        case 11: self = .locked
        case 12: self = .wrongPassword
        default: self = EngineFault.spoken(words.lowercased())
        }
    }

    /// Words of the engine after which it would try for a quarter of an hour what cannot succeed.
    public static let hopeless = ["507 Insufficient Storage"]

    /// The same of a server in the practice that is gone: the kernel has waited long enough before it says so.
    public static let hopelessOnShare = [
        "host is down", "no route to host", "connection timed out", "stale file handle", "input/output error",
        "no space left on device", "disk quota exceeded",
    ]

    /// What a server that is full says, and what a line that breaks makes of every verb.
    private static func ofLine(_ words: String) -> EngineFault? {
        if words.contains("507 insufficient storage") { return .quota }
        let broken = ["dial unix", "eof", "connection reset", "broken pipe", "connection refused", "context canceled"]
        guard broken.contains(where: { words.contains($0) }) else { return nil }
        return words.contains("403 forbidden") ? .answerLost : .lineBroken
    }

    private static func spoken(_ words: String) -> EngineFault {
        let table: [(part: String, fault: EngineFault)] = [
            ("no space left on device", .diskFull), ("read-only file system", .readOnly),
            ("input/output error", .inputOutput), ("no such device", .inputOutput),
            ("transport endpoint", .inputOutput), ("structure needs cleaning", .inputOutput),
            // A server of a share: full, or gone in the middle of it.
            ("disk quota exceeded", .diskFull), ("host is down", .inputOutput), ("no route to host", .inputOutput),
            ("connection timed out", .inputOutput), ("stale file handle", .inputOutput),
            ("resource temporarily unavailable", .inputOutput), ("software caused connection abort", .inputOutput),
            ("wrong password or no key found", .wrongPassword), ("already locked", .locked),
            ("is there a repository at the following location", .noRepository),
            ("repository contains errors", .damaged), ("ciphertext verification failed", .damaged),
            ("does not match", .damaged), ("invalid data returned", .damaged), ("config or key", .damaged),
        ]
        return table.first { words.contains($0.part) }?.fault ?? .other
    }
}
