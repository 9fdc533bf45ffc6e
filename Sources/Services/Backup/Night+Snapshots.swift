import BackupFormats
import DatasafeCore

extension [Night] {
    /// The newest first, and of one moment one: a line that broke while a night was written down can leave it twice.
    init(_ snapshots: [RepositorySnapshot]) {
        self = []
        for snapshot in snapshots.sorted(by: { ($0.at, $0.id) > ($1.at, $1.id) }) where snapshot.at != last?.at {
            append(Night(id: snapshot.id, at: snapshot.at))
        }
    }
}
