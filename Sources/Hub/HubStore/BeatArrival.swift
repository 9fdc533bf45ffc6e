public import DatasafeCore

/// One beat whose key and signature were found good.
public struct BeatArrival: Sendable {
    public var box: Int64
    public var beat: Heartbeat
    /// Fields and words that were left out while reading it.
    public var dropped: Int
    /// Hash of the exact bytes: tells a repetition from another beat of the same number.
    public var digest: [UInt8]
    public var arrived: Instant

    public init(box: Int64, beat: Heartbeat, dropped: Int, digest: [UInt8], arrived: Instant) {
        self.box = box
        self.beat = beat
        self.dropped = dropped
        self.digest = digest
        self.arrived = arrived
    }
}

/// What became of a beat. Only after the commit.
public enum BeatVerdict: Sendable, Equatable {
    /// Stored. `highest`: largest sequence number of that box; `interval`: seconds to its next beat; `isGap`: beats before
    /// this one are missing and it was not a full one.
    case stored(highest: Int, interval: Int, isGap: Bool)
    /// The very same beat was stored before.
    case repeated(highest: Int, interval: Int)
    /// Another beat with this number was stored before.
    case conflict(highest: Int)
    case revoked
}
