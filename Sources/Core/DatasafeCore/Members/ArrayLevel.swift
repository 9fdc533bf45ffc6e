/// The md level of the array. The raw value is md's.
public enum ArrayLevel: Int, Codable, Sendable, CaseIterable {
    /// Every member holds everything: two or three disks.
    case mirror = 1
    /// Two mirrored pairs, near-2 layout: four disks; roles 0 and 1 are one pair, 2 and 3 the other.
    case mirroredPairs = 10

    /// The level for 2, 3 or 4 disks, else nil.
    public init?(disks: Int) {
        switch disks {
        case 2, 3: self = .mirror
        case 4: self = .mirroredPairs
        default: return nil
        }
    }

    /// The argument of `mdadm --layout`, nil where the level has none.
    public var layoutArgument: String? { self == .mirroredPairs ? "n2" : nil }
}
