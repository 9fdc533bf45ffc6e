/// One reason why a disk was judged as it was.
public struct SmartReason: Codable, Sendable, Hashable {
    /// What is wrong; sentence and action stand in DatasafeTexts.
    public let code: SmartCode
    /// How bad this reason is.
    public let level: Judgement
    /// The number that was judged, nil for a plain statement such as `failed`.
    public let counter: SmartCounter?
    /// ATA attribute id, nil elsewhere.
    public let attribute: Int?
    /// The value that was judged: a count, percent, °C, days, or 1 for a plain statement.
    public let value: Int
    /// The limit it reached, nil for a plain statement.
    public let limit: Int?
    /// How much it grew, for a limit of growth.
    public let grownBy: Int?

    /// A reason from its parts.
    public init(
        _ code: SmartCode, _ level: Judgement, counter: SmartCounter? = nil, attribute: Int? = nil, value: Int = 1,
        limit: Int? = nil, grownBy: Int? = nil
    ) {
        self.code = code
        self.level = level
        self.counter = counter
        self.attribute = attribute ?? counter?.attribute
        self.value = value
        self.limit = limit
        self.grownBy = grownBy
    }
}

/// The verdict on one disk.
public struct SmartVerdict: Codable, Sendable, Equatable {
    /// The worst rule.
    public let level: Judgement
    /// All reasons, worst first; empty when OK or not applicable.
    public let reasons: [SmartReason]
    /// What happened at this reading and is no state: a counter that fell.
    public let events: [SmartReason]

    /// A verdict whose level is that of its worst reason.
    public init(reasons: [SmartReason], events: [SmartReason] = [], base: Judgement = .ok) {
        self.reasons = reasons
        self.events = events
        self.level = reasons.reduce(base) { $0.worse($1.level) }
    }

    /// The reason to show first, nil when there is none.
    public var first: SmartReason? { reasons.first }
}

extension SmartVerdict {
    /// The verdict on a disk that was never seen before: what one reading alone says.
    public static func atFirstSight(of values: SmartValues, at now: Instant) -> SmartVerdict {
        var watch = SmartWatch()
        return watch.judge(values, at: now)
    }
}
