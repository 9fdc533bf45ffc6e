public import DatasafeCore
import FoundationEssentials

/// One snapshot of a repository as `restic snapshots --json` lists it.
public struct RepositorySnapshot: Sendable, Equatable {
    /// 64 hex digits; people see the first 8.
    public var id: String
    public var at: Instant
    public var host: String
    public var tags: [String]
    public var paths: [String]

    /// Files were taken out of it because the repository no longer has them: `restic repair snapshots --forget` writes it anew
    /// and names the one it stood for ("original"; restic 0.18, cmd/restic/cmd_rewrite.go). Nothing else here does.
    public var isPartial = false

    /// Bytes of a whole list, and its entries.
    public static let longestList = 32 << 20
    public static let most = 10_000

    /// Reads the list, ordered as it stands there: the oldest first.
    public static func list(_ bytes: [UInt8]) throws(BackupFormatError) -> [RepositorySnapshot] {
        guard bytes.count <= longestList else { throw BackupFormatError(.tooLong, "snapshots") }
        let fields: [Fields]
        do { fields = try JSONDecoder().decode([Fields]?.self, from: Data(bytes)) ?? [] } catch {
            throw BackupFormatError(.notThis, "snapshots")
        }
        guard fields.count <= most else { throw BackupFormatError(.tooLong, "snapshots") }
        var snapshots: [RepositorySnapshot] = []
        for field in fields {
            guard EngineID.isFull(field.id), let at = EngineTime.instant(field.time) else {
                throw BackupFormatError(.badValue, "snapshot")
            }
            snapshots.append(
                RepositorySnapshot(
                    id: field.id, at: at, host: field.hostname ?? "", tags: field.tags ?? [], paths: field.paths ?? [],
                    isPartial: field.original != nil))
        }
        return snapshots
    }

    private struct Fields: Decodable {
        var id: String
        var time: String
        var hostname: String?
        var tags: [String]?
        var paths: [String]?
        var original: String?
    }
}

/// Moments as the engine writes them: RFC 3339 with a fraction, in UTC or with an offset.
enum EngineTime {
    static func instant(_ text: String) -> Instant? {
        if let instant = Instant(text) { return instant }
        let bytes = Array(text.utf8)
        guard bytes.count > 6, let sign = bytes.dropLast(5).last, sign == 0x2B || sign == 0x2D,
            let instant = Instant(String(decoding: bytes.dropLast(6), as: UTF8.self) + "Z"),
            let hours = Int(String(decoding: bytes.suffix(5).prefix(2), as: UTF8.self)), (0...14).contains(hours),
            let minutes = Int(String(decoding: bytes.suffix(2), as: UTF8.self)), (0...59).contains(minutes)
        else { return nil }
        let ahead = Int64(hours * 3600 + minutes * 60)
        return instant.adding(seconds: sign == 0x2B ? -ahead : ahead)
    }
}
