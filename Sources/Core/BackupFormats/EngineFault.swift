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
    case readOnly
    case inputOutput
    /// Wrong bytes in the repository.
    case damaged
    case other

    /// nil = no fault.
    public init?(exitCode: Int32?, words: String) {
        guard exitCode != 0 else { return nil }
        let words = words.utf8.count > 65_536 ? String(words.suffix(65_536)) : words
        switch exitCode {
        case 3: self = .sourceUnreadable
        case 10: self = .noRepository
        case 11: self = .locked
        case 12: self = .wrongPassword
        default: self = EngineFault.spoken(words.lowercased())
        }
    }

    /// Words of the engine after which it would try for a quarter of an hour what cannot succeed.
    public static let hopeless = ["507 Insufficient Storage", "413 Request Entity Too Large"]

    private static func spoken(_ words: String) -> EngineFault {
        let table: [(part: String, fault: EngineFault)] = [
            ("no space left on device", .diskFull), ("507 insufficient storage", .quota),
            ("413 request entity too large", .quota), ("unexpected eof", .lineBroken),
            ("connection reset", .lineBroken), ("broken pipe", .lineBroken), ("connection refused", .lineBroken),
            ("dial unix", .lineBroken), ("read-only file system", .readOnly),
            ("input/output error", .inputOutput), ("no such device", .inputOutput),
            ("transport endpoint", .inputOutput), ("structure needs cleaning", .inputOutput),
            ("wrong password or no key found", .wrongPassword), ("already locked", .locked),
            ("is there a repository at the following location", .noRepository),
            ("repository contains errors", .damaged), ("ciphertext verification failed", .damaged),
            ("does not match", .damaged), ("invalid data returned", .damaged), ("config or key", .damaged),
        ]
        return table.first { words.contains($0.part) }?.fault ?? .other
    }
}
