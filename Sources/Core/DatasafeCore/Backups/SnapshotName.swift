/// Name of a snapshot of the data in the box: its moment in UTC, `20261121T200003Z`, so that names sort by time.
///
/// A second one of the same second has a count behind it, `20261121T200003Z-2`.
public struct SnapshotName: Hashable, Sendable, Comparable {
    public let text: String
    /// Moment of the snapshot, whole seconds.
    public let at: Instant
    private let count: Int

    /// - Parameter count: 1 for the first of its second, up to 99.
    public init(at: Instant, count: Int = 1) {
        let whole = Instant(seconds: at.seconds)
        let count = min(max(count, 1), 99)
        self.at = whole
        self.count = count
        text = whole.description.filter { $0 != "-" && $0 != ":" } + (count > 1 ? "-\(count)" : "")
    }

    /// Nil for any name that is not written like this: in the folder lie other things too.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (16...19).contains(bytes.count), bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else {
            return nil
        }
        func digits(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        let date = "\(digits(0..<4))-\(digits(4..<6))-\(digits(6..<8))"
        guard let at = Instant("\(date)T\(digits(9..<11)):\(digits(11..<13)):\(digits(13..<15))Z") else { return nil }
        let count = bytes.count == 16 ? 1 : Int(digits(17..<bytes.count)) ?? 0
        self.init(at: at, count: count)
        // Whatever else stands there is not ours.
        guard self.text == text else { return nil }
    }

    public static func < (left: SnapshotName, right: SnapshotName) -> Bool {
        (left.at, left.count) < (right.at, right.count)
    }
}

/// The fixed places of snapshots that nights are made of. Each target has its own: an upload takes days, and what it reads
/// must not change under it; and at a constant place the engine finds every file where it was the night before.
public enum SnapshotPlace: String, Codable, Sendable, CaseIterable {
    /// Of the numbered disks.
    case current
    case online
    case share
}

extension TargetID {
    /// Where its snapshot is made: targets whose runs may go on beside each other have one of their own.
    public var snapshot: SnapshotPlace {
        switch self {
        case .disk: .current
        case .online: .online
        case .share: .share
        }
    }
}
