/// How much of the data volume stays free, so that log-ins, the audit log, deleting and the nightly snapshot always work.
public enum SpaceRule {
    /// Bytes kept free: 5 % of the volume, between 64 MiB and 10 GiB.
    public static func reserve(total: Int64) -> Int64 {
        min(max(total / 20, 64 << 20), 10 << 30)
    }

    /// So little room that it has to be known exactly: btrfs counts what was written only when it commits, up to 30 s of
    /// uploads later.
    public static func isTight(free: Int64, total: Int64) -> Bool { free < 2 * reserve(total: total) + 1 << 30 }

    /// So little room that the snapshots in the box make way (`SnapshotRule`): a document that was deleted gives its room
    /// back only when the last of them that holds it is gone. Twice the reserve: before uploads are refused.
    public static func isNearlyFull(free: Int64, total: Int64) -> Bool { free < 2 * reserve(total: total) }

    /// True when `bytes` more may be stored on a volume with `free` of `total` bytes.
    public static func mayStore(_ bytes: Int64, free: Int64, total: Int64) -> Bool {
        bytes >= 0 && free - reserve(total: total) >= bytes
    }
}
