/// What went wrong with a disk of the harness itself; faults made on purpose are `DiskFault`.
///
/// Equality is on `code` and `what`; `cause` is for the person who reads the line.
public struct FaultDiskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of failure of this room.
    public enum Code: String, Sendable {
        /// A file of this machine could not be made, read or written.
        case file
        /// A client of the server said something that is no NBD.
        case malformed
        /// No disk of this name.
        case unknown
        /// The server could not listen, or clients did not hang up.
        case server
    }

    /// The kind of failure.
    public var code: Code
    /// Which file, disk or message.
    public var what: String
    /// The reason in the words of whoever refused.
    public var cause: String

    /// A failure of kind `code` at `what`, because of `cause`.
    public init(_ code: Code, _ what: String, _ cause: String = "") {
        self.code = code
        self.what = what
        self.cause = cause
    }

    /// "file: data1.seen: no space left".
    public var description: String {
        cause.isEmpty ? "\(code.rawValue): \(what)" : "\(code.rawValue): \(what): \(cause)"
    }

    public static func == (left: FaultDiskError, right: FaultDiskError) -> Bool {
        left.code == right.code && left.what == right.what
    }
}

/// What a disk answers instead of doing what it was asked.
public enum DiskFault: Error, Sendable, Equatable {
    /// The sectors cannot be read.
    case unreadable
    /// There is no room.
    case full
    /// The range does not lie inside the disk.
    case outside
    /// A file of this machine failed: the whole run says nothing any more.
    case host
}
