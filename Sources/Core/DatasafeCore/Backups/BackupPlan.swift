/// When the numbered disks get their night by themselves, and how long nights stay on them: what a practice chooses.
public struct BackupPlan: Codable, Sendable, Equatable {
    /// Minutes after midnight in Europe/Berlin, one of `times`.
    public var minute: Int
    public var keep: BackupKeep

    public init(minute: Int = 21 * 60, keep: BackupKeep = .usual) {
        self.minute = minute
        self.keep = keep
    }

    /// The times a person can choose, minutes after midnight: half hours from 18:00 to 23:30. Earlier people work, later the
    /// disks test and scrub themselves.
    public static let times = Array(stride(from: 18 * 60, through: 23 * 60 + 30, by: 30))

    /// Whether a person could have chosen it.
    public var isPossible: Bool { Self.times.contains(minute) }

    /// As people write it: `21:00`.
    public var hourMinute: String { Self.hourMinute(minute) }

    public static func hourMinute(_ minute: Int) -> String {
        CivilTime(year: 2000, month: 1, day: 1, hour: minute / 60, minute: minute % 60).hourMinute
    }

    public var schedule: NightSchedule { NightSchedule(minute: minute) }
}

/// How long nights stay.
public enum BackupKeep: String, Codable, Sendable, CaseIterable {
    case short
    case usual
    case long
}
