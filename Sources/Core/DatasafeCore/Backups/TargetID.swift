/// Where nights go: each target has a repository, a plan and a history of its own.
public enum TargetID: Hashable, Sendable {
    /// A numbered backup disk, 1...99.
    case disk(Int)
    /// The vendor's online service, through the line of the heartbeats (decision 0047).
    case online
    /// The network share (decision 0052).
    case share

    /// The number, `online` or `share`.
    public var text: String {
        switch self {
        case .disk(let number): "\(number)"
        case .online: "online"
        case .share: "share"
        }
    }

    /// Nil for any other text.
    public init?(_ text: String) {
        if text == "online" {
            self = .online
        } else if text == "share" {
            self = .share
        } else if let number = Int(text), (1...99).contains(number), text == "\(number)" {
            self = .disk(number)
        } else {
            return nil
        }
    }

    /// Sticker number of a disk.
    public var number: Int? { if case .disk(let number) = self { number } else { nil } }
}

extension TargetID: RawRepresentable, Codable {
    public var rawValue: String { text }
    public init?(rawValue: String) { self.init(rawValue) }
}

extension TargetID: Comparable {
    /// Disks by number, then the others.
    public static func < (left: TargetID, right: TargetID) -> Bool {
        switch (left.number, right.number) {
        case (let left?, let right?): left < right
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil): left.text < right.text
        }
    }
}
