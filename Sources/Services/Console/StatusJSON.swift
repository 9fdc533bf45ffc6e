import DatasafeCore
import FoundationEssentials

/// What `datasafe status --json` prints: every fact with its envelope as it was read, null for a service without one.
public enum StatusJSON {
    /// One JSON object, keys sorted.
    public static func text(_ sight: ConsoleSight) -> String {
        let parts = [
            "backup": json(sight.backup), "beat": json(sight.beat), "monitor": json(sight.monitor),
            "practice": json(sight.practice), "setup": json(sight.setup), "storage": json(sight.storage),
            "web": json(sight.web),
        ]
        return "{" + parts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
    }

    private static func json<Content: Fact>(_ reading: FactReading<Content>) -> String {
        let envelope: FactEnvelope<Content>
        switch reading {
        case .fresh(let read), .stale(let read, _): envelope = read
        case .missing, .unreadable: return "null"
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(envelope) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }
}
