/// What `restic check --json` found. 0.18 writes messages, 0.14 text.
public struct CheckReport: Sendable, Equatable {
    /// Errors counted or named; 0 = nothing wrong was found.
    public var errors = 0
    /// Packs with wrong bytes, 64 hex digits, each once, ordered.
    public var brokenPacks: [String] = []
    /// Packs that an index names and that are not there.
    public var missingPacks: [String] = []

    public init() {}

    private static let mostPacks = 100_000

    /// Takes one line of standard output or standard error.
    public mutating func take(line: String) {
        struct Message: Decodable {
            var message_type: String
            var message: String?
            var num_errors: Int?
            var broken_packs: [String]?
        }
        if line.first == "{", let message = try? EngineLine.decode(Message.self, line) {
            switch message.message_type {
            case "error": takeText(message.message ?? "")
            case "summary":
                errors = max(errors, message.num_errors ?? 0)
                (message.broken_packs ?? []).forEach { add($0) }
            default: break
            }
        } else {
            takeText(line)
        }
    }

    /// What an interrupted run leaves behind and the next thinning out takes away: packs are named, nothing is wrong.
    private static let harmless = ["not referenced in any index", "contained in several indexes"]

    private mutating func takeText(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        for line in lines where !Self.harmless.contains(where: { line.contains($0) }) { takeLine(line) }
    }

    private mutating func takeLine(_ text: Substring) {
        let words = text.split(whereSeparator: { " ,:[]\n".contains($0) }).map(String.init)
        // "Pack ID does not match, want <id>, got <id>" of 0.14, "pack <id> contains 2 errors" of both.
        for (before, word) in zip(words, words.dropFirst()) where ["want", "pack", "packs"].contains(before) {
            if EngineID.isFull(word) {
                // "pack <id>: does not exist"
                if text.contains("does not exist") { Self.add(word, to: &missingPacks) } else { add(word) }
                errors = max(errors, brokenPacks.count + missingPacks.count)
            }
        }
    }

    private mutating func add(_ pack: String) { Self.add(pack, to: &brokenPacks) }

    private static func add(_ pack: String, to packs: inout [String]) {
        guard EngineID.isFull(pack), !packs.contains(pack), packs.count < mostPacks else { return }
        packs.append(pack)
        packs.sort()
    }
}
