/// The counters of one earlier reading that growth is measured against.
public struct SmartSample: Codable, Sendable, Equatable {
    /// When it was read.
    public let at: Instant
    /// The counters that can grow.
    public internal(set) var values: [SmartCounter: Int]
}
