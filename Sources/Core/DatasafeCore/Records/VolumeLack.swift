/// What the open data volume lacks, the worst first: each with what it means and what to do in DatasafeTexts. Reading works
/// with all of them. The raw values are stable codes.
public enum VolumeLack: String, AdviceCode, Codable {
    /// The kernel switched it to read-only after an error: nothing is stored any more.
    case readOnly = "VOL-READ-ONLY"
    /// The file system's own bookkeeping (btrfs metadata) has no room left: it runs full here first.
    case bookkeeping = "VOL-BOOKKEEPING"
    /// What is left is the reserve for log-ins, the audit log and deleting.
    case full = "VOL-FULL"
    /// Room is getting scarce; everything works.
    case filling = "VOL-FILLING"

    /// The worst that is so; nil on a volume with room.
    public init?(_ volume: VolumeFact) {
        let free = volume.free ?? volume.bytes - volume.used
        if volume.readOnly {
            self = .readOnly
        } else if volume.unallocated < CheckBands.unallocated(of: volume.bytes),
            Double(volume.metadataPercent) >= CheckBands.bookkeeping
        {
            self = .bookkeeping
        } else if !SpaceRule.mayStore(0, free: free, total: volume.bytes) {
            self = .full
        } else if volume.used * 100 >= volume.bytes * CheckBands.filling {
            self = .filling
        } else {
            return nil
        }
    }

    /// What a document that is to be stored is refused with; nil where there is room for it.
    public var refusal: DocumentCode? {
        switch self {
        case .readOnly: .readOnly
        case .bookkeeping, .full: .full
        case .filling: nil
        }
    }

    /// Nothing more can be stored.
    public var isShut: Bool { refusal != nil }
}
