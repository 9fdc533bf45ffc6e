import BackupFormats
import DatasafeCore

extension [Night] {
    /// The newest first.
    init(_ snapshots: [RepositorySnapshot]) {
        self = snapshots.map { Night(id: $0.id, at: $0.at, isPartial: $0.isPartial) }.sorted { $0.at > $1.at }
    }
}
