/// One line of `restic backup --json`. Source: restic 0.14 and 0.18, "Scripting".
public enum BackupMessage: Sendable, Equatable {
    case status(BackupStatus)
    case summary(BackupSummary)
    /// A file could not be read: its path is for the log only. Or the repository lacks what its last night was built from,
    /// which the engine counts the same (restic 0.18, internal/archiver: `loadParentTree`, `fileChanged`).
    case error(item: String, isRepository: Bool = false)
    /// A message this program does not need.
    case other

    /// Throws `.tooLong`, `.notThis` for a line that is no message, `.badValue`.
    public init(line: String) throws(BackupFormatError) {
        switch EngineLine.kind(line) {
        case "status": self = .status(try EngineLine.decode(Fields.Status.self, line).value())
        case "summary": self = .summary(try EngineLine.decode(Fields.Summary.self, line).value())
        case "error":
            let failure = try EngineLine.decode(Fields.Failure.self, line)
            self = .error(item: failure.item ?? "", isRepository: failure.isRepository)
        case .some: self = .other
        case nil: throw BackupFormatError(line.utf8.count > EngineLine.longest ? .tooLong : .notThis, "message")
        }
    }

    private enum Fields {
        struct Status: Decodable {
            var total_files: Int64?
            var files_done: Int64?
            var total_bytes: Int64?
            var bytes_done: Int64?
            var seconds_remaining: Int?

            func value() throws(BackupFormatError) -> BackupStatus {
                let status = BackupStatus(
                    filesDone: files_done ?? 0, files: total_files ?? 0, bytesDone: bytes_done ?? 0,
                    bytes: total_bytes ?? 0, secondsLeft: seconds_remaining)
                guard status.filesDone >= 0, status.files >= 0, status.bytesDone >= 0, status.bytes >= 0 else {
                    throw BackupFormatError(.badValue, "status")
                }
                return status
            }
        }

        struct Summary: Decodable {
            var total_files_processed: Int64
            var total_bytes_processed: Int64
            var data_added: Int64?
            var snapshot_id: String

            func value() throws(BackupFormatError) -> BackupSummary {
                guard EngineID.isShortOrFull(snapshot_id), total_files_processed >= 0, total_bytes_processed >= 0
                else { throw BackupFormatError(.badValue, "summary") }
                return BackupSummary(
                    snapshot: snapshot_id, files: total_files_processed, bytes: total_bytes_processed,
                    added: max(0, data_added ?? 0))
            }
        }

        struct Failure: Decodable {
            struct Cause: Decodable { var message: String? }

            var item: String?
            var error: Cause?

            var isRepository: Bool {
                let words = error?.message ?? ""
                return words.contains("repair index") || words.contains("not found in the repository index")
            }
        }
    }
}

/// How far a backup is; all 0 until the engine has counted.
public struct BackupStatus: Sendable, Equatable {
    public var filesDone: Int64
    public var files: Int64
    public var bytesDone: Int64
    public var bytes: Int64
    public var secondsLeft: Int?

    public init(filesDone: Int64, files: Int64, bytesDone: Int64, bytes: Int64, secondsLeft: Int?) {
        self.filesDone = filesDone
        self.files = files
        self.bytesDone = bytesDone
        self.bytes = bytes
        self.secondsLeft = secondsLeft
    }
}

/// What a backup did.
public struct BackupSummary: Sendable, Equatable {
    /// 8 (restic 0.14) to 64 hex digits.
    public var snapshot: String
    public var files: Int64
    /// Of the source.
    public var bytes: Int64
    /// New in the repository, before compression.
    public var added: Int64

    public init(snapshot: String, files: Int64, bytes: Int64, added: Int64) {
        self.snapshot = snapshot
        self.files = files
        self.bytes = bytes
        self.added = added
    }
}
