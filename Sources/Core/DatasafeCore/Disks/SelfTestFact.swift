/// What one disk says about its self-tests.
public struct SelfTestFact: Codable, Sendable, Equatable {
    /// The disk can test itself.
    public var isSupported = false
    /// Percent still to do of the test that runs now, 0...100; nil when none runs.
    public var remainingPercent: Int?
    /// Minutes the disk itself expects of a long test, nil if it does not say.
    public var longMinutes: Int?
    /// The newest test that ended.
    public var lastKind: SelfTestKind?
    public var lastOutcome: SelfTestOutcome?
    /// Power-on hours at its end; disks wrap this at 65,536.
    public var lastHours: Int?
    /// When this box last started one of each kind, by its own clock.
    public var shortStarted: Instant?
    public var longStarted: Instant?

    /// A disk that has not said anything.
    public init() {}
}

/// The two tests a box starts.
public enum SelfTestKind: String, Codable, Sendable, CaseIterable {
    /// About two minutes: electronics, a look at the surface.
    case short
    /// Hours to more than a day: reads all of the disk.
    case long
}

/// How a test ended.
public enum SelfTestOutcome: String, Codable, Sendable {
    case passed, failed
    /// Cut short by a reset, a command or power: says nothing.
    case aborted
}
