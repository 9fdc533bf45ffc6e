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
}
