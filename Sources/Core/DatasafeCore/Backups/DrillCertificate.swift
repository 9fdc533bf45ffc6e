/// That, and when, a backup was tried and not only made: figures, no name.
public struct DrillCertificate: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Databases and documents by lot of the newest night, each night.
        case night
        /// All of a night, each month.
        case full
        /// The backup key opened a disk.
        case key
    }

    /// Running number in this box, from 1; given by the ledger.
    public var number = 0
    public var kind: Kind
    public var target: TargetID
    /// Moment of the night; nil = of the key.
    public var night: Instant?
    public var began: Instant
    public var ended: Instant
    /// Files brought back and found identical, and their bytes; databases that SQLite found whole.
    public var files = 0
    public var bytes: Int64 = 0
    public var databases = 0
    /// What was brought back, and what stood in the snapshot; only of all of a night.
    public var restored: PracticeCounts?
    public var original: PracticeCounts?
    /// BAK- code of one that failed.
    public var code: String?

    public var isGood: Bool { code == nil }

    /// What the fact shows of all, newest first: of each kind as many as people look at.
    public static func shown(_ all: [DrillCertificate]) -> [DrillCertificate] {
        var left: [Kind: Int] = [.night: 10, .full: 24, .key: 24]
        return all.filter { certificate in
            guard let count = left[certificate.kind], count > 0 else { return false }
            left[certificate.kind] = count - 1
            return true
        }
    }

    public init(_ kind: Kind, of target: TargetID, night: Instant?, began: Instant, ended: Instant) {
        self.kind = kind
        self.target = target
        self.night = night
        self.began = began
        self.ended = ended
    }
}

/// When all of a night is brought back for trial.
public enum FullDrillRule {
    /// Days between two: one a month, on the same weekday.
    public static let days: Int64 = 28
    /// Days after one that failed.
    public static let daysAfterFailure: Int64 = 1

    /// - Parameter last: newest one of this box, whatever came of it.
    public static func isDue(last: DrillCertificate?, now: Instant) -> Bool {
        guard let last else { return true }
        // Of the future: the clock was wrong.
        let age = now.seconds(since: last.ended)
        return age < -86_400 || age >= (last.isGood ? days : daysAfterFailure) * 86_400 - 6 * 3600
    }

    /// In how many slices contents are brought back: in one where there is room for all of them, else in sixteen, by the first
    /// digit of their names, of which one at a time needs room. nil: there is none even for that. The box's own reserve, a
    /// tenth of the volume, stays free.
    public static func slices(bytes: Int64, free: Int64, total: Int64) -> Int? {
        // A slice may be larger than its share.
        [(1, bytes), (16, bytes / 16 * 2)].first { free - $0.1 > total / 10 }?.0
    }
}
