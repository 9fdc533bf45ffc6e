/// A deed in progress or ended, for pages that reload.
public struct DeedFact: Codable, Sendable, Equatable {
    /// The asker's id of the deed.
    public var deed: String
    /// `ReplaceMember` ...
    public var name: String
    public var progress: DeedProgress?
    /// `done`, or what the deed calls a done one that is not all good; nil while it runs.
    public var outcome: String?
    public var refusal: Refusal?
    public var started: Instant
    public init(deed: String, name: String, started: Instant) {
        self.deed = deed
        self.name = name
        self.started = started
    }
}

/// How far a long deed is.
public struct DeedProgress: Codable, Sendable, Equatable {
    /// Enumerated word with a text in DatasafeTexts: `format`, `resync`, `verify` ...
    public var step: String
    public var done: Int64
    /// Same unit as `done`; 0 = not known.
    public var of: Int64
    /// Remaining seconds, nil while it cannot be estimated.
    public var secondsLeft: Int?
    /// Files done, and in all; nil where nobody counts them.
    public var filesDone: Int64?
    public var files: Int64?
    public init(step: String, done: Int64 = 0, of: Int64 = 0, secondsLeft: Int? = nil) {
        self.step = step
        self.done = done
        self.of = of
        self.secondsLeft = secondsLeft
    }
}
