/// How long a condition must hold before it counts: a number of samples in a row and a time, both.
public struct Wait: Sendable, Equatable {
    /// At least 1.
    public var samples: Int
    /// Seconds from the first of them; 0 = no time.
    public var seconds: Int64

    public init(samples: Int = 1, seconds: Int64 = 0) {
        self.samples = samples
        self.seconds = seconds
    }

    /// The first sample counts.
    public static let atOnce = Wait()
    public static func samples(_ count: Int) -> Wait { Wait(samples: count) }
    public static func seconds(_ seconds: Int64) -> Wait { Wait(seconds: seconds) }
    public static func minutes(_ minutes: Int64) -> Wait { Wait(seconds: minutes * 60) }
    public static func hours(_ hours: Int64) -> Wait { Wait(seconds: hours * 3600) }
    public static func days(_ days: Int64) -> Wait { Wait(seconds: days * 86_400) }
}

/// For how long, and over how many samples, one condition has held without a break.
public struct Tally: Codable, Sendable, Equatable {
    public private(set) var samples = 0
    /// Steady times of the first sample and of the last one that was counted.
    public private(set) var begun: Int64 = 0
    private var counted: Int64 = 0

    public init() {}

    /// The condition holds at `steady`. Samples nearer together than nine tenths of `period` seconds count once: a burst
    /// of changed facts is not "two bad samples in a row".
    public mutating func add(at steady: Int64, period: Int64) {
        if samples == 0 {
            begun = steady
            counted = steady
            samples = 1
        } else if steady - counted >= period * 900 {
            counted = steady
            samples += 1
        }
    }

    /// The condition no longer holds.
    public mutating func reset() { self = Tally() }

    /// Whether it held long enough.
    public func has(reached wait: Wait, at steady: Int64) -> Bool {
        samples >= wait.samples && steady - begun >= wait.seconds * 1000
    }
}
