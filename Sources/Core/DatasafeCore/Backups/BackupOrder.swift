/// In which order attached disks get the night.
public enum BackupOrder {
    /// The oldest success first, one that never had one before all others; the number decides between equals.
    public static func sorted(_ targets: [BackupTarget]) -> [BackupTarget] {
        targets.sorted { left, right in
            switch (left.lastSuccess, right.lastSuccess) {
            case (nil, nil): left.number < right.number
            case (nil, _): true
            case (_, nil): false
            case (let older?, let newer?): older == newer ? left.number < right.number : older < newer
            }
        }
    }

    /// The disk that people plug in next: of those that are away the one longest without a backup.
    public static func next(_ disks: [BackupTargetFact]) -> BackupTargetFact? {
        disks.filter { $0.state == RotationState.away.word }
            .min {
                ($0.lastSuccess ?? Instant(seconds: 0), $0.number) < ($1.lastSuccess ?? Instant(seconds: 0), $1.number)
            }
    }
}
