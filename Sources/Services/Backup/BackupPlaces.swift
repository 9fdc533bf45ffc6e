import DatasafeCore

/// Where the backup service finds and puts things.
public struct BackupPlaces: Sendable {
    /// The newest snapshot of the data, always here.
    public var source = "/srv/snapshots/current"
    /// All snapshots of the data, by `SnapshotName`.
    public var snapshots = "/srv/snapshots"
    /// Backup disks: `<n>` and `<n>-info`.
    public var disks = "/srv/backup"
    /// Repository passwords; a subvolume that no snapshot crosses into.
    public var secrets = "/srv/secrets/backup"
    /// The engine's cache, temporary files and drills: on the data volume, outside the snapshot.
    public var scratch = "/srv/secrets/backup/scratch"
    /// Where restored nights are put for the practice service.
    public var staging = "/srv/data/staging"
    /// History, numbers only.
    public var ledger = "/var/lib/datasafe/backup/backup.sqlite"
    public var engine = "/usr/bin/restic"
    /// What looks through practice data (`practice inspect`): the practice service's own code.
    public var inspector = "/usr/bin/datasafe"
    /// The line of the heartbeats to the online service (decision 0047).
    public var uplink = "/run/datasafe/uplink.pipe"
    /// What is copied onto the first partition of each disk besides the engine.
    public var handout = "/usr/share/datasafe/backup"

    public init() {}

    func repository(_ number: Int) -> String { "\(disks)/\(number)/repo" }
    func disk(_ number: Int) -> String { "\(disks)/\(number)" }
    func info(_ number: Int) -> String { "\(disks)/\(number)-info" }

    /// What the engine takes as name of the repository of a target that is no disk.
    func repository(_ remote: TargetID) -> String { "rest:http+unix://\(uplink):/repo/" }

    /// The places as a run to a target that is no disk sees them: a snapshot and a scratch folder of its own, because it
    /// goes on beside those of the disks.
    func beside(for remote: TargetID) -> BackupPlaces {
        var places = self
        places.source = "\(snapshots)/\(remote.snapshot.rawValue)"
        places.scratch = "\(scratch)/\(remote.text)"
        return places
    }

    func password(_ repository: String) -> String { "\(secrets)/\(repository)" }
}
