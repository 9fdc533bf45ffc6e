/// What a disk was asked and how often it refused.
public struct DiskCounters: Sendable, Equatable {
    /// Read requests.
    public var reads = 0
    /// Write requests.
    public var writes = 0
    /// Bytes written by them.
    public var bytesWritten = 0
    /// FLUSH requests, also those a lying disk did nothing for.
    public var flushes = 0
    /// Write requests with FUA, also those a lying disk took as any other.
    public var forced = 0
    /// Requests answered with EIO.
    public var unreadable = 0
    /// Requests answered with ENOSPC.
    public var full = 0
    /// Requests that failed because a file of this machine did: any but 0 makes a run worthless.
    public var hostFaults = 0

    /// All zero.
    public init() {}
}
