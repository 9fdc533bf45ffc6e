/// A place for a data disk, as printed on the front.
public enum Bay: String, CaseIterable, Codable, Sendable {
    /// The first place from the left or the top.
    case d1
    /// The second place.
    case d2
    /// The third place.
    case d3
    /// The fourth place.
    case d4

    /// The number printed beside it, 1...4.
    public var number: Int {
        switch self {
        case .d1: 1
        case .d2: 2
        case .d3: 3
        case .d4: 4
        }
    }

    /// The bay with this number, 1...4, else nil.
    public init?(number: Int) {
        guard let bay = Bay.allCases.first(where: { $0.number == number }) else { return nil }
        self = bay
    }
}
