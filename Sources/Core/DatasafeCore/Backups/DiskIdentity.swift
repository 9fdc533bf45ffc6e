/// Whether the disk that is plugged in is the one the box remembers under its number.
public enum DiskIdentity {
    /// nil = it is. The number is a name for people; the identity is repository id and partition.
    ///
    /// A bit-exact clone or an older copy has both right, but lacks the newest night of the original.
    ///
    /// - Parameter snapshots: full ids of all nights in the repository.
    public static func fault(
        _ target: BackupTarget, partition: String, repository: String, snapshots: Set<String>
    ) -> BackupCode? {
        guard partition == target.partition, repository == target.repository else { return .otherDisk }
        if let newest = target.lastSnapshot, !snapshots.contains(newest) { return .clone }
        return nil
    }
}
