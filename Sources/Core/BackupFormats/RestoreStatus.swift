/// One status line of `restic restore --json` (from 0.16 on; 0.14 writes text, which is no status).
public struct RestoreStatus: Sendable, Equatable {
    public var files: Int64
    public var filesRestored: Int64
    public var bytes: Int64
    public var bytesRestored: Int64

    /// nil for any other line.
    public init?(line: String) {
        struct Fields: Decodable {
            var total_files: Int64?
            var files_restored: Int64?
            var total_bytes: Int64?
            var bytes_restored: Int64?
        }
        guard EngineLine.kind(line) == "status", let fields = try? EngineLine.decode(Fields.self, line) else {
            return nil
        }
        files = max(0, fields.total_files ?? 0)
        filesRestored = max(0, fields.files_restored ?? 0)
        bytes = max(0, fields.total_bytes ?? 0)
        bytesRestored = max(0, fields.bytes_restored ?? 0)
    }
}
