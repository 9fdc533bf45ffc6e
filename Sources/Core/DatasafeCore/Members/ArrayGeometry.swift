/// Shape and size of the array made of two to four disks. Sizes in bytes.
public struct ArrayGeometry: Sendable, Hashable, Codable {
    /// One byte more would not fit beside the neighbour: sizes are whole mebibytes.
    public static let mebibyte: Int64 = 1 << 20
    /// Below this a member is not worth making: 16 MiB of container header and the least that btrfs takes.
    public static let leastMember: Int64 = 160 << 20

    /// The md level.
    public let level: ArrayLevel
    /// Number of members, 2...4.
    public let memberCount: Int
    /// Bytes of each member that md uses (`mdadm --size`), whole mebibytes.
    public let memberBytes: Int64

    /// The geometry for disks of these sizes, nil for less than two or more than four, or if the smallest is too small.
    ///
    /// - Parameter mappingBytes: size of each open dm-integrity mapping (not of the disk below: tags and journal are
    ///   gone from it already).
    public init?(mappingBytes: [Int64]) {
        guard let level = ArrayLevel(disks: mappingBytes.count), let smallest = mappingBytes.min() else { return nil }
        let size = (smallest - Self.slack(for: smallest)) / Self.mebibyte * Self.mebibyte
        guard size >= Self.leastMember else { return nil }
        self.level = level
        self.memberCount = mappingBytes.count
        self.memberBytes = size
    }

    /// What is left free at the end of the smallest member, so that a new disk of the same nominal size fits, and for
    /// md's own superblock and bitmap (at most 128 MiB): 1/64 of it, at least 64 MiB, at most 1 GiB.
    public static func slack(for bytes: Int64) -> Int64 {
        max(64 << 20, min(1 << 30, bytes / 64))
    }

    /// Whether a new disk gives a member that is large enough, before anything is written to it.
    ///
    /// What dm-integrity takes for tags and journal grows with the disk; a member that runs is the model.
    /// - Parameters:
    ///   - diskBytes: the new disk.
    ///   - modelDisk: a disk of the array.
    ///   - modelMapping: its open mapping.
    ///   - needed: bytes of the mapping that md uses.
    public static func fits(diskBytes: Int64, modelDisk: Int64, modelMapping: Int64, needed: Int64) -> Bool {
        let taken = max(0, modelDisk - modelMapping)
        let share = modelDisk > 0 ? max(1, Double(diskBytes) / Double(modelDisk)) : 1
        return diskBytes - Int64((Double(taken) * share).rounded(.up)) >= needed
    }

    /// Bytes of the array.
    public var arrayBytes: Int64 {
        switch level {
        case .mirror: memberBytes
        case .mirroredPairs: 2 * memberBytes
        }
    }

    /// `mdadm --size` takes kibibytes.
    public var memberKibibytes: Int64 { memberBytes >> 10 }
}
