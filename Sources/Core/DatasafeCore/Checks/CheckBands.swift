/// Every threshold of the catalogue that is a number, in the unit of its kind. Waits stand in `CheckRule`.
/// Sources: monitoring design, 3.2-3.4 (Netdata rules, node_exporter mixin, TrueNAS, our judgement).
public enum CheckBands {
    /// Percent of a volume.
    public static let used = Band(.above, warn: Double(filling), crit: 95, clearWarn: 80, clearCrit: 90)
    /// Percent from which a volume is called nearly full.
    public static let filling: Int64 = 85
    /// Bytes left on a volume: CRIT below 5 GB, on volumes under 50 GB below a tenth.
    public static func free(of bytes: Int64) -> Band {
        let floor = Double(min(5_000_000_000, bytes / 10))
        return Band(.below, warn: nil, crit: floor, clearCrit: floor * 1.25)
    }
    /// Percent of btrfs metadata while little is unallocated: less than 2 GiB, on volumes under 20 GiB a tenth.
    public static let metadata = Band(.above, warn: 80, crit: bookkeeping, clearWarn: 75, clearCrit: 90)
    /// Percent of btrfs metadata from which nothing more is stored.
    public static let bookkeeping = 95.0
    public static func unallocated(of bytes: Int64) -> Int64 { min(2 << 30, bytes / 10) }

    /// Percent; `busy` counts only while `busyPressure` is reached too.
    public static let busy = Band(.above, warn: 90, crit: nil, clearWarn: 70)
    public static let busyPressure = 40.0
    public static let starved = Band(.above, warn: nil, crit: 80, clearCrit: 70)
    /// Percent available.
    public static let memory = Band(.below, warn: 10, crit: 4, clearWarn: 15, clearCrit: 8)
    public static let memoryPressure = Band(.above, warn: nil, crit: 20, clearCrit: 10)
    /// Times the number of processors.
    public static let load = Band(.above, warn: 2, crit: 4, clearWarn: 1.75, clearCrit: 3.5)
    public static let io = Band(.above, warn: 30, crit: 70, clearWarn: 20, clearCrit: 60)
    /// Percent of packets with errors or drops, of at least so many packets a minute.
    public static let netFaults = Band(.above, warn: 1, crit: nil, clearWarn: 0.5)
    public static let netPackets: Int64 = 600

    /// Days left.
    public static let certificate = Band(.below, warn: 21, crit: 7)
    /// Seconds off, and seconds without synchronisation.
    public static let offset = Band(.above, warn: 0.5, crit: 60)
    public static let unsynchronised: Int64 = 86_400

    /// Hours since the last good backup, after the weekday's run had its 4 hours.
    public static let backupAge = Band(.above, warn: 26, crit: 74)
    public static let backupGrace: Int64 = 4 * 3600
    /// Days since an attached target was read in full.
    public static let verifyAge = Band(.above, warn: 8, crit: nil)
    /// Days a numbered disk was not seen, in rotations; one rotation is a week, or a day for each disk if that is longer.
    public static func diskAge(disks: Int) -> Band {
        let rotation = Double(max(7, disks))
        return Band(.above, warn: 2 * rotation, crit: 3 * rotation)
    }
    /// Hours since the newest verified night that is away.
    public static let offsite = Band(.above, warn: 72, crit: 168)
    /// Percent free on a backup disk.
    public static let backupFree = Band(.below, warn: 20, crit: nil)
    /// Days since the backup key last opened a disk: a quarter and its month of grace, a year.
    public static let backupKey = Band(.above, warn: 122, crit: 365)
    /// Days since all of a night was brought back for trial (backup design 3.8).
    public static let backupDrill = Band(.above, warn: 90, crit: 180)
    /// Hours since the online service had its last good night: as for the disks.
    public static let backupOnline = Band(.above, warn: 26, crit: 74)
    /// Hours that the first night to the online service may take: two weeks.
    public static let backupOnlineFirst = Band(.above, warn: 14 * 24, crit: nil)
    /// Hours since the network share had its last good night: a server may be away over a weekend.
    public static let backupShare = Band(.above, warn: 74, crit: 14 * 24)
    /// Times that wrong data were found on one disk after which it is no disk to trust, healed or not.
    public static let backupDamages = 2
    /// Nights in a row on one disk: more than 3.
    public static let sameDisk = Band(.above, warn: 4, crit: nil)

    /// Days since the last complete check of the mirror.
    public static let scrubAge = Band(.above, warn: 35, crit: nil)
    /// Bad unlock tries in ten minutes.
    public static let tries = Band(.above, warn: 3, crit: nil)
    /// Restarts of one service in an hour.
    public static let restarts = Band(.above, warn: 3, crit: nil)
    /// Seconds the oldest beat has waited.
    public static let unsent = Band(.above, warn: 3600, crit: 86_400)
    /// Hours since the hub last acknowledged, so that the audit log's head is anchored there.
    public static let anchor = Band(.above, warn: 24, crit: nil)
}
